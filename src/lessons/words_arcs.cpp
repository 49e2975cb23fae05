// SPDX-License-Identifier: MIT
// The sentence, the arcs from the chosen words, and under them the grammar's own links.
#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "engine/order.hpp"
#include "lessons/words_parts.hpp"
#include "sim/numerals.hpp"
#include "sim/strengths.hpp"
#include "view/interact.hpp"
#include "view/links.hpp"
#include "view/marks.hpp"
#include "view/motion.hpp"

namespace mha::lessons::words {
namespace {

using sim::places;

struct Arc {
    int chosen = 0, other = 0;  // words from 1
    float weight = 0;
};

std::vector<Arc> arcs_of(const Stage& stage, int head) {
    std::vector<Arc> arcs;
    const engine::MatrixView& weights = stage.head(head).weights;
    for (const int chosen : sim::chosen_words(stage.state())) {
        for (int other = 1; other <= stage.word_count(); ++other) {
            const auto c = static_cast<std::size_t>(chosen) - 1, o = static_cast<std::size_t>(other) - 1;
            const float w = stage.state().looked_at ? weights.at(o, c) : weights.at(c, o);
            if (view::link_width(w) > 0) arcs.push_back({chosen, other, w});
        }
    }
    engine::sort_by(arcs, [](const Arc& a, const Arc& b) { return a.weight < b.weight; });
    return arcs;
}

bool is_chosen(const Stage& stage, int word) {
    const std::vector<int> chosen = sim::chosen_words(stage.state());
    return std::find(chosen.begin(), chosen.end(), word) != chosen.end();
}

Rect word_rect(const WordsLayout& layout, int word) { return layout.words[static_cast<std::size_t>(word) - 1]; }
float middle_x(Rect r) { return r.x + r.w / 2; }
float middle_y(Rect r) { return r.y + r.h / 2; }

/// Height of an arc over this distance.
float bow(float distance, float most) { return std::min(most, 20 + 0.28F * distance); }

void draw_arcs_above(Stage& stage, const WordsLayout& layout, int head, const std::vector<Arc>& arcs) {
    const Canvas canvas(stage.frame);
    const Colour tone = view::head_colours(stage.theme(), head).text;
    const float base = word_rect(layout, 1).y - 2;
    for (const Arc& arc : arcs) {
        const float a = middle_x(word_rect(layout, arc.chosen)), b = middle_x(word_rect(layout, arc.other));
        if (arc.chosen == arc.other) continue;
        const float high = bow(std::fabs(a - b), layout.arcs.h - 8) * 1.333F;
        canvas.bezier({a, base}, {a, base - high}, {b, base - high}, {b, base}, view::link_width(arc.weight),
                      view::fade(tone, std::max(view::link_alpha(arc.weight, true), stage.theme().least_alpha)));
    }
    // Numbers on the strongest arcs, where none stands yet.
    std::vector<float> taken;
    std::string said;
    for (auto arc = arcs.rbegin(); arc != arcs.rend() && taken.size() < 4; ++arc) {
        const float a = middle_x(word_rect(layout, arc->chosen)), b = middle_x(word_rect(layout, arc->other)),
                    x = (a + b) / 2;
        if (arc->chosen == arc->other || arc->weight < 0.05F) continue;
        if (std::any_of(taken.begin(), taken.end(), [x](float other) { return std::fabs(other - x) < 40; })) continue;
        const float y = base - bow(std::fabs(a - b), layout.arcs.h - 8);
        const std::string text = places(static_cast<double>(arc->weight));
        const float w = canvas.width(Type::number_small, text);
        canvas.fill_round({x - w / 2 - 3, y - 8, w + 6, 16}, 3, stage.theme().bg);
        canvas.text(Type::number_small, x, y, text, tone, Align::centre);
        taken.push_back(x);
        said += (said.empty() ? "" : ", ") + stage.words[static_cast<std::size_t>(arc->chosen) - 1] + " – " +
                stage.words[static_cast<std::size_t>(arc->other) - 1] + " " + text;
    }
    // The table has the mean of several words; the arcs are of each.
    if (!said.empty() && stage.state().several)
        stage.frame.registry.add(
            sim::TextNode{sim::TextNode::Kind::paragraph, "arcs", "The strongest arcs: " + said + ".", layout.arcs});
}

void draw_arcs_beside(Stage& stage, const WordsLayout& layout, int head, const std::vector<Arc>& arcs) {
    const Canvas canvas(stage.frame);
    const Colour tone = view::head_colours(stage.theme(), head).text;
    const float base = layout.arcs.x;
    for (const Arc& arc : arcs) {
        const float a = middle_y(word_rect(layout, arc.chosen)), b = middle_y(word_rect(layout, arc.other));
        if (arc.chosen == arc.other) continue;
        const float wide = std::min(layout.arcs.w - 6, 14 + 0.3F * std::fabs(a - b)) * 1.333F;
        canvas.bezier({base, a}, {base + wide, a}, {base + wide, b}, {base, b}, view::link_width(arc.weight),
                      view::fade(tone, std::max(view::link_alpha(arc.weight, true), stage.theme().least_alpha)));
    }
}

/// Bars and numbers right of the list: the table in the sentence's own order.
void draw_list_bars(Stage& stage, const WordsLayout& layout, int head) {
    const Canvas canvas(stage.frame);
    const std::vector<float> shares = sim::strengths(stage.state(), stage.head(head).weights);
    const float right = layout.bars, x = layout.arcs.x + layout.arcs.w + 6, bar = right - 52 - x;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        const float y = middle_y(layout.words[i]);
        const float share = view::eased(stage.frame, "share-" + std::to_string(i), shares[i]);
        if (bar > 20)
            view::bar(canvas, stage.theme(), {x, y - 4, bar, 8}, share, view::head_colours(stage.theme(), head).text);
        canvas.text(Type::number_small, right, y, sim::percent_tenths(static_cast<double>(shares[i])),
                    stage.theme().ink, Align::right);
    }
}

sim::Control word_control(const Stage& stage, int word, Rect rect) {
    const bool chosen = is_chosen(stage, word), several = stage.state().several;
    sim::Control control;
    control.id = "word-" + std::to_string(word);
    control.role = sim::ControlRole::toggle;
    control.label = stage.words[static_cast<std::size_t>(word) - 1];
    control.checked = chosen;
    control.rect = rect;
    control.help = several ? "Adds this word to the chosen ones, or takes it away." : "Chooses this word.";
    control.activate = [word, chosen, several](sim::Actions& actions) {
        if (several)
            actions.push_back(sim::ChooseAlso{word, !chosen});
        else
            actions.push_back(sim::ChooseWord{word});
    };
    return control;
}

int draw_word(Stage& stage, const WordsLayout& layout, int head, int word, float share) {
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    const Rect rect = word_rect(layout, word);
    const bool chosen = is_chosen(stage, word), unknown = (stage.unknown >> (word - 1) & 1U) != 0;
    const view::Touch touch = view::interact(stage.frame, word_control(stage, word, rect));
    const Rect face = layout.list ? Rect{rect.x, rect.y + 1, rect.w, rect.h - 2} : rect;
    const Colour tone = view::head_colours(theme, head).text;
    const Colour ground = chosen ? tone : view::ramp(theme, head, share);
    canvas.fill_round(face, 6, ground);
    canvas.outline_round(face, 6, touch.hot ? 2 : theme.border,
                         chosen      ? tone
                         : unknown   ? theme.bad
                         : touch.hot ? theme.edge
                                     : theme.hair);
    const Colour ink = unknown && !chosen ? theme.bad : view::number_on(ground);
    const Type type = layout.list && rect.h < 17 ? Type::caption : chosen ? Type::body_bold : Type::body;
    const float room = rect.w - 6;
    canvas.text_in(type, middle_x(rect), middle_y(rect), room, stage.words[static_cast<std::size_t>(word) - 1], ink,
                   Align::centre);
    if (touch.focused) canvas.outline_round({face.x - 3, face.y - 3, face.w + 6, face.h + 6}, 8, 2, theme.accent);
    return touch.pointed ? word : 0;
}

/// Beside the list only the chosen words' own links have room: thin lines over the arcs.
void draw_gold_beside(Stage& stage, const WordsLayout& layout) {
    const Canvas canvas(stage.frame);
    const float base = layout.arcs.x;
    for (const sim::GoldLink& link : stage.readings().gold) {
        if (!is_chosen(stage, stage.state().looked_at ? link.to : link.from)) continue;
        const float a = middle_y(word_rect(layout, link.from)), b = middle_y(word_rect(layout, link.to));
        const float wide = std::min(layout.arcs.w - 6, 14 + 0.3F * std::fabs(a - b)) * 1.333F;
        canvas.bezier({base, a}, {base + wide, a}, {base + wide, b}, {base, b}, 1.5F, stage.theme().ink);
    }
}

/// Brackets under the chips, nearer ones higher up; the head's colour where it finds the link.
void draw_gold(Stage& stage, const WordsLayout& layout, int head) {
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    const float top = word_rect(layout, 1).y + word_rect(layout, 1).h + 3;
    std::vector<sim::GoldLink> links = stage.readings().gold;
    engine::sort_by(links,
                    [](const auto& a, const auto& b) { return std::abs(a.from - a.to) < std::abs(b.from - b.to); });
    for (const bool found : {false, true}) {
        for (const sim::GoldLink& link : links) {
            if (finds(stage, head, link) != found) continue;
            const float a = middle_x(word_rect(layout, link.from)), b = middle_x(word_rect(layout, link.to));
            const float deep = std::min(layout.gold - 8, 8 + 0.07F * std::fabs(a - b)) * 1.333F;
            canvas.bezier({a, top}, {a, top + deep}, {b, top + deep}, {b, top}, found ? 3.0F : 1.2F,
                          found ? view::head_colours(theme, head).text : theme.ink3);
        }
    }
}

}  // namespace

int shown_head(const Stage& stage) { return std::clamp(stage.state().open, 1, std::max(stage.head_count(), 1)); }

bool finds(const Stage& stage, int head, const sim::GoldLink& link) {
    const engine::MatrixView& weights = stage.head(head).weights;
    const auto from = static_cast<std::size_t>(link.from) - 1, to = static_cast<std::size_t>(link.to) - 1;
    if (from >= weights.rows || to >= weights.columns) return false;
    const auto row = weights.row(from);
    return std::max_element(row.begin(), row.end()) - row.begin() == static_cast<std::ptrdiff_t>(to);
}

int found_links(const Stage& stage, int head) {
    const std::vector<sim::GoldLink>& links = stage.readings().gold;
    return static_cast<int>(
        std::count_if(links.begin(), links.end(), [&](const sim::GoldLink& link) { return finds(stage, head, link); }));
}

Pointed draw_words_and_arcs(Stage& stage, const WordsLayout& layout) {
    const int head = shown_head(stage);
    const std::vector<Arc> arcs = arcs_of(stage, head);
    const std::vector<float> shares = sim::strengths(stage.state(), stage.head(head).weights);
    if (layout.list)
        draw_arcs_beside(stage, layout, head, arcs);
    else
        draw_arcs_above(stage, layout, head, arcs);
    if (layout.list) draw_list_bars(stage, layout, head);
    if (stage.state().gold && layout.list)
        draw_gold_beside(stage, layout);
    else if (layout.gold > 0)
        draw_gold(stage, layout, head);
    Pointed pointed;
    for (int word = 1; word <= stage.word_count(); ++word) {
        const int here = draw_word(stage, layout, head, word, shares[static_cast<std::size_t>(word) - 1]);
        if (here > 0) pointed.word = here;
    }
    return pointed;
}

}  // namespace mha::lessons::words
