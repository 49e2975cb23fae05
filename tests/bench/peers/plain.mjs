// SPDX-License-Identifier: MIT
// The layer in hand-written JavaScript, in two forms: dot products, which win while everything fits the nearest cache,
// and packed blocks of four by four. Sums are JavaScript numbers (double precision): rounding each step to 32 bits
// with Math.fround was measured two to four times slower, Float64Array storage no faster.

/** W [in, out] as rows of W's columns. */
function transposed(w, size) {
  const out = new Float32Array(size * size);
  for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) out[j * size + i] = w[i * size + j];
  return out;
}

function dot(a, i, b, j, length) {
  let s0 = 0, s1 = 0, s2 = 0, s3 = 0;
  for (const end = i + length; i < end; i += 4, j += 4) {
    s0 += a[i] * b[j];
    s1 += a[i + 1] * b[j + 1];
    s2 += a[i + 2] * b[j + 2];
    s3 += a[i + 3] * b[j + 3];
  }
  return s0 + s1 + (s2 + s3);
}

/** Softmax of `length` scores from `at` on, in place; the division is left to the caller, who gets the factor. */
function softmax(scores, at, length, scale) {
  let most = -Infinity;
  for (let j = at; j < at + length; j++) if (scores[j] > most) most = scores[j];
  let total = 0;
  for (let j = at; j < at + length; j++) {
    const e = Math.exp((scores[j] - most) * scale);
    scores[j] = e;
    total += e;
  }
  return 1 / total;
}

function dotProducts({ tokens, dModel, heads, width, x, wq, wk, wv, wo }) {
  const [tq, tk, tv, to] = [wq, wk, wv, wo].map((w) => transposed(w, dModel));
  const [q, k, concat] = [0, 0, 0].map(() => new Float32Array(tokens * dModel));
  const vt = new Float32Array(dModel * tokens);  // a row for each of v's columns, for dot products over the tokens
  const weights = new Float32Array(tokens);
  const scale = 1 / Math.sqrt(width);
  return () => {
    for (let i = 0; i < tokens; i++) {
      for (let c = 0; c < dModel; c++) {
        q[i * dModel + c] = dot(x, i * dModel, tq, c * dModel, dModel);
        k[i * dModel + c] = dot(x, i * dModel, tk, c * dModel, dModel);
        vt[c * tokens + i] = dot(x, i * dModel, tv, c * dModel, dModel);
      }
    }
    for (let at = 0; at < dModel; at += width) {
      for (let i = 0; i < tokens; i++) {
        for (let j = 0; j < tokens; j++) weights[j] = dot(q, i * dModel + at, k, j * dModel + at, width);
        const factor = softmax(weights, 0, tokens, scale);
        for (let c = at; c < at + width; c++) concat[i * dModel + c] = dot(weights, 0, vt, c * tokens, tokens) * factor;
      }
    }
    const out = new Float32Array(tokens * dModel);
    for (let i = 0; i < tokens; i++) {
      for (let c = 0; c < dModel; c++) out[i * dModel + c] = dot(concat, i * dModel, to, c * dModel, dModel);
    }
    return out;
  };
}

/** Columns of b in panels of four: panel j holds rows of four neighbours. `row` and `column` are b's strides. */
function packed(b, at, row, column, k, n, out) {
  let to = 0;
  for (let j = 0; j < n; j += 4) {
    for (let p = 0; p < k; p++) {
      for (let c = 0; c < 4; c++) out[to++] = b[at + p * row + (j + c) * column];
    }
  }
  return out;
}

/** out [m, n] = a [m, k] times packed b; `lda` and `ldo` are the rows' strides. */
function blocks(a, ai, lda, b, out, oi, ldo, m, k, n) {
  for (let j = 0; j < n; j += 4) {
    for (let i = 0; i < m; i += 4) {
      let s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
      let s8 = 0, s9 = 0, sa = 0, sb = 0, sc = 0, sd = 0, se = 0, sf = 0;
      let i0 = ai + i * lda;
      let i1 = i0 + lda;
      let i2 = i1 + lda;
      let i3 = i2 + lda;
      for (let p = j * k, end = p + 4 * k; p < end; p += 4) {
        const b0 = b[p], b1 = b[p + 1], b2 = b[p + 2], b3 = b[p + 3];
        const a0 = a[i0++], a1 = a[i1++], a2 = a[i2++], a3 = a[i3++];
        s0 += a0 * b0; s1 += a0 * b1; s2 += a0 * b2; s3 += a0 * b3;
        s4 += a1 * b0; s5 += a1 * b1; s6 += a1 * b2; s7 += a1 * b3;
        s8 += a2 * b0; s9 += a2 * b1; sa += a2 * b2; sb += a2 * b3;
        sc += a3 * b0; sd += a3 * b1; se += a3 * b2; sf += a3 * b3;
      }
      let to = oi + i * ldo + j;
      out[to] = s0; out[to + 1] = s1; out[to + 2] = s2; out[to + 3] = s3;
      to += ldo;
      out[to] = s4; out[to + 1] = s5; out[to + 2] = s6; out[to + 3] = s7;
      to += ldo;
      out[to] = s8; out[to + 1] = s9; out[to + 2] = sa; out[to + 3] = sb;
      to += ldo;
      out[to] = sc; out[to + 1] = sd; out[to + 2] = se; out[to + 3] = sf;
    }
  }
}

function blocked({ tokens, dModel, width, x, wq, wk, wv, wo }) {
  const [pq, pk, pv, po] = [wq, wk, wv, wo].map((w) => packed(w, 0, dModel, 1, dModel, dModel, new Float32Array(dModel * dModel)));
  const [q, k, v, concat] = [0, 0, 0, 0].map(() => new Float32Array(tokens * dModel));
  const panel = new Float32Array(width * tokens);
  const weights = new Float32Array(tokens * tokens);
  const scale = 1 / Math.sqrt(width);
  return () => {
    blocks(x, 0, dModel, pq, q, 0, dModel, tokens, dModel, dModel);
    blocks(x, 0, dModel, pk, k, 0, dModel, tokens, dModel, dModel);
    blocks(x, 0, dModel, pv, v, 0, dModel, tokens, dModel, dModel);
    for (let at = 0; at < dModel; at += width) {
      packed(k, at, 1, dModel, width, tokens, panel);
      blocks(q, at, dModel, panel, weights, 0, tokens, tokens, width, tokens);
      for (let i = 0; i < tokens; i++) {
        const factor = softmax(weights, i * tokens, tokens, scale);
        for (let j = i * tokens; j < (i + 1) * tokens; j++) weights[j] *= factor;
      }
      packed(v, at, dModel, 1, tokens, width, panel);
      blocks(weights, 0, tokens, panel, concat, at, dModel, tokens, tokens, width);
    }
    const out = new Float32Array(tokens * dModel);
    blocks(concat, 0, dModel, po, out, 0, dModel, tokens, dModel, dModel);
    return out;
  };
}

export async function contestants(problem) {
  return [['dot products', dotProducts], ['blocks of 4 by 4', blocked]]
    .map(([form, make]) => ({ peer: 'plain JavaScript', form, call: make(problem), waits: false }));
}
