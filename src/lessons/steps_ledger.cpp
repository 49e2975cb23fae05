// SPDX-License-Identifier: MIT
// The arithmetic of one number: its operands lit as they are on the sheet, in as many lines as it takes.
#include <algorithm>
#include <string>

#include "lessons/steps_parts.hpp"
#include "view/text_flow.hpp"

namespace mha::lessons::steps {
namespace {

struct Word {
    std::string text;
    Type type = Type::body;
    int group = 0;  // 1, 2: an operand
    bool result = false, faint = false;
    bool tight = false;  // no space before it
    bool may_break = false;
};

struct Line {
    std::vector<Word> words;
    float width = 0;
};

struct Faces {
    Type name, plain, digits, result;
    float gap;
};
Faces faces(bool small) {
    if (small) return {Type::caption_bold, Type::caption, Type::number_small, Type::number_small, 4};
    return {Type::body_bold, Type::body, Type::number, Type::number_bold, 6};
}

/// Before a word that does not begin its line; a bracket keeps off the number it closes on.
float space_before(const Word& word, float gap) {
    if (!word.tight) return gap;
    return word.text == ")" ? 1.5F : 0;
}

/// Names as "W_O" stand with their letter lowered.
bool has_index(const Word& word) { return word.group == 0 && word.text.find('_') != std::string::npos; }

float word_width(const Canvas& canvas, const Word& word) {
    return has_index(word) ? canvas.width(lowered(word.text, word.type, {})) : canvas.width(word.type, word.text);
}

bool is_number(const std::string& text) {
    const char c = text.empty() ? ' ' : text[0];
    return (c >= '0' && c <= '9') || (text.starts_with("(−")) || (text.starts_with("−") && text.size() > 3);
}

void add_equation(std::vector<Word>& words, const sim::Equation& equation, const Faces& f, bool first) {
    words.push_back({equation.name, first ? f.name : f.plain, 0, false, !first, false, true});
    words.push_back({"=", f.plain, 0, false, true, false, false});
    bool tight = false, after_comma = false;
    for (const sim::Piece& piece : equation.pieces) {
        const bool digits = is_number(piece.text), closing = piece.text == ")" || piece.text == ",";
        const bool sign = piece.text == "+" || piece.text == "÷" || piece.text == "−";
        words.push_back({piece.text, digits ? f.digits : f.plain, piece.pick > 0 ? piece.group : 0, false, !digits,
                         tight || closing, sign || after_comma});
        tight = piece.text.ends_with('(') || piece.text == "√";
        after_comma = piece.text == ",";
    }
    words.push_back({"=", f.plain, 0, false, true, false, true});
    words.push_back({equation.result, first ? f.result : f.digits, 0, first, false, false, false});
}

/// A name with the words it quotes shortened, as far as it takes to stand in `room`.
std::string name_in(const Canvas& canvas, Type type, const std::string& name, float room) {
    std::string out = name;
    for (const int most : {16, 12, 9, 7, 5}) {
        if (canvas.width(lowered(out, type, {})) <= room) break;
        out.clear();
        for (std::size_t at = 0; at < name.size();) {
            const std::size_t end = std::min(name.find(' ', at), name.size());
            const std::string word = name.substr(at, end - at), quote = word.ends_with("’") ? "’" : "";
            std::size_t cut = word.starts_with("‘") ? 0 : word.size();
            for (int letters = 0; cut < word.size() && letters < most; ++letters)
                (void)view::next_code_point(word, cut);
            out += (at > 0 ? " " : "") + (cut + quote.size() >= word.size() ? word : word.substr(0, cut) + "…" + quote);
            at = end + 1;
        }
    }
    return out;
}

/// The width of a word and what may not be parted from it.
float unit_width(const Canvas& canvas, const std::vector<Word>& words, std::size_t first, float gap) {
    float unit = 0;
    for (std::size_t i = first; i < words.size() && (i == first || !words[i].may_break); ++i)
        unit += word_width(canvas, words[i]) + space_before(words[i], gap);
    return unit;
}

/// Every equation on lines of its own, broken before a sign where a line is full.
std::vector<Line> lines_of(const Canvas& canvas, const sim::SheetNumber& number, float width, bool small) {
    const Faces f = faces(small);
    std::vector<std::vector<Word>> paragraphs;
    if (number.made.empty())
        paragraphs.push_back({{number.name, f.name, 0, false, false, false, true},
                              {"=", f.plain, 0, false, true, false, false},
                              {number.text, f.result, 0, true, false, false, false}});
    for (std::size_t i = 0; i < number.made.size(); ++i) {
        paragraphs.emplace_back();
        add_equation(paragraphs.back(), number.made[i], f, i == 0);
    }
    if (!number.note.empty()) {
        std::vector<Word>& last = paragraphs.back();
        std::string rest = number.note;
        bool first = true;
        while (!rest.empty()) {
            const std::size_t space = rest.find(' ');
            last.push_back({(first ? "· " : "") + rest.substr(0, space), f.plain, 0, false, true, false, true});
            rest = space == std::string::npos ? std::string{} : rest.substr(space + 1);
            first = false;
        }
    }
    std::vector<Line> lines;
    for (std::vector<Word>& words : paragraphs) {
        if (unit_width(canvas, words, 0, f.gap) > width) words[1].may_break = true;
        const float rest = unit_width(canvas, words, 0, f.gap) - word_width(canvas, words[0]);
        words[0].text = name_in(canvas, words[0].type, words[0].text, width - rest);
        lines.emplace_back();
        for (std::size_t i = 0; i < words.size(); ++i) {
            const float unit = unit_width(canvas, words, i, f.gap);
            if (words[i].may_break && !lines.back().words.empty() && lines.back().width + unit > width)
                lines.emplace_back();
            Line& line = lines.back();
            const float space = line.words.empty() ? 0 : space_before(words[i], f.gap);
            line.width += space + word_width(canvas, words[i]);
            line.words.push_back(words[i]);
        }
    }
    return lines;
}

void draw_word(const Canvas& canvas, const view::Theme& theme, const Word& word, float x, float y, float w) {
    if (word.group > 0) {
        canvas.fill_round({x - 2, y - 9, w + 4, 20}, 3, theme.soft);
        canvas.fill({x, y + 7, w, word.group == 2 ? 1.0F : 2.0F}, theme.accent);
        if (word.group == 2) canvas.fill({x, y + 9, w, 1}, theme.accent);
    }
    if (has_index(word))
        canvas.runs(x, y, lowered(word.text, word.type, word.faint ? theme.ink2 : theme.ink));
    else
        canvas.text(word.type, x, y, word.text, word.faint ? theme.ink2 : theme.ink);
}

}  // namespace

float ledger_pitch(const StepsLayout& layout) { return layout.narrow ? 17.0F : 21.0F; }

int ledger_lines(const Canvas& canvas, const sim::SheetNumber& number, float width, bool small) {
    return static_cast<int>(lines_of(canvas, number, width, small).size());
}

void draw_ledger(Stage& stage, const StepsLayout& layout, const sim::Sheet& sheet, const sim::SheetNumber& number) {
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    const Rect box = layout.ledger;
    canvas.fill_round(box, 8, theme.paper);
    canvas.outline_round(box, 8, theme.border, theme.edge);
    canvas.fill({box.x, box.y + 8, 4, box.h - 16},
                sheet.step == 3 ? view::head_colours(theme, sheet.head).text : theme.accent);
    const float pitch = ledger_pitch(layout), gap = faces(layout.narrow).gap;
    float y = box.y + 6 + pitch / 2;
    canvas.clip(box);
    for (const Line& line : lines_of(canvas, number, box.w - 28, layout.narrow)) {
        float x = box.x + 14;
        for (std::size_t i = 0; i < line.words.size(); ++i) {
            const Word& word = line.words[i];
            if (i > 0) x += space_before(word, gap);
            const float w = word_width(canvas, word);
            draw_word(canvas, theme, word, x, y, w);
            x += w;
        }
        y += pitch;
    }
    canvas.unclip();
    stage.frame.registry.add(sim::TextNode{sim::TextNode::Kind::status, "arithmetic", sim::arithmetic(number), box});
}

}  // namespace mha::lessons::steps
