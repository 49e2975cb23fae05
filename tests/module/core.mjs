// SPDX-License-Identifier: MIT
// What is asked of the engine module in Node and in every browser alike: numbers against an oracle in double precision,
// and digests of the bits, which must be the same everywhere. No part of Node is needed.

/** Seeded numbers between -1 and 1 (mulberry32), as floats. */
export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 31 - 1;
  };
}

const list = (random, length, scale) => Float32Array.from({ length }, () => random() * scale);

/** A layer of a shape with inputs whose sums stay of unit size. */
export function layerCase({ tokens, dModel, heads, causal = false, biases = false, seed = 1 }) {
  const random = seeded(seed);
  const joined = heads * Math.floor(dModel / heads);
  const scale = Math.sqrt(3 / dModel);
  const layer = {
    tokens, dModel, heads, causal,
    x: list(random, tokens * dModel, 1.7),
    wq: list(random, dModel * joined, scale), wk: list(random, dModel * joined, scale), wv: list(random, dModel * joined, scale),
    wo: list(random, joined * dModel, scale),
  };
  if (biases) Object.assign(layer, { bq: list(random, joined, 1), bk: list(random, joined, 1), bv: list(random, joined, 1), bo: list(random, dModel, 1) });
  return layer;
}

/** The layer as prepare() takes it: without the x of one pass. */
export function weightsOf({ x: _, ...layer }) {
  return layer;
}

/** Widths that heads divide and that they do not, one token, long rows, one head and a head for every number. */
export const shapes = [
  { tokens: 1, dModel: 1, heads: 1 }, { tokens: 1, dModel: 7, heads: 3, causal: true }, { tokens: 2, dModel: 3, heads: 2 },
  { tokens: 8, dModel: 16, heads: 4 }, { tokens: 8, dModel: 16, heads: 4, causal: true }, { tokens: 12, dModel: 48, heads: 3, biases: true },
  { tokens: 11, dModel: 48, heads: 5, causal: true, biases: true }, { tokens: 5, dModel: 33, heads: 33 }, { tokens: 17, dModel: 64, heads: 7, biases: true },
  { tokens: 64, dModel: 128, heads: 8, causal: true }, { tokens: 65, dModel: 20, heads: 3 }, { tokens: 3, dModel: 130, heads: 4, biases: true },
];

/** y = x w + b in double precision. */
function linear(x, w, b, rows, inner, columns) {
  const y = new Float64Array(rows * columns);
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      let sum = b ? b[c] : 0;
      for (let i = 0; i < inner; i++) sum += x[r * inner + i] * w[i * columns + c];
      y[r * columns + c] = sum;
    }
  }
  return y;
}

/** Vaswani et al. 2017, sections 3.2.1 and 3.2.2, a number at a time. */
export function oracle({ tokens, dModel, heads, causal, x, wq, wk, wv, wo, bq, bk, bv, bo }) {
  const width = Math.floor(dModel / heads);
  const joined = heads * width;
  const [q, k, v] = [[wq, bq], [wk, bk], [wv, bv]].map(([w, b]) => linear(x, w, b, tokens, dModel, joined));
  const weights = new Float64Array(heads * tokens * tokens);
  const concat = new Float64Array(tokens * joined);
  for (let h = 0; h < heads; h++) {
    for (let row = 0; row < tokens; row++) {
      const seen = causal ? row + 1 : tokens;
      const scores = Array.from({ length: seen }, (_, key) => {
        let sum = 0;
        for (let i = 0; i < width; i++) sum += q[row * joined + h * width + i] * k[key * joined + h * width + i];
        return sum / Math.sqrt(width);
      });
      const largest = Math.max(...scores);
      const powers = scores.map((score) => Math.exp(score - largest));
      const total = powers.reduce((a, b) => a + b, 0);
      powers.forEach((power, key) => {
        const weight = power / total;
        weights[(h * tokens + row) * tokens + key] = weight;
        for (let i = 0; i < width; i++) concat[row * joined + h * width + i] += weight * v[key * joined + h * width + i];
      });
    }
  }
  return { output: linear(concat, wo, bo, tokens, joined, dModel), weights };
}

export const largestError = (found, expected) => found.reduce((worst, value, i) => Math.max(worst, Math.abs(value - expected[i])), 0);

/** FNV-1a over the bits of floats. */
export function digest(floats) {
  let hash = 0x811c9dc5;
  for (const word of new Uint32Array(floats.buffer, floats.byteOffset, floats.length)) {
    for (let shift = 0; shift < 32; shift += 8) hash = Math.imul(hash ^ ((word >>> shift) & 255), 0x01000193) >>> 0;
  }
  return hash.toString(16).padStart(8, '0');
}

const smallModel = { vocabulary: 11, context: 9, layers: 2, heads: 3, d_model: 20, d_mlp: 40, head_bias: true };

/** A short run of a trainer, and what its model says then. */
function trained(engine) {
  const random = seeded(5);
  const draw = () => Array.from({ length: 13 }, () => Math.floor((random() + 1) * 5.5));
  const trainer = engine.createTrainer({ config: smallModel, seed: 3, schedule: { rate: 0.01, warmup: 4, steps: 40 } });
  for (let i = 0; i < 40; i++) trainer.step({ tokens: draw(), targets: draw(), lengths: [9, 1, 3] });
  const model = trainer.model();
  const { tensors } = model.trace([1, 10, 0, 3, 3], { headsOff: [[1, 2]] });
  const lines = { fingerprint: trainer.fingerprint };
  for (const [name, { data }] of Object.entries(tensors)) lines[name] = digest(data);
  model.dispose();
  trainer.dispose();
  return lines;
}

/**
 * All of it. @param {() => Promise<any>} createAttentionEngine
 * @returns {Promise<{worst: number, digests: object}>} the largest error against the oracle; the bits of every answer
 */
export async function coreChecks(createAttentionEngine) {
  const engine = await createAttentionEngine();
  const digests = {};
  let worst = 0;
  for (const shape of shapes) {
    const layer = layerCase(shape);
    const { output, weights } = engine.multiHeadAttention(layer);
    const expected = oracle(layer);
    worst = Math.max(worst, largestError(output, expected.output), largestError(weights, expected.weights));
    const prepared = await engine.prepare(weightsOf(layer));
    const name = JSON.stringify(shape);
    digests[name] = [digest(output), digest(weights), digest(prepared.forward(layer.x))].join(' ');
    prepared.dispose();
  }
  Object.assign(digests, trained(engine));
  return { worst, digests };
}
