// SPDX-License-Identifier: MIT
// From a typed line to words and tokens; what cannot be taken as typed is said, never replaced in silence.
#include "data/parser.hpp"
#include "data/vocabulary.hpp"
#include "sim/derive.hpp"
#include "sim/numerals.hpp"
#include "sim/plain_text.hpp"
#include "sim/suggest.hpp"

namespace mha::sim {
namespace {

constexpr std::size_t kLongWord = 28;  // bytes of it that a notice shows
constexpr std::size_t kMostNamed = 4;  // unknown words named

std::string joined(const std::vector<std::string>& items, std::string_view last) {
    std::string out;
    for (std::size_t index = 0; index < items.size(); ++index) {
        if (index > 0) out += index + 1 == items.size() ? last : std::string_view(", ");
        out += in_quotes(items[index]);
    }
    return out;
}

// "‘qat’ is not among the 412 words this model knows, so it sees a blank there. Try ‘cat’."
std::string unknown_notice(const std::vector<Word>& words) {
    std::vector<std::string> unknown;
    std::vector<std::string> suggestions;
    for (const Word& word : words) {
        if (word.known) continue;
        unknown.push_back(word.text.size() > kLongWord ? one_line(word.text, kLongWord) + "…" : word.text);
        if (unknown.size() == 1) suggestions = word.suggestions;
    }
    if (unknown.empty()) return {};
    const bool one = unknown.size() == 1;
    std::string named;
    if (unknown.size() > kMostNamed) {
        const std::string others = " and " + count_of(static_cast<int>(unknown.size() - kMostNamed), "other word");
        unknown.resize(kMostNamed);
        named = joined(unknown, ", ") + others;
    } else {
        named = joined(unknown, " and ");
    }
    std::string out = named + (one ? " is" : " are") + " not among the " + std::to_string(data::vocabulary_size() - 1) +
                      " words this model knows, so it sees " + (one ? "a blank" : "blanks") + " there.";
    if (one && !suggestions.empty()) out += " Try " + joined(suggestions, " or ") + ".";
    return out;
}

void append(std::string& notice, const std::string& sentence) {
    if (sentence.empty()) return;
    if (!notice.empty()) notice += ' ';
    notice += sentence;
}

}  // namespace

SentenceReading read_sentence(std::string_view text) {
    SentenceReading out;
    out.blank = data::word_id("[MASK]");
    data::Tokenised line = data::tokenise(text, static_cast<std::size_t>(kMaxWords));
    if (line.pieces.empty()) {
        const std::string example = State{}.text;
        append(out.notice, "The sentence is empty; shown is " + in_quotes(example) + ".");
        line = data::tokenise(example, static_cast<std::size_t>(kMaxWords));
    }
    for (const data::Piece& piece : line.pieces) {
        Word word{std::string(line.display(piece)), piece.id != data::kUnknown, {}};
        if (!word.known) word.suggestions = suggest_words(word.text);
        out.tokens.push_back(word.known ? piece.id : out.blank);
        out.words.push_back(std::move(word));
    }
    if (line.truncated)
        append(out.notice, "This model reads at most " + std::to_string(kMaxWords) + " words; the rest is left out.");
    append(out.notice, unknown_notice(out.words));
    if (const std::optional<data::Sentence> parsed = data::parse(out.tokens)) {
        out.in_grammar = true;
        for (const data::Link& link : parsed->links)
            out.gold.push_back({std::string(data::label(link.kind)), link.from + 1, link.to + 1});
    }
    out.completions = sentence_completions(text);
    return out;
}

}  // namespace mha::sim
