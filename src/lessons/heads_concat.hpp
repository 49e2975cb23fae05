// SPDX-License-Identifier: MIT
// The concatenation view in two files: the picture, and the words and numbers beside it.
#pragma once

#include "lessons/heads_parts.hpp"

namespace mha::lessons::heads {

struct ConcatLayout {
    bool phone = false;
    float strip_x = 136, strip_w = 432;  // all strips; a whole number of device pixels per dimension
    float side = 0;                      // numbers right of the strips, 0 on a phone
    Rect outputs, concat, band, w_o, shares, sum;
    int word = 0, dimension = 0;  // from 0
};

/// Names left of the strips.
void draw_concat_labels(Stage& stage, const ConcatLayout& c);
/// Label of one share's strip; head 0 is the bias.
void draw_share_label(Stage& stage, const ConcatLayout& c, Rect strip, int head);
/// The chosen dimension's numbers: shares, bias, sum, before and after.
void draw_concat_numbers(Stage& stage, const ConcatLayout& c);
/// The same for every dimension, as a table for readers.
void add_shares_table(Stage& stage, const ConcatLayout& c);
/// "5×48 → 4 × (5×12) → …" in the strip.
void draw_flow(Stage& stage, const ConcatLayout& c);

}  // namespace mha::lessons::heads
