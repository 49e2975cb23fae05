// SPDX-License-Identifier: MIT
// onnxruntime-web on its WebAssembly backend, one thread.
import { forms } from './onnx-models.mjs';

const inNode = typeof window === 'undefined';

async function load() {
  const folder = new URL('../node_modules/onnxruntime-web/dist/', import.meta.url);
  const ort = await import(new URL(inNode ? 'ort.node.min.mjs' : 'ort.wasm.min.mjs', folder).href);
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.wasmPaths = folder.href;
  ort.env.logLevel = 'error';
  return ort;
}

export async function contestants(problem) {
  const ort = await load();
  const { tokens, dModel, x } = problem;
  return Promise.all(Object.entries(forms).map(async ([form, write]) => {
    const session = await ort.InferenceSession.create(write(problem), { executionProviders: ['wasm'], graphOptimizationLevel: 'all' });
    const call = async () => (await session.run({ x: new ort.Tensor('float32', x, [1, tokens, dModel]) })).y.data;
    return { peer: 'onnxruntime-web', form, call, waits: true };
  }));
}
