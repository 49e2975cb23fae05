// SPDX-License-Identifier: MIT
// The sentences of the pages that teach attention are ordinary sentences of the grammar: for each
// there is a seed from which generate() makes exactly that sentence.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <cstdint>
#include <string>

#include "data/grammar.hpp"
#include "data/vocabulary.hpp"

namespace {

struct Witness {
    std::string sentence;
    std::uint64_t seed;  // found by trying seeds; to be found again when the grammar changes
};

}  // namespace

TEST_CASE("published sentences are sentences of the grammar") {
    using namespace mha;
    const Witness witness = GENERATE(Witness{"The cat sat down", 7821929}, Witness{"The black cat sat down", 132286073},
                                     Witness{"I like machine learning", 5800},
                                     Witness{"The transformer model processes all tokens in "
                                             "parallel using multi-head attention.",
                                             81621953});
    const data::Tokenised typed = data::tokenise(witness.sentence);
    CHECK(typed.all_known());
    engine::Random random(witness.seed);
    const data::Sentence made = data::generate(random);
    CHECK(typed.ids() == made.tokens);
    CHECK(data::to_text(made.tokens) == witness.sentence);
}
