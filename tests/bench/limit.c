// SPDX-License-Identifier: MIT
// What this machine's simd128 can do at most: the layer's seven kinds of matrix products in their order, with every
// operand packed beforehand and nothing between them - no softmax, no packing, no copy in or out.
#include <wasm_simd128.h>

#define EXPORT(name) __attribute__((export_name(name)))

#ifdef __wasm_relaxed_simd__
#define MULTIPLY_ADD(a, b, c) wasm_f32x4_relaxed_madd(a, b, c)
#else
#define MULTIPLY_ADD(a, b, c) wasm_f32x4_add(c, wasm_f32x4_mul(a, b))
#endif

enum { kColumns = 8, kMostRows = 6, kBlock = 16 * kMostRows, kArena = 12 << 20 };
static float arena[kArena];

EXPORT("arena") float* the_arena(void) { return arena; }

// a: a panel of `rows` rows, [k][rows]; b: a panel of eight columns, [k][8]. Inlined for each number of rows, so that
// all sums stay in registers: 6 by 8 was the fastest of nine shapes, 12 of the 16 registers hold sums.
static inline __attribute__((always_inline)) void tile(const int rows, const float* a, const float* b, float* out,
                                                       int k, int stride) {
    v128_t sums[kMostRows][2];
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; ++r) sums[r][0] = sums[r][1] = wasm_f32x4_const_splat(0);
    for (int p = 0; p < k; ++p, a += rows, b += kColumns) {
        const v128_t low = wasm_v128_load(b);
        const v128_t high = wasm_v128_load(b + 4);
#pragma clang loop unroll(full)
        for (int r = 0; r < rows; ++r) {
            const v128_t factor = wasm_v128_load32_splat(a + r);
            sums[r][0] = MULTIPLY_ADD(factor, low, sums[r][0]);
            sums[r][1] = MULTIPLY_ADD(factor, high, sums[r][1]);
        }
    }
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; ++r) {
        wasm_v128_store(out + r * stride, sums[r][0]);
        wasm_v128_store(out + r * stride + 4, sums[r][1]);
    }
}

// out [m, n] = a [m, k] times b [k, n], both packed: a in panels of six rows, then what is left in panels of four and
// two (m is even); b in panels of eight columns, the last filled up. Sixteen panels of a stay in the second cache while
// all of b passes by, and a panel of b stays in the first meanwhile.
EXPORT("product") void product(const float* a, const float* b, float* out, int m, int k, int n) {
    const int stride = (n + kColumns - 1) / kColumns * kColumns;
    for (int from = 0; from < m; from += kBlock) {
        const int to = from + kBlock < m ? from + kBlock : m;
        for (int j = 0; j < n; j += kColumns) {
            int i = from;
            for (; i + 6 <= to; i += 6) tile(6, a + i * k, b + j * k, out + i * stride + j, k, stride);
            for (; i + 4 <= to; i += 4) tile(4, a + i * k, b + j * k, out + i * stride + j, k, stride);
            for (; i + 2 <= to; i += 2) tile(2, a + i * k, b + j * k, out + i * stride + j, k, stride);
        }
    }
}

// The products of a layer: q, k and v; scores and mixed values of each head; W_O. The operands are whatever the arena
// holds: only their sizes and that each head and matrix has its own place count.
EXPORT("layer") void layer(int tokens, int d_model, int heads) {
    const int width = d_model / heads;
    const int wide = (width + kColumns - 1) / kColumns * kColumns;
    const int long_row = (tokens + kColumns - 1) / kColumns * kColumns;
    float* next = arena;
#define TAKE(count) (next += (count), next - (count))
    float* x = TAKE(tokens * d_model);
    float* weights = TAKE(4 * d_model * d_model);
    float* q = TAKE(3 * tokens * d_model);
    float* keys = TAKE(heads * width * long_row);
    float* values = TAKE(heads * tokens * wide);
    float* scores = TAKE(tokens * long_row);
    float* mixed = TAKE(heads * tokens * wide);
    float* out = TAKE(tokens * d_model);
#undef TAKE
    for (int part = 0; part < 3; ++part) {
        product(x, weights + part * d_model * d_model, q + part * tokens * d_model, tokens, d_model, d_model);
    }
    for (int head = 0; head < heads; ++head) {
        product(q + head * tokens * width, keys + head * width * long_row, scores, tokens, width, tokens);
        product(scores, values + head * tokens * wide, mixed + head * tokens * wide, tokens, tokens, width);
    }
    product(mixed, weights + 3 * d_model * d_model, out, tokens, d_model, d_model);
}
