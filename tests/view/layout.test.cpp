// SPDX-License-Identifier: MIT
// The frame at every width, and the choice of the grid.
#include "view/layout.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "view/grid.hpp"
#include "view/overlay.hpp"

using namespace mha::view;

namespace {

GridInput input(float width, int heads, int words, float ratio = 1) {
    const FrameLayout l = frame_layout(width, 520);
    GridInput in;
    in.heads = heads;
    in.words = words;
    in.room = l.figure;
    in.ratio = ratio;
    in.phone = l.phone;
    in.roomy = l.roomy;
    return in;
}

}  // namespace

TEST_CASE("regions follow each other without overlap") {
    for (float width = 320; width <= 1920; width += 40) {
        const FrameLayout l = frame_layout(width, 520);
        CHECK(l.draw.h + l.controls.h == 520);
        CHECK(l.controls.y == 450);
        CHECK(l.field.y + l.field.h <= l.figure.y + 6);
        CHECK(l.figure.y + l.figure.h <= l.rule_y);
        CHECK(l.rule_y < l.strip_y);
        CHECK(l.figure.w <= 1600);
        CHECK(l.field.x >= l.margin - 1);
    }
}

TEST_CASE("the grid stands in the room with whole device pixels") {
    for (const float width : {320.0F, 358.0F, 480.0F, 700.0F, 768.0F, 1200.0F, 1920.0F}) {
        for (int heads = 2; heads <= 8; ++heads) {
            for (int words = 1; words <= 16; ++words) {
                for (const float ratio : {1.0F, 1.25F, 2.0F}) {
                    const GridInput in = input(width, heads, words, ratio);
                    const GridChoice grid = choose_grid(in);
                    INFO(width << " " << heads << " heads " << words << " words at " << ratio);
                    CHECK(grid.cell >= 1 / ratio);
                    CHECK(std::fabs(grid.cell * ratio - std::round(grid.cell * ratio)) < 1e-3F);
                    CHECK(grid.columns * grid.rows >= heads);
                    for (int head = 1; head <= heads; ++head) {
                        const Rect m = matrix_rect(grid, head, words);
                        CHECK(m.x >= in.room.x);
                        CHECK(m.x + m.w <= in.room.x + in.room.w + 0.5F);
                        CHECK(m.y + m.h <= in.room.y + in.room.h + 0.5F);
                    }
                }
            }
        }
    }
}

TEST_CASE("the grid is the one the pictures show") {
    const GridChoice four = choose_grid(input(700, 4, 5));
    CHECK(four.rows == 1);
    CHECK(four.text == TextPlace::below);
    CHECK(four.cell == 28);
    const GridChoice eight = choose_grid(input(700, 8, 5));
    CHECK(eight.columns == 4);
    CHECK(eight.text == TextPlace::heading);
    CHECK(eight.cell >= 25);
    const GridChoice phone = choose_grid(input(320, 8, 5, 2));
    CHECK(phone.columns == 3);
    CHECK(choose_grid(input(358, 4, 5, 2)).columns == 2);
    CHECK(choose_grid(input(1200, 8, 5, 2)).text == TextPlace::beside);
    CHECK(choose_grid(input(1920, 8, 5)).rows == 1);
}

TEST_CASE("column labels") {
    CHECK(label_mode(48, 34) == LabelMode::horizontal);
    CHECK(label_mode(28, 34) == LabelMode::slanted);
    CHECK(label_mode(16, 34) == LabelMode::vertical);
    CHECK(label_stride(28) == 1);
    CHECK(label_stride(6) == 3);
    CHECK(label_stride(1) == 13);
}

TEST_CASE("a tooltip stays inside the frame and off what it explains") {
    const Rect frame = {0, 0, 700, 450};
    for (float x = 20; x < 640; x += 31) {
        for (float y = 90; y < 380; y += 29) {
            const Rect head = {x, 130, 140, 140}, cell = {x + 28, y, 28, 28};
            const Rect tip = place_tooltip(264, 138, head, cell, frame);
            CHECK(tip.x >= 8);
            CHECK(tip.y >= 8);
            CHECK(tip.x + tip.w <= 692);
            CHECK(tip.y + tip.h <= 442);
        }
    }
}
