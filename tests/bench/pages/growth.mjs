// SPDX-License-Identifier: MIT
// One size of the growth table, in a page: the median time of a prepared layer's pass, and what its engine's memory holds.
import { problem } from '../lib/layer.mjs';
import { race } from '../lib/rounds.mjs';

export async function run({ row, options }) {
  const { createAttentionEngine } = await import(new URL('../../../build/site/engine/attention-engine.mjs', import.meta.url).href);
  const engine = await createAttentionEngine();
  const { tokens, dModel, heads, x, wq, wk, wv, wo } = problem(row);
  const before = engine.usedBytes;
  const layer = await engine.prepare({ tokens, dModel, heads, wq, wk, wv, wo });
  layer.forward(x);
  const bytes = engine.usedBytes - before;
  const [{ ms }] = await race([{ peer: 'ours', form: 'prepare', call: () => layer.forward(x), waits: false, stays: true }], options);
  return { ms, bytes };
}
