// SPDX-License-Identifier: MIT
// Names of the link kinds, and the choice among sentence patterns.
#include "data/grammar.hpp"

#include "data/sentences.hpp"

namespace mha::data {
namespace {

struct KindName {
    std::string_view slug;
    std::string_view label;
};
constexpr std::array<KindName, kLinkKinds> kNames{{
    {"determiner-noun", "determiner → noun"},
    {"adjective-noun", "adjective → noun"},
    {"verb-subject", "verb → subject"},
    {"subject-verb", "subject → verb"},
    {"verb-object", "verb → object"},
    {"object-verb", "object → verb"},
    {"pronoun-antecedent", "pronoun → whom it means"},
    {"reflexive-antecedent", "herself, itself → whom it means"},
    {"possessive-antecedent", "her, its → owner"},
    {"repeated-word", "same word elsewhere"},
    {"pair-partner", "either ↔ or, if ↔ then"},
    {"question-mark", "question word ↔ ?"},
    {"preposition-noun", "preposition → noun"},
}};

constexpr auto kPatterns = std::to_array<Pattern>({
    {plain_sentence, 28, 55},
    {reflexive_sentence, 5, 55},
    {being_sentence, 8, 55},
    {liking_sentence, 4, 50},
    {there_sentence, 4, 60},
    {together_sentence, 3, 55},
    {technical_sentence, 10, 60},
    {question_sentence, 11, 0},
    {tag_question, 5, 0},
    {paired_subjects, 5, 55},
    {paired_objects, 4, 55},
    {paired_qualities, 2, 55},
    {conditional, 4, 65},
    {subordinate, 7, 60},
    {reporting, 3, 55},
    {repetition, 6, 60},
    {comparison, 4, 60},
});

const Pattern& choose_pattern(engine::Random& random) {
    std::uint32_t total = 0;
    for (const Pattern& pattern : kPatterns) {
        total += pattern.weight;
    }
    std::uint32_t draw = random.below(total);
    for (const Pattern& pattern : kPatterns) {
        if (draw < pattern.weight) {
            return pattern;
        }
        draw -= pattern.weight;
    }
    return kPatterns.front();
}

}  // namespace

std::span<const Pattern> patterns() { return kPatterns; }

std::string_view slug(LinkKind kind) { return kNames[static_cast<std::size_t>(kind)].slug; }

std::string_view label(LinkKind kind) { return kNames[static_cast<std::size_t>(kind)].label; }

std::array<LinkKind, kLinkKinds> all_link_kinds() {
    std::array<LinkKind, kLinkKinds> kinds{};
    for (std::size_t index = 0; index < kinds.size(); ++index) {
        kinds[index] = static_cast<LinkKind>(index);
    }
    return kinds;
}

Sentence generate(engine::Random& random) {
    const Pattern& pattern = choose_pattern(random);
    // A sentence that came out too long or led nowhere is built again with the same pattern, so
    // that the shares of the patterns hold.
    for (;;) {
        SentenceBuilder builder(random);
        pattern.build(builder);
        if (builder.chance(pattern.full_stop_percent)) {
            builder.add("."_w);
        }
        if (!builder.failed() && builder.size() >= kMinTokens && builder.size() <= kMaxTokens) {
            return builder.finish();
        }
    }
}

}  // namespace mha::data
