// SPDX-License-Identifier: MIT
// A sentence under construction: words are added left to right, links as soon as both ends stand.
#pragma once

#include <initializer_list>
#include <vector>

#include "data/grammar.hpp"
#include "data/lexicon.hpp"

namespace mha::data {

class SentenceBuilder {
public:
    explicit SentenceBuilder(engine::Random& random) : random_(random) {}

    /// Adds a word; returns its position.
    int add(Token word);
    /// Adds a noun: the one kind of word that can attract a verb's number.
    int add_noun(Token word, Number number);
    /// Changes a word that was added before it could be chosen ("does" before its subject).
    void set(int position, Token word);
    void link(LinkKind kind, int from, int to);
    void link_both_ways(LinkKind kind, int a, int b);
    /// Verb and subject, in both directions.
    void link_subject(int verb, int subject);
    /// Verb and object, in both directions.
    void link_object(int verb, int object);
    void agree(int verb, int subject, Number number, Token other_form);

    /// The words chosen so far allow no sensible continuation; the sentence is to be built anew.
    void give_up() { failed_ = true; }
    [[nodiscard]] bool failed() const { return failed_; }

    /// Fills in attractors and repeated words and hands the sentence over.
    [[nodiscard]] Sentence finish();

    [[nodiscard]] int size() const { return static_cast<int>(sentence_.tokens.size()); }
    /// True if the word is already in the sentence.
    [[nodiscard]] bool contains(Token word) const;

    /// True in `percent` of all cases.
    [[nodiscard]] bool chance(std::uint32_t percent) { return random_.below(100U) < percent; }
    /// Uniform over 0 .. n-1.
    [[nodiscard]] std::uint32_t below(std::uint32_t n) { return random_.below(n); }
    /// Index into the weights, in proportion to them.
    [[nodiscard]] std::size_t weighted(std::initializer_list<std::uint32_t> weights);
    [[nodiscard]] Token one_of(std::initializer_list<Token> words);

    /// A random element that satisfies the predicate, or nullptr if none does.
    template <class Range, class Predicate>
    [[nodiscard]] auto pick(const Range& range, Predicate fits) -> decltype(range.data()) {
        std::uint32_t count = 0;
        for (const auto& item : range) {
            count += fits(item) ? 1U : 0U;
        }
        if (count == 0U) {
            return nullptr;
        }
        std::uint32_t skip = random_.below(count);
        for (const auto& item : range) {
            if (fits(item) && skip-- == 0U) {
                return &item;
            }
        }
        return nullptr;
    }

private:
    engine::Random& random_;
    Sentence sentence_;
    std::vector<std::int8_t> noun_number_;  // per position: -1 no noun, else the Number
    bool failed_ = false;
};

}  // namespace mha::data
