// SPDX-License-Identifier: MIT
// Starts the WebAssembly program and calls it. The binary travels deflated in a classic script (file:// has no
// fetch), so it also arrives small from servers that do not compress.
// @ts-check
'use strict';

(() => {
  /** The order of PageText in src/platform/page.hpp. */
  const texts = ['changes', 'fragment', 'announcement', 'wanted_model', 'snapshot', 'transcript', 'description',
    'state_fields', 'notice', 'svg', 'registry'];
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  let module = /** @type {any} */ (null);
  let program = 0;

  /** @param {string} base64 @returns {Uint8Array} */
  function bytesOf(base64) {
    const { fromBase64 } = /** @type {any} */ (Uint8Array);
    if (fromBase64) return fromBase64.call(Uint8Array, base64);
    const text = atob(base64);
    const bytes = new Uint8Array(text.length);
    for (let i = 0; i < text.length; ++i) bytes[i] = text.charCodeAt(i);
    return bytes;
  }

  /** @param {ReadableStream} stream of deflated bytes @param {object} [headers] @returns {Response} with the bytes they were */
  const inflated = (stream, headers) => new Response(stream.pipeThrough(new DecompressionStream('deflate')), { headers });

  /** @param {string} base64 of deflated bytes @returns {Promise<Uint8Array>} */
  async function inflate(base64) {
    return new Uint8Array(await inflated(new Blob([/** @type {any} */ (bytesOf(base64))]).stream()).arrayBuffer());
  }

  /** The binary, part by part as it arrives. */
  const binary = new ReadableStream({
    start(arriving) {
      window.mhaBinary = (last, base64) => {
        try {
          arriving.enqueue(bytesOf(base64));
          if (last) arriving.close();
        } catch {
          arriving.error(new TypeError());  // "damaged", says load()
        }
      };
    },
  });

  /** What this browser lacks, as a fault; null when it has all. */
  function missing() {
    if (typeof WebAssembly !== 'object') {
      return ['no-wasm', 'This browser has WebAssembly switched off, which the simulator needs.',
        'Allow it (for example, end Lockdown Mode for this site), or use another browser.'];
    }
    // A module of one function that returns an i8x16: valid only with 128-bit SIMD.
    const simd = [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253,
      98, 11];
    if (!WebAssembly.validate(new Uint8Array(simd)) || typeof DecompressionStream !== 'function') {
      return ['old-browser', 'This browser is too old for the simulator.',
        'Use Chrome or Edge 91, Firefox 113, Safari 16.4, or anything newer.'];
    }
    return null;
  }

  /** Compiles the program while it arrives; nothing of it runs yet. */
  async function load() {
    const compiled = await WebAssembly.compileStreaming(inflated(binary, { 'content-type': 'application/wasm' }))
      .catch((error) => { throw error instanceof TypeError ? new Error('damaged: mha-wasm') : error; });
    delete window.mhaBinary;
    module = await new Promise((resolve, reject) => createMha({
      instantiateWasm: (/** @type {any} */ imports, /** @type {any} */ receive) => {
        WebAssembly.instantiate(compiled, imports).then(receive).catch(reject);
        return {};
      },
      canvas: document.getElementById('canvas'),
      onAbort: (/** @type {unknown} */ why) => window.sim.faults.crashed(new Error(String(why))),
      print: () => {},
      printErr: (/** @type {string} */ text) => console.warn(text),
    }).then(resolve, reject));
  }

  /** Opens the window and the program. @returns {boolean} whether it can draw */
  function open() {
    program = module._sim_open();
    return module._sim_has_picture(program) !== 0;
  }

  /**
   * Calls sim_NAME of src/platform. A text or bytes become a pointer and a length, the rest a number. After a fault
   * the program is not called any more, and every call answers 0.
   * @param {string} name @param {...(string | Uint8Array | number | boolean)} values @returns {number}
   */
  function call(name, ...values) {
    if (!program || window.sim.faults.shown) return 0;
    const numbers = [program];
    const owned = [];
    try {
      for (const value of values) {
        if (typeof value === 'number' || typeof value === 'boolean') {
          numbers.push(Number(value));
          continue;
        }
        const bytes = typeof value === 'string' ? encoder.encode(value) : value;
        const pointer = module._malloc(bytes.length + 1);
        owned.push(pointer);
        module.HEAPU8.set(bytes, pointer);
        numbers.push(pointer, bytes.length);
      }
      return module[`_sim_${name}`](...numbers);
    } catch (error) {
      window.sim.faults.crashed(error);
      return 0;
    } finally {
      for (const pointer of owned) module._free(pointer);
    }
  }

  /** @param {string} name one of `texts` @returns {string} */
  function text(name) {
    const pointer = call('text', texts.indexOf(name));
    if (!pointer) return '';
    return decoder.decode(module.HEAPU8.slice(pointer, pointer + call('text_size')));
  }

  /** The page's native field shows its text in the face the canvas draws with. */
  function shareFont() {
    const start = call('font');
    if (!start) return;
    const face = new FontFace('Sim Inter', module.HEAPU8.slice(start, start + call('font_size')));
    face.load().then(() => document.fonts.add(face), () => {});
  }

  window.sim.engine = { missing, load, open, call, text, inflate, shareFont };
})();
