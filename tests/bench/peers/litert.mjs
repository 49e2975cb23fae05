// SPDX-License-Identifier: MIT
// LiteRT.js on the CPU (XNNPACK in WebAssembly), one thread, in the build it picks for this browser.
import { forms } from './tflite-models.mjs';

const folder = new URL('../node_modules/@litertjs/core/', import.meta.url).href;

export async function contestants(problem) {
  if (typeof document === 'undefined') throw new Error('it loads itself through a page');
  const { Tensor, loadAndCompile, loadLiteRt } = await import(`${folder}dist/index.js`);
  await loadLiteRt(`${folder}wasm/`);
  const { tokens, dModel, x, scaled } = problem;
  return Promise.all(Object.entries(forms).map(async ([form, write]) => {
    const model = await loadAndCompile(write(scaled), { accelerator: 'wasm' });
    const call = async () => {
      const input = Tensor.fromTypedArray(x, [tokens, dModel]);
      const [output] = await model.run(input);
      const y = output.toTypedArray();
      input.delete();
      output.delete();
      return y;
    };
    return { peer: 'LiteRT.js', form, call, waits: true };
  }));
}
