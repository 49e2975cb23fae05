// SPDX-License-Identifier: MIT
// A sentence under construction: words are added left to right, links as soon as both ends stand.
// Its choices are drawn at random, or made by a guide towards given words. Hints (worth, if_true)
// say which options can lead to the given words; they spare the guide runs and never change a draw.
#pragma once

#include <initializer_list>
#include <vector>

#include "data/grammar.hpp"
#include "data/guide.hpp"
#include "data/lexicon.hpp"

namespace mha::data {

class SentenceBuilder {
  public:
    explicit SentenceBuilder(engine::Random& random) : random_(&random) {}
    explicit SentenceBuilder(Guide& guide) : guide_(&guide) {}

    /// Adds a word; returns its position.
    int add(Token word);
    /// Adds a noun: the one kind of word that can attract a verb's number.
    int add_noun(Token word, Number number);
    /// Adds the place of a form of be or do that is set later ("does" before its subject).
    int add_auxiliary();
    /// Puts a word at a place that was added before.
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

    /// Hints: true without a guide. The word stands at a position of the given words, or is among
    /// the next `within` of them (0, no word, never is).
    [[nodiscard]] bool stands(int position, Token word) const {
        return guide_ == nullptr || guide_->stands(position, word);
    }
    [[nodiscard]] bool comes(Token word, int within = 1) const {
        return guide_ == nullptr || comes_in_words(word, within);
    }
    template <class Item>
    [[nodiscard]] bool any_form_comes(const Item& item, int within = kMaxTokens) const {
        return comes(item.word, within);
    }
    [[nodiscard]] bool any_form_comes(const Noun& noun, int within = kMaxTokens) const {
        return comes(noun.singular, within) || comes(noun.plural, within);
    }
    [[nodiscard]] bool any_form_comes(const Verb& verb, int within = kMaxTokens) const {
        return comes(verb.base, within) || comes(verb.third, within) || comes(verb.past, within) ||
               comes(verb.ing, within);
    }
    /// Where the given words have this word next, -1 if nowhere; 0 without a guide.
    [[nodiscard]] int position_of_next(Token word) const;

    /// True in `percent` of all cases.
    [[nodiscard]] bool chance(std::uint32_t percent, bool if_true = true, bool if_false = true) {
        return guide_ == nullptr ? random_->below(100U) < percent : guided_chance(percent, if_true, if_false);
    }
    /// Index into the weights, in proportion to them.
    [[nodiscard]] std::size_t weighted(std::initializer_list<std::uint32_t> weights) {
        return weighted(weights, [](std::size_t) { return true; });
    }
    template <class Worth>
    [[nodiscard]] std::size_t weighted(std::initializer_list<std::uint32_t> weights, Worth worth) {
        const auto weight = [&](std::size_t index) { return weights.begin()[index]; };
        return weighted_by(weights.size(), weight, worth);
    }
    /// The same for weights given by a function of the index.
    template <class Weight, class Worth>
    [[nodiscard]] std::size_t weighted_by(std::size_t n, Weight weight, Worth worth);
    /// A word that is added next.
    [[nodiscard]] Token one_of(std::initializer_list<Token> words);

    /// A random element that satisfies the predicate, or nullptr if none does.
    template <class Range, class Predicate>
    [[nodiscard]] auto pick(const Range& range, Predicate fits) {
        return pick(range, fits, [this](const auto& item) { return this->any_form_comes(item); });
    }
    template <class Range, class Predicate, class Worth>
    [[nodiscard]] auto pick(const Range& range, Predicate fits, Worth worth) -> decltype(range.data()) {
        const auto picked = pick_unsure(range, fits, worth);
        if (guide_ != nullptr && picked != nullptr && !worth(*picked)) {
            guide_->fail();
        }
        return picked;
    }
    /// The same for an element that may stay unused: the first fitting one if none is worth it.
    template <class Range, class Predicate, class Worth>
    [[nodiscard]] auto pick_unsure(const Range& range, Predicate fits, Worth worth) -> decltype(range.data());

  private:
    [[nodiscard]] bool comes_in_words(Token word, int within) const;
    [[nodiscard]] bool guided_chance(std::uint32_t percent, bool if_true, bool if_false);

    engine::Random* random_ = nullptr;  // one of these two is set
    Guide* guide_ = nullptr;
    Sentence sentence_;
    std::vector<std::int8_t> noun_number_;  // per position: -1 no noun, else the Number
    bool failed_ = false;
};

template <class Weight, class Worth>
std::size_t SentenceBuilder::weighted_by(std::size_t n, Weight weight, Worth worth) {
    if (guide_ != nullptr) {
        const auto chosen = guide_->choose(n, [&](std::size_t index) { return weight(index) != 0U && worth(index); });
        if (chosen) {
            return *chosen;
        }
        guide_->fail();
    }
    std::uint32_t total = 0;
    for (std::size_t index = 0; index < n; ++index) {
        total += weight(index);
    }
    std::uint32_t draw = guide_ == nullptr ? random_->below(total) : 0U;
    for (std::size_t index = 0; index < n; ++index) {
        if (draw < weight(index)) {
            return index;
        }
        draw -= weight(index);
    }
    return 0;
}

template <class Range, class Predicate, class Worth>
auto SentenceBuilder::pick_unsure(const Range& range, Predicate fits, Worth worth) -> decltype(range.data()) {
    if (guide_ != nullptr) {
        const auto chosen =
            guide_->choose(range.size(), [&](std::size_t index) { return worth(range[index]) && fits(range[index]); });
        if (chosen) {
            return &range[*chosen];
        }
    }
    std::uint32_t count = 0;
    for (const auto& item : range) {
        count += fits(item) ? 1U : 0U;
    }
    if (count == 0U) {
        return nullptr;
    }
    std::uint32_t skip = guide_ == nullptr ? random_->below(count) : 0U;
    for (const auto& item : range) {
        if (fits(item) && skip-- == 0U) {
            return &item;
        }
    }
    return nullptr;
}

}  // namespace mha::data
