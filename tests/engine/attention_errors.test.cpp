// SPDX-License-Identifier: MIT
// What cannot be computed is refused in words: the argument, its value, what was expected.
#include <catch2/catch_test_macros.hpp>
#include <limits>

#include "attention_case.hpp"

using namespace mha;
using namespace mha::tests;
using engine::Error;
using engine::ErrorCode;

namespace {

template <class T>
Error refused(const AttentionCase<T>& made) {
    const auto trace = engine::attend(made.x, made.p, made.heads);
    REQUIRE_FALSE(trace);
    return trace.error();
}

AttentionCase<float> good() { return make_case<float>({3, 8, 2, true}, 1); }

}  // namespace

TEST_CASE("an empty sequence is refused", "[attention][errors]") {
    auto made = good();
    made.x.resize({0, 8});
    CHECK(refused(made) == Error{ErrorCode::empty, "x", "[0, 8]", "at least one row, one per token"});
}

TEST_CASE("a model without width is refused", "[attention][errors]") {
    auto made = good();
    made.x.resize({3, 0});
    CHECK(refused(made) == Error{ErrorCode::bad_shape, "x", "[3, 0]", "at least one column, d_model >= 1"});
}

TEST_CASE("head counts outside 1 to d_model are refused", "[attention][errors]") {
    auto made = good();
    made.heads = 9;
    CHECK(refused(made) == Error{ErrorCode::bad_value, "heads", "9", "1 to d_model = 8"});
    CHECK(engine::message(refused(made)) == "heads is 9; expected 1 to d_model = 8.");
    made.heads = 0;
    CHECK(refused(made) == Error{ErrorCode::bad_value, "heads", "0", "1 to d_model = 8"});
    auto wide = make_case<float>({1, 80, 64, true}, 1);
    CHECK(engine::attend(wide.x, wide.p, 64));
    wide.heads = 65;
    CHECK(refused(wide) == Error{ErrorCode::bad_value, "heads", "65", "1 to 64"});
}

TEST_CASE("each parameter's shape is checked by name", "[attention][errors]") {
    auto made = good();
    made.p.wk.resize({8, 7});
    CHECK(refused(made) == Error{ErrorCode::bad_shape, "wk", "[8, 7]", "[8, 8]"});
    made = good();
    made.heads = 3;  // K = 2, so everything that is 8 wide should be 6
    CHECK(refused(made) == Error{ErrorCode::bad_shape, "wq", "[8, 8]", "[8, 6]"});
    made = good();
    made.p.wo.resize({6, 8});
    CHECK(refused(made) == Error{ErrorCode::bad_shape, "wo", "[6, 8]", "[8, 8]"});
    made = good();
    made.p.bv.resize({5});
    CHECK(refused(made) == Error{ErrorCode::bad_shape, "bv", "[5]", "[8] or empty"});
}

TEST_CASE("numbers that are not finite are refused where they stand", "[attention][errors]") {
    auto made = good();
    made.x(2, 5) = std::numeric_limits<float>::quiet_NaN();
    CHECK(refused(made) == Error{ErrorCode::not_finite, "x[2, 5]", "NaN", "a finite number"});
    made = good();
    made.p.wo(7, 0) = -std::numeric_limits<float>::infinity();
    CHECK(refused(made) == Error{ErrorCode::not_finite, "wo[7, 0]", "-infinity", "a finite number"});
    made = good();
    made.p.bq(3) = std::numeric_limits<float>::infinity();
    CHECK(refused(made) == Error{ErrorCode::not_finite, "bq[3]", "infinity", "a finite number"});
}
