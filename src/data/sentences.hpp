// SPDX-License-Identifier: MIT
// The sentence patterns. Each adds one whole sentence without its final full stop to an empty
// builder; grammar.cpp chooses among them at random, parser.cpp tries them all.
#pragma once

#include "data/clauses.hpp"

namespace mha::data {

struct Pattern {
    void (*build)(SentenceBuilder&);
    std::uint32_t weight;             // how often it is drawn
    std::uint32_t full_stop_percent;  // that a full stop follows; 0 where none can
};
[[nodiscard]] std::span<const Pattern> patterns();

// Statements (sentences_plain.cpp)
void plain_sentence(SentenceBuilder& builder);
void reflexive_sentence(SentenceBuilder& builder);  // the girl sees herself
void being_sentence(SentenceBuilder& builder);      // the cat near the dogs is black
void liking_sentence(SentenceBuilder& builder);     // I like machine learning
void there_sentence(SentenceBuilder& builder);      // there are two cats in the garden
void together_sentence(SentenceBuilder& builder);   // the cat and the dog sleep
void technical_sentence(SentenceBuilder& builder);  // the model processes all tokens in parallel

// Questions; they add their own "?" (sentences_questions.cpp)
void question_sentence(SentenceBuilder& builder);
void tag_question(SentenceBuilder& builder);  // the girl likes apples, doesn't she?

// Two parts that belong together (sentences_pairs.cpp)
void paired_subjects(SentenceBuilder& builder);   // either the cat or the dog sleeps
void paired_objects(SentenceBuilder& builder);    // Tom likes both tea and coffee
void paired_qualities(SentenceBuilder& builder);  // the soup is neither hot nor fresh
void conditional(SentenceBuilder& builder);       // if the dog is hungry, then it eats
void subordinate(SentenceBuilder& builder);       // the girl sleeps because she is tired
void reporting(SentenceBuilder& builder);         // the girl says that she is tired
void repetition(SentenceBuilder& builder);        // Tom likes tea and Anna likes tea too
void comparison(SentenceBuilder& builder);        // the red car is faster than the blue car

}  // namespace mha::data
