// SPDX-License-Identifier: MIT
// The engine module of this project: each call on its own, and prepared layers in the arithmetic of the sim and in the
// fast one.

export async function contestants(problem) {
  const { createAttentionEngine } = await import(new URL('../../../build/site/engine/attention-engine.mjs', import.meta.url).href);
  const engine = await createAttentionEngine();
  const { tokens, dModel, heads, x, wq, wk, wv, wo } = problem;
  const layer = { tokens, dModel, heads, wq, wk, wv, wo, causal: false };
  const plain = await engine.prepare(layer);
  const fast = await engine.prepare({ ...layer, fast: true });
  const out = new Float32Array(x.length);
  return [
    { peer: 'ours, one call', form: 'multiHeadAttention', call: () => engine.multiHeadAttention({ ...layer, x }).output, waits: false, stays: true },
    { peer: 'ours', form: 'a new array', call: () => plain.forward(x), waits: false, stays: true },
    { peer: 'ours', form: 'an array given', call: () => plain.forward(x, out), waits: false, stays: true },
    { peer: 'ours, fast', form: 'a new array', call: () => fast.forward(x), waits: false, stays: true },
    { peer: 'ours, fast', form: 'an array given', call: () => fast.forward(x, out), waits: false, stays: true },
  ];
}
