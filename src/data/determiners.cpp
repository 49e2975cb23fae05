// SPDX-License-Identifier: MIT
// Which determiners go with which nouns, and how often.
#include "data/determiners.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace mha::data {
namespace {

/// When a determiner may stand.
enum class Where : std::uint8_t {
    anywhere,
    free,   // only where the style is free: "a", "every", "many"
    owned,  // only with what people own: "my", "your"
};
struct Choice {
    Token word;
    std::uint32_t weight;
    Where where = Where::anywhere;
};

constexpr auto kSingular = std::to_array<Choice>({
    {"the"_w, 42},
    {"this"_w, 7},
    {"that"_w, 6},
    {"my"_w, 5, Where::owned},
    {"our"_w, 3, Where::owned},
    {"your"_w, 3, Where::owned},
    {"a"_w, 26, Where::free},
    {"every"_w, 6, Where::free},
    {"each"_w, 3, Where::free},
    {"another"_w, 2, Where::free},
});
constexpr auto kPlural = std::to_array<Choice>({
    {"the"_w, 40},
    {"these"_w, 7},
    {"those"_w, 6},
    {"my"_w, 4, Where::owned},
    {"our"_w, 2, Where::owned},
    {"your"_w, 2, Where::owned},
    {"many"_w, 7, Where::free},
    {"some"_w, 6, Where::free},
    {"two"_w, 6, Where::free},
    {"three"_w, 5, Where::free},
    {"all"_w, 2, Where::free},
    {0, 10, Where::free},
});
constexpr auto kMass = std::to_array<Choice>({
    {"the"_w, 30},
    {"some"_w, 22},
    {"this"_w, 4},
    {0, 44, Where::free},
});
// Models and tokens belong to nobody.
constexpr auto kTechnicalSingular = std::to_array<Choice>({
    {"the"_w, 46},
    {"this"_w, 8},
    {"that"_w, 3},
    {"a"_w, 22, Where::free},
    {"each"_w, 10, Where::free},
    {"every"_w, 8, Where::free},
    {"another"_w, 3, Where::free},
});
constexpr auto kTechnicalPlural = std::to_array<Choice>({
    {"the"_w, 34},
    {"these"_w, 8},
    {"those"_w, 4},
    {"all"_w, 16, Where::free},
    {"many"_w, 9, Where::free},
    {"some"_w, 5, Where::free},
    {"two"_w, 5, Where::free},
    {"three"_w, 4, Where::free},
    {0, 14, Where::free},
});
constexpr auto kIndefinite = std::to_array<Choice>({{"a"_w, 8}, {"one"_w, 1}, {"another"_w, 1}});
constexpr auto kFamily = std::to_array<Choice>({{"my"_w, 2}, {"your"_w, 1}, {"our"_w, 1}, {"the"_w, 2}});

/// "my friend", but not "my woman" or "my tree".
bool can_be_owned(Kinds kinds) {
    constexpr Kinds kUnowned = kind::person | kind::plant;
    constexpr Kinds kOwned = kind::family | kind::acquaintance;
    return (kinds & kOwned) != 0U || (kinds & kUnowned) == 0U;
}

/// Hint.
bool comes_next(const SentenceBuilder& builder, Token word) {
    return builder.comes(word) || (word == "a"_w && builder.comes("an"_w));
}

Token choose(SentenceBuilder& builder, std::span<const Choice> choices, Style style, Kinds kinds) {
    const auto weight = [&](const Choice& choice) {
        const bool allowed = choice.where == Where::anywhere || (choice.where == Where::free && style == Style::any) ||
                             (choice.where == Where::owned && can_be_owned(kinds));
        return allowed ? choice.weight : 0U;
    };
    return choices[builder.weighted_by(
                       choices.size(), [&](std::size_t index) { return weight(choices[index]); },
                       [&](std::size_t index) {
                           const Token word = choices[index].word;
                           return word == 0 || comes_next(builder, word);
                       })]
        .word;
}

Token everyday(SentenceBuilder& builder, Style style, Kinds kinds, Number number) {
    if (number == Number::singular) {
        if (style == Style::indefinite) {
            return choose(builder, kIndefinite, style, kinds);
        }
        const bool familiar =
            std::ranges::any_of(kFamily, [&](const Choice& choice) { return comes_next(builder, choice.word); });
        if ((kinds & kind::family) != 0U && builder.chance(90U, familiar, !familiar)) {
            return choose(builder, kFamily, style, kinds);
        }
        return choose(builder, kSingular, style, kinds);
    }
    if (style == Style::indefinite) {
        return builder.one_of({"some"_w, "many"_w, "two"_w, "three"_w});
    }
    return choose(builder, kPlural, style, kinds);
}

}  // namespace

Token determiner(SentenceBuilder& builder, const NounRequest& request, const Noun& noun, Number number) {
    const Kinds kinds = noun.kinds;
    if (request.owner != nullptr && noun.counted && can_be_owned(kinds) &&
        builder.chance(24U, builder.comes(possessive(*request.owner)))) {
        return possessive(*request.owner);
    }
    if (request.style == Style::bare || request.style == Style::article) {
        return request.style == Style::article ? "a"_w : Token{0};
    }
    if (!noun.counted) {
        const bool subject = (kinds & (kind::study | kind::game)) != 0U;
        return subject ? Token{0} : choose(builder, kMass, request.style, kinds);
    }
    if ((kinds & (kind::agent | kind::data)) != 0U) {
        const std::span<const Choice> choices = number == Number::singular ? std::span<const Choice>(kTechnicalSingular)
                                                                           : std::span<const Choice>(kTechnicalPlural);
        return choose(builder, choices, request.style, kinds);
    }
    return everyday(builder, request.style, kinds, number);
}

}  // namespace mha::data
