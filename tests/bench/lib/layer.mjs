// SPDX-License-Identifier: MIT
// One multi-head attention layer as every contestant gets it: sizes, numbers, and the answer in double precision.

/** Tokens, width and heads of each row of the table. */
export const rows = [
  [8, 16, 4], [12, 48, 3], [64, 128, 8], [128, 512, 8], [512, 512, 8], [1024, 768, 12],
].map(([tokens, dModel, heads]) => ({ tokens, dModel, heads }));

/** Even numbers in -1..1 from a seed, the same in every engine (mulberry32). */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 31 - 1;
  };
}

/** Inputs of spread 1 and weights that keep it, as after a layer norm and an ordinary start. Row-major, y = x W, W [in, out]. */
export function problem({ tokens, dModel, heads }, seed = 1) {
  const draw = random(seed);
  const fill = (length, scale) => Float32Array.from({ length }, () => draw() * scale);
  const weights = () => fill(dModel * dModel, Math.sqrt(3 / dModel));
  const width = dModel / heads;
  const given = { tokens, dModel, heads, width, x: fill(tokens * dModel, Math.sqrt(3)), wq: weights(), wk: weights(), wv: weights(), wo: weights() };
  // For those who save the scores' factor; heads are 4, 16 or 64 wide, so nothing is rounded.
  return { ...given, scaled: { ...given, wq: given.wq.map((v) => v / Math.sqrt(width)) } };
}

/** a [m, k] times b [k, n], all in double precision. */
function product(a, b, m, k, n) {
  const out = new Float64Array(m * n);
  for (let i = 0; i < m; i++) {
    const row = out.subarray(i * n, (i + 1) * n);
    for (let p = 0; p < k; p++) {
      const factor = a[i * k + p];
      const from = p * n;
      for (let j = 0; j < n; j++) row[j] += factor * b[from + j];
    }
  }
  return out;
}

/** softmax(q k^T / sqrt(K)) v of one head, of row `i`, into `out`. */
function attendRow({ q, k, v, tokens, dModel, width }, head, i, out) {
  const at = head * width;
  const scores = new Float64Array(tokens);
  let most = -Infinity;
  for (let j = 0; j < tokens; j++) {
    let sum = 0;
    for (let c = 0; c < width; c++) sum += q[i * dModel + at + c] * k[j * dModel + at + c];
    scores[j] = sum / Math.sqrt(width);
    most = Math.max(most, scores[j]);
  }
  let total = 0;
  for (let j = 0; j < tokens; j++) total += scores[j] = Math.exp(scores[j] - most);
  for (let j = 0; j < tokens; j++) {
    const weight = scores[j] / total;
    for (let c = 0; c < width; c++) out[i * dModel + at + c] += weight * v[j * dModel + at + c];
  }
}

/** The layer's output from its 32-bit inputs with nothing rounded but by double precision. */
export function oracle({ tokens, dModel, heads, width, x, wq, wk, wv, wo }) {
  const [q, k, v] = [wq, wk, wv].map((w) => product(x, w, tokens, dModel, dModel));
  const concatenated = new Float64Array(tokens * dModel);
  for (let head = 0; head < heads; head++) {
    for (let i = 0; i < tokens; i++) attendRow({ q, k, v, tokens, dModel, width }, head, i, concatenated);
  }
  return product(concatenated, wo, tokens, dModel, dModel);
}

/** Largest and root-mean-square difference, as parts of the largest and root-mean-square entry of `right`. */
export function error(got, right) {
  if (!got || got.length !== right.length) return { largest: Infinity, rms: Infinity };
  let [largest, size, squares, sizes] = [0, 0, 0, 0];
  for (let i = 0; i < right.length; i++) {
    const difference = Math.abs(got[i] - right[i]);
    if (!(difference <= Infinity)) return { largest: Infinity, rms: Infinity };
    largest = Math.max(largest, difference);
    size = Math.max(size, Math.abs(right[i]));
    squares += difference * difference;
    sizes += right[i] * right[i];
  }
  return { largest: largest / size, rms: Math.sqrt(squares / sizes) };
}

/** What an error may be at most, as `error` counts it; a 32-bit product of 1,024 terms stays a hundred times below. */
export const tolerance = 1e-4;
