// SPDX-License-Identifier: MIT
// How the grammar's sentences are made up: distance must be a poor cue for a link, and a seed must
// give the same sentences on every machine.
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cstdint>
#include <cstdlib>
#include <vector>

#include "data/grammar.hpp"
#include "data/vocabulary.hpp"

namespace {

using namespace mha;
using data::LinkKind;
using data::Sentence;

std::uint64_t mix(std::uint64_t hash, int value) {
    return (hash ^ static_cast<std::uint64_t>(value)) * 1099511628211ULL;
}

/// FNV-1a over everything a sentence says.
std::uint64_t mix(std::uint64_t hash, const Sentence& sentence) {
    for (const int token : sentence.tokens) {
        hash = mix(hash, token);
    }
    for (const data::Link& link : sentence.links) {
        hash = mix(mix(mix(hash, static_cast<int>(link.kind)), link.from), link.to);
    }
    for (const data::Agreement& agreement : sentence.agreements) {
        hash = mix(mix(mix(hash, agreement.verb), agreement.subject), agreement.other_form_token);
        hash = mix(mix(hash, agreement.plural ? 1 : 0), agreement.attractor ? 1 : 0);
    }
    return hash;
}

struct Statistics {
    std::array<double, data::kLinkKinds> links{};
    std::array<double, data::kLinkKinds> adjacent{};
    double tokens = 0;
    double agreements = 0;
    double attractors = 0;
    double stops = 0;
    double questions = 0;
    std::vector<int> occurrences = std::vector<int>(static_cast<std::size_t>(data::vocabulary_size()));
};

Statistics measure(std::uint64_t seed, int sentences) {
    Statistics result;
    engine::Random random(seed);
    for (int index = 0; index < sentences; ++index) {
        const Sentence sentence = data::generate(random);
        result.tokens += static_cast<double>(sentence.tokens.size());
        for (const int token : sentence.tokens) {
            ++result.occurrences[static_cast<std::size_t>(token)];
        }
        for (const data::Link& link : sentence.links) {
            const auto kind = static_cast<std::size_t>(link.kind);
            result.links[kind] += 1;
            result.adjacent[kind] += std::abs(link.from - link.to) == 1 ? 1 : 0;
        }
        for (const data::Agreement& agreement : sentence.agreements) {
            result.agreements += 1;
            result.attractors += agreement.attractor ? 1 : 0;
        }
        const std::string_view last = data::word_text(sentence.tokens.back());
        result.stops += last == "." ? 1 : 0;
        result.questions += last == "?" ? 1 : 0;
    }
    return result;
}

}  // namespace

TEST_CASE("the first 1000 sentences of seed 1 are the same everywhere") {
    std::uint64_t hash = 14695981039346656037ULL;
    engine::Random random(1);
    for (int index = 0; index < 1000; ++index) {
        hash = mix(hash, data::generate(random));
    }
    CHECK(hash == 0x8985D59829A10B49ULL);
}

TEST_CASE("distance is a poor cue for what a word is linked to") {
    constexpr int kSentences = 50000;
    const Statistics statistics = measure(2, kSentences);
    // The largest share of links between neighbours that is allowed, in percent. A head that always
    // looks at the word beside it would follow that share of the links.
    struct Bound {
        LinkKind kind;
        double most;
    };
    constexpr std::array<Bound, data::kLinkKinds> kBounds{{
        {LinkKind::determiner_noun, 58},
        {LinkKind::adjective_noun, 60},
        {LinkKind::verb_subject, 65},
        {LinkKind::subject_verb, 65},
        {LinkKind::verb_object, 32},
        {LinkKind::object_verb, 32},
        {LinkKind::pronoun_antecedent, 1},
        {LinkKind::reflexive_antecedent, 1},
        {LinkKind::possessive_antecedent, 1},
        {LinkKind::repeated_word, 2},
        {LinkKind::pair_partner, 1},
        {LinkKind::question_mark, 1},
        {LinkKind::preposition_noun, 8},
    }};
    for (const Bound& bound : kBounds) {
        const auto kind = static_cast<std::size_t>(bound.kind);
        const double percent = 100.0 * statistics.adjacent[kind] / statistics.links[kind];
        UNSCOPED_INFO(data::slug(bound.kind)
                      << ": " << statistics.links[kind] / kSentences << " per sentence, " << percent << " % adjacent");
        CHECK(percent <= bound.most);
        CHECK(statistics.links[kind] / kSentences >= 0.04);
    }
    const double attracted = statistics.attractors / statistics.agreements;
    UNSCOPED_INFO("agreements with an attractor: " << attracted);
    CHECK(attracted > 0.08);
    SUCCEED();
}

TEST_CASE("about half of the sentences end with a full stop, and some are questions") {
    const Statistics statistics = measure(3, 20000);
    CHECK_THAT(statistics.stops / 20000, Catch::Matchers::WithinAbs(0.5, 0.07));
    CHECK_THAT(statistics.questions / 20000, Catch::Matchers::WithinAbs(0.125, 0.04));
    CHECK_THAT(statistics.tokens / 20000, Catch::Matchers::WithinAbs(9.3, 0.6));
}

TEST_CASE("every word of the vocabulary occurs often enough to be learned") {
    const Statistics statistics = measure(4, 100000);
    for (int id = 1; id < data::vocabulary_size(); ++id) {
        INFO(data::word_text(id));
        CHECK(statistics.occurrences[static_cast<std::size_t>(id)] >= 20);
    }
    CHECK(statistics.occurrences[data::kMask] == 0);
}
