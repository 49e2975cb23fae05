// SPDX-License-Identifier: MIT
// microGPT with the trainer of this project's engine module.

export async function trainer() {
  const { createAttentionEngine } = await import(new URL('../../../build/site/engine/attention-engine.mjs', import.meta.url).href);
  const engine = await createAttentionEngine();
  throw new Error(engine.createTrainer ? 'it takes no start values' : 'the engine module has no trainer');
}
