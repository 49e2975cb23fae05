// SPDX-License-Identifier: MIT
// The recipe `names` of `attention train`, once more: its names, their split, the draws of its batches. Written from
// the description in src/data/names.hpp, so that a module fed by it must end at the tool's fingerprint.
import { readFileSync } from 'node:fs';

const bits64 = (1n << 64n) - 1n;

/** PCG32 of a seed and a stream (O'Neill 2014): below(n) is uniform in 0..n-1. */
export class Random {
  #state = 0n;
  #increment;

  constructor(seed, stream) {
    this.#increment = ((BigInt(stream) << 1n) | 1n) & bits64;
    this.next();
    this.#state = (this.#state + BigInt(seed)) & bits64;
    this.next();
  }

  next() {
    const old = this.#state;
    this.#state = (old * 6364136223846793005n + this.#increment) & bits64;
    const shifted = Number(BigInt.asUintN(32, ((old >> 18n) ^ old) >> 27n));
    const turn = Number(old >> 59n);
    return ((shifted >>> turn) | (shifted << (-turn & 31))) >>> 0;
  }

  below(n) {
    const threshold = (2 ** 32 - n) % n;
    let value = this.next();
    while (value < threshold) value = this.next();
    return value % n;
  }
}

/** The names that ship with the project. */
function shippedNames() {
  const text = readFileSync(new URL('../../src/data/name_list.hpp', import.meta.url), 'utf8');
  return [...text.matchAll(/^ +"([a-z ]+)"/gm)].map(([, names]) => names).join('').trim().split(/ +/);
}

/** One in ten is held out, by FNV-1a over the seed 1 in eight bytes and the letters. */
function isHeldOut(name) {
  let hash = 14695981039346656037n;
  for (const byte of [1, 0, 0, 0, 0, 0, 0, 0, ...Buffer.from(name)]) hash = ((hash ^ BigInt(byte)) * 1099511628211n) & bits64;
  return (hash >> 32n) % 10n === 0n;
}

const mark = 26;
const tokensOf = (name) => [mark, ...Array.from(name, (letter) => letter.charCodeAt(0) - 97)];

/** Every name to train on as a batch of its own: its letters, and then the mark, each from what stands before it. */
export function trainingNames() {
  return shippedNames().filter((name) => !isHeldOut(name)).map((name) => {
    const tokens = tokensOf(name);
    return { tokens, targets: [...tokens.slice(1), mark], lengths: [tokens.length] };
  });
}

/** Batches of `count` names as the tool draws them for this seed. */
export function* nameBatches(seed, count) {
  const names = trainingNames();
  const random = new Random(seed, 11);
  for (;;) {
    const drawn = Array.from({ length: count }, () => names[random.below(names.length)]);
    yield {
      tokens: drawn.flatMap(({ tokens }) => tokens),
      targets: drawn.flatMap(({ targets }) => targets),
      lengths: drawn.flatMap(({ lengths }) => lengths),
    };
  }
}

/** What the recipe sets: microGPT's configuration, start values and optimiser. */
export const namesRecipe = (seed, steps) => ({
  config: {
    vocabulary: 27, context: 16, layers: 1, heads: 4, d_model: 16, d_mlp: 64, causal: true, norm: 'rmsnorm', norm_parameters: false,
    embedding_norm: true, final_norm: false, activation: 'relu', biases: false,
  },
  seed,
  init: { tokenDeviation: 0.08, positionDeviation: 0.08, weightDeviation: 0.08, scaleResidual: false },
  optimizer: { weightDecay: 0.2 },
  schedule: { rate: 6e-3, warmup: 100, steps },
});
