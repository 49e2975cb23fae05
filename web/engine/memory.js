// SPDX-License-Identifier: MIT
// The WebAssembly instance and its memory. Nothing of the browser or of Node is needed.
// @ts-check

/** @param {string} base64 @returns {Uint8Array} */
function bytesOf(base64) {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; ++i) bytes[i] = text.charCodeAt(i);
  return bytes;
}

class EngineMemory {
  /** @param {WebAssembly.Exports} exports */
  constructor(exports) {
    this.call = /** @type {any} */ (exports);
    this.floats = new Float32Array(this.call.memory.buffer);
    this.bytes = new Uint8Array(this.call.memory.buffer);
  }

  /** @param {Uint8Array} binary @returns {Promise<EngineMemory>} */
  static async open(binary) {
    let memory = /** @type {EngineMemory | undefined} */ (undefined);
    const imports = { env: { emscripten_notify_memory_growth: () => memory?.look() } };
    const { instance } = await WebAssembly.instantiate(binary, imports);
    memory = new EngineMemory(instance.exports);
    memory.call._initialize();
    memory.look();
    return memory;
  }

  /** The memory grew: what looked into it looks at nothing now. */
  look() {
    this.floats = new Float32Array(this.call.memory.buffer);
    this.bytes = new Uint8Array(this.call.memory.buffer);
  }

  /** @param {number} bytes @returns {number} an address, to be given back */
  take(bytes) {
    const address = this.call.engine_take(bytes) >>> 0;
    if (!address) throw new AttentionEngineError('out_of_memory', `The engine found no room for ${bytes} bytes; give fewer tokens or a smaller model.`);
    return address;
  }

  /** @param {number} address 0 is nothing */
  giveBack(address) {
    if (address) this.call.engine_give_back(address);
  }

  /** @param {Float32Array} values @returns {number} an address, to be given back */
  put(values) {
    const address = this.take(values.length * 4);
    this.floats.set(values, address >>> 2);
    return address;
  }

  /** @param {number} address @param {number} length @returns {Float32Array} a copy */
  copy(address, length) {
    return this.floats.slice(address >>> 2, (address >>> 2) + length);
  }

  /** @param {number} address of a text that ends with 0 @returns {string} */
  text(address) {
    return new TextDecoder().decode(this.bytes.subarray(address, this.bytes.indexOf(0, address)));
  }

  /** @returns {AttentionEngineError} what the engine said last */
  error() {
    const { code, message, argument } = JSON.parse(this.text(this.call.engine_error() >>> 0));
    return new AttentionEngineError(code, message, argument);
  }
}
