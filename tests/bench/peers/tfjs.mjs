// SPDX-License-Identifier: MIT
// TensorFlow.js on its WebAssembly backend, SIMD, one thread.
import { sideBySide } from './onnx-models.mjs';

const folder = new URL('../node_modules/@tensorflow/', import.meta.url);

const script = (name) => new Promise((resolve, reject) => {
  const element = document.createElement('script');
  element.src = new URL(name, folder).href;
  element.onload = resolve;
  element.onerror = () => reject(new Error(`${name} did not load`));
  document.head.append(element);
});

/** The packages' own bundles: what a page takes with <script>, what Node takes with require. */
export async function load() {
  let tf;
  let wasm;
  if (typeof window === 'undefined') {
    const { createRequire } = await import('node:module');
    const { fileURLToPath } = await import('node:url');
    const require = createRequire(import.meta.url);
    tf = require('@tensorflow/tfjs');
    wasm = require('@tensorflow/tfjs-backend-wasm');
    wasm.setWasmPaths(fileURLToPath(new URL('tfjs-backend-wasm/dist/', folder)));
  } else {
    await script('tfjs/dist/tf.min.js');
    await script('tfjs-backend-wasm/dist/tf-backend-wasm.min.js');
    tf = window.tf;
    tf.wasm.setWasmPaths(new URL('tfjs-backend-wasm/dist/', folder).href);
  }
  // The build with threads is no faster on one of them, and Node cannot load it.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  tf.enableProdMode();
  await tf.setBackend('wasm');
  await tf.ready();
  return tf;
}

export async function contestants(problem) {
  const tf = await load();
  const { tokens, dModel, heads, width, x } = problem;
  const [wq, wk, wv, wo] = ['wq', 'wk', 'wv', 'wo'].map((name) => tf.tensor2d(problem.scaled[name], [dModel, dModel]));
  const wqkv = tf.tensor2d(sideBySide(problem.scaled), [dModel, 3 * dModel]);
  const split = (t) => tf.transpose(tf.reshape(t, [tokens, heads, width]), [1, 0, 2]);
  const attend = (q, k, v) => {
    const weights = tf.softmax(tf.matMul(q, k, false, true));
    const joined = tf.reshape(tf.transpose(tf.matMul(weights, v), [1, 0, 2]), [tokens, dModel]);
    return tf.matMul(joined, wo).dataSync();
  };
  const input = () => tf.tensor2d(x, [tokens, dModel]);
  const form = (name, body) => ({ peer: 'tfjs-wasm', form: name, call: () => tf.tidy(() => body(input())), waits: false });
  return [
    form('three projections', (t) => attend(split(tf.matMul(t, wq)), split(tf.matMul(t, wk)), split(tf.matMul(t, wv)))),
    form('QKV in one', (t) => {
      const parts = tf.transpose(tf.reshape(tf.matMul(t, wqkv), [tokens, 3, heads, width]), [1, 2, 0, 3]);
      return attend(...tf.unstack(parts));
    }),
  ];
}
