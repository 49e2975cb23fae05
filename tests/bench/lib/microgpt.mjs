// SPDX-License-Identifier: MIT
// The model and the work that every trainer of the bench gets: microGPT (Karpathy) in the sizes of the lesson's recipe
// `names` - one block, four heads, 16 wide, MLP of 64 with ReLU, RMSNorm without parameters also after the embedding, no
// biases - and one name per step, Adam at a constant rate.
import { random } from './layer.mjs';

export const sizes = { vocabulary: 27, context: 16, width: 16, heads: 4, hidden: 64, epsilon: 1e-5 };
export const mark = 26;  // begins and ends a name; a to z are 0 to 25
export const adam = { rate: 0.006, beta1: 0.9, beta2: 0.98, epsilon: 1e-8 };

/** Start values, row-major, W [in, out]. */
export function start(seed = 1) {
  const { vocabulary, context, width, hidden } = sizes;
  const draw = random(seed);
  const deviation = 0.08 * Math.sqrt(3);  // as wide as the recipe's
  const fill = (length) => Float32Array.from({ length }, () => draw() * deviation);
  const square = () => fill(width * width);
  return {
    wte: fill(vocabulary * width), wpe: fill(context * width), wq: square(), wk: square(), wv: square(), wo: square(),
    w1: fill(width * hidden), w2: fill(hidden * width), head: fill(width * vocabulary),
  };
}

/** A name as the letters that are given and those that are asked for. */
export function example(name) {
  const letters = [...name].map((letter) => letter.charCodeAt(0) - 97);
  return { tokens: [mark, ...letters], targets: [...letters, mark] };
}

/** The names in an order of chance, again and again: each call gives the next. */
export function stream(names, seed = 2) {
  const draw = random(seed);
  const examples = names.map(example);
  for (let i = examples.length - 1; i > 0; i--) {
    const other = Math.floor(((draw() + 1) / 2) * (i + 1));
    [examples[i], examples[other]] = [examples[other], examples[i]];
  }
  let at = 0;
  return () => examples[at++ % examples.length];
}
