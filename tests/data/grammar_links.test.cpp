// SPDX-License-Identifier: MIT
// Gold links: in range, of the right kind, and verbs that agree with their subjects.
#include <catch2/catch_test_macros.hpp>
#include <set>

#include "data/grammar.hpp"
#include "word_classes.hpp"

namespace {

using namespace mha;
using data::LinkKind;
using data::Sentence;

constexpr int kSentences = 20000;

int word_at(const Sentence& sentence, int position) { return sentence.tokens[static_cast<std::size_t>(position)]; }

bool pair_matches(int a, int b) {
    const auto is = [&](std::string_view first, std::string_view second) {
        return (data::word_text(a) == first && data::word_text(b) == second) ||
               (data::word_text(b) == first && data::word_text(a) == second);
    };
    return is("either", "or") || is("neither", "nor") || is("both", "and") || is("if", "then");
}

/// True if words of these two classes can be linked this way.
bool right_kind(const Sentence& sentence, const data::Link& link) {
    const int from = word_at(sentence, link.from);
    const int to = word_at(sentence, link.to);
    const auto subject = [](int token) { return test::is_noun(token) || test::is_pronoun(token); };
    switch (link.kind) {
        case LinkKind::determiner_noun:
            return test::is_determiner(from) && test::is_noun(to) && link.from < link.to;
        case LinkKind::adjective_noun:
            return test::is_adjective(from) && subject(to);
        case LinkKind::verb_subject:
            return test::is_finite_verb(from) && subject(to);
        case LinkKind::subject_verb:
            return subject(from) && test::is_finite_verb(to);
        case LinkKind::verb_object:
            return test::is_lexical_verb(from) && test::is_object_word(to);
        case LinkKind::object_verb:
            return test::is_object_word(from) && test::is_lexical_verb(to);
        case LinkKind::pronoun_antecedent:
            return test::is_any_of(from, {"they", "she", "he", "it"}) && subject(to) && link.to < link.from;
        case LinkKind::reflexive_antecedent:
            return data::word_text(from).contains("sel") && subject(to) && link.to < link.from;
        case LinkKind::possessive_antecedent:
            return test::is_any_of(from, {"my", "your", "our", "his", "her", "its", "their"}) && subject(to) &&
                   link.to < link.from;
        case LinkKind::repeated_word:
            return from == to;
        case LinkKind::pair_partner:
            return pair_matches(from, to);
        case LinkKind::question_mark:
            return (data::word_text(from) == "?") != (data::word_text(to) == "?");
        case LinkKind::preposition_noun:
            return test::is_preposition(from) && test::is_noun(to) && link.from < link.to;
    }
    return false;
}

template <class Check>
void for_sentences(std::uint64_t seed, Check check) {
    engine::Random random(seed);
    for (int index = 0; index < kSentences; ++index) {
        const Sentence sentence = data::generate(random);
        INFO(data::to_text(sentence.tokens));
        check(sentence);
    }
}

}  // namespace

TEST_CASE("sentences have 3 to 16 known words and never a mask") {
    for_sentences(11, [](const Sentence& sentence) {
        REQUIRE(sentence.tokens.size() >= std::size_t{data::kMinTokens});
        REQUIRE(sentence.tokens.size() <= std::size_t{data::kMaxTokens});
        for (const int token : sentence.tokens) {
            REQUIRE(token > data::kMask);
            REQUIRE(token < data::vocabulary_size());
        }
    });
}

TEST_CASE("every gold link is in range and joins words of the right kinds") {
    for_sentences(12, [](const Sentence& sentence) {
        const int size = static_cast<int>(sentence.tokens.size());
        for (const data::Link& link : sentence.links) {
            INFO(data::slug(link.kind) << " " << link.from << " " << link.to);
            REQUIRE((link.from >= 0 && link.from < size));
            REQUIRE((link.to >= 0 && link.to < size));
            REQUIRE(link.from != link.to);
            REQUIRE(right_kind(sentence, link));
        }
    });
}

TEST_CASE("no link is given twice") {
    for_sentences(13, [](const Sentence& sentence) {
        std::set<std::tuple<LinkKind, int, int>> seen;
        for (const data::Link& link : sentence.links) {
            INFO(data::slug(link.kind) << " " << link.from << " " << link.to);
            REQUIRE(seen.emplace(link.kind, link.from, link.to).second);
        }
    });
}

TEST_CASE("a verb shows the number of its subject") {
    for_sentences(14, [](const Sentence& sentence) {
        for (int verb = 0; verb < static_cast<int>(sentence.tokens.size()); ++verb) {
            std::vector<int> subjects;
            for (const data::Link& link : sentence.links) {
                if (link.kind == LinkKind::verb_subject && link.from == verb) {
                    subjects.push_back(word_at(sentence, link.to));
                }
            }
            const int shown = test::number_shown(word_at(sentence, verb));
            if (subjects.empty() || shown == 0) {
                continue;
            }
            const int first = subjects.front();
            const bool was = test::is_any_of(word_at(sentence, verb), {"was", "wasn't", "am"});
            const bool like_plural = test::is_any_of(first, {"you"}) || (test::is_any_of(first, {"I"}) && !was);
            const bool plural =
                subjects.size() > 1 || test::is_plural_noun(first) || test::is_plural_pronoun(first) || like_plural;
            INFO("verb at " << verb);
            REQUIRE(shown == (plural ? 1 : -1));
        }
    });
}

TEST_CASE("agreements name a verb, its subject, and the same verb in the other number") {
    for_sentences(15, [](const Sentence& sentence) {
        for (const data::Agreement& agreement : sentence.agreements) {
            const int verb = word_at(sentence, agreement.verb);
            INFO("verb at " << agreement.verb);
            REQUIRE(test::number_shown(verb) == (agreement.plural ? 1 : -1));
            REQUIRE(test::number_shown(agreement.other_form_token) == (agreement.plural ? -1 : 1));
            REQUIRE(std::ranges::count(sentence.links,
                                       data::Link{LinkKind::verb_subject, agreement.verb, agreement.subject}) == 1);
            bool between = false;
            for (int at = std::min(agreement.verb, agreement.subject) + 1;
                 at < std::max(agreement.verb, agreement.subject); ++at) {
                const int word = word_at(sentence, at);
                between = between || (test::is_noun(word) && test::is_plural_noun(word) != agreement.plural);
            }
            // A verb form may be spelled like a noun ("answers"), so only this direction holds.
            REQUIRE((between || !agreement.attractor));
        }
    });
}

TEST_CASE("determiners agree with their nouns") {
    for_sentences(16, [](const Sentence& sentence) {
        for (const data::Link& link : sentence.links) {
            if (link.kind != LinkKind::determiner_noun) {
                continue;
            }
            const int word = word_at(sentence, link.from);
            const bool plural = test::is_plural_noun(word_at(sentence, link.to));
            INFO("determiner at " << link.from);
            if (test::is_any_of(word, {"a", "an", "this", "that", "every", "each", "another", "one"})) {
                REQUIRE_FALSE(plural);
            }
            if (test::is_any_of(word, {"these", "those", "many", "two", "three", "all"})) {
                REQUIRE(plural);
            }
            const std::string_view next = data::word_text(word_at(sentence, link.from + 1));
            const bool vowel = std::string_view("aeiou").contains(next.front());
            if (test::is_any_of(word, {"a", "an"})) {
                REQUIRE(test::is_any_of(word, {"an"}) == vowel);
            }
        }
    });
}
