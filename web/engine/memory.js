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

/** What the instance throws when C++ code asks for memory that is not to be had. */
class OutOfMemory {
  /** @param {number} bytes */
  constructor(bytes) { this.bytes = bytes >>> 0; }
}

class EngineMemory {
  #fault = '';
  floats = new Float32Array(0);
  ints = new Int32Array(0);
  bytes = new Uint8Array(0);

  /** @param {WebAssembly.Exports} exports */
  constructor(exports) {
    /** @type {any} the module's functions and its memory */
    this.call = { memory: exports.memory };
    for (const [name, value] of Object.entries(exports)) {
      if (typeof value === 'function') this.call[name] = this.#guarded(value, name === 'engine_give_back' || name.endsWith('_dispose'));
    }
    this.look();
  }

  /** @param {Uint8Array} binary @returns {Promise<EngineMemory>} */
  static async open(binary) {
    let memory = /** @type {EngineMemory | undefined} */ (undefined);
    const env = {
      emscripten_notify_memory_growth: () => memory?.look(),
      out_of_memory: (/** @type {number} */ bytes) => { throw new OutOfMemory(bytes); },
    };
    try {
      const { instance } = await WebAssembly.instantiate(/** @type {BufferSource} */ (binary), { env });
      memory = new EngineMemory(instance.exports);
    } catch (cause) {
      throw new AttentionEngineError('unsupported', `WebAssembly with 128-bit SIMD cannot be started here (${cause instanceof Error ? cause.message : cause}).`);
    }
    memory.call._initialize();
    return memory;
  }

  /**
   * A call that does not return leaves the memory in the middle of whatever it was at, so that no other call may follow.
   * What gives memory back does nothing then: it is called on the way out, and must not hide what happened.
   * @param {Function} run @param {boolean} givesBack
   */
  #guarded(run, givesBack) {
    return (/** @type {number} */ a, /** @type {number} */ b, /** @type {number} */ c, /** @type {number} */ d, /** @type {number} */ e) => {
      if (this.#fault && givesBack) return 0;
      if (this.#fault) throw new AttentionEngineError('broken', this.#fault);
      try {
        return run(a, b, c, d, e);
      } catch (cause) {
        throw this.#broken(cause);
      }
    };
  }

  /** @param {unknown} cause @returns {AttentionEngineError} */
  #broken(cause) {
    const again = 'make a new engine with createAttentionEngine()';
    if (cause instanceof OutOfMemory) {
      this.#fault = `This engine ran out of memory and cannot go on; ${again}.`;
      return new AttentionEngineError('out_of_memory', `The engine found no room for ${cause.bytes} bytes and cannot go on; ${again} and give it fewer tokens or a smaller model.`);
    }
    this.#fault = `This engine stopped in the middle of a calculation and cannot go on; ${again}.`;
    return new AttentionEngineError('broken', `${this.#fault} (${cause instanceof Error ? cause.message : cause}.)`);
  }

  /** Whether it stopped, and every call but those that give back is refused. */
  get broken() { return this.#fault !== ''; }

  /** Bytes in use. @returns {number} */
  get usedBytes() { return this.call.engine_live_bytes() >>> 0; }

  /** The memory grew: what looked into it looks at nothing now. */
  look() {
    const { buffer } = this.call.memory;
    this.floats = new Float32Array(buffer);
    this.ints = new Int32Array(buffer);
    this.bytes = new Uint8Array(buffer);
  }

  /** @param {number} bytes @returns {number} an address, to be given back */
  take(bytes) {
    const address = bytes < 2 ** 31 ? this.call.engine_take(Math.max(bytes, 1)) >>> 0 : 0;
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

  /**
   * Bytes in the engine's memory for as long as `use` runs.
   * @template T @param {Uint8Array} values @param {(address: number) => T} use @returns {T}
   */
  lend(values, use) {
    const address = this.take(values.length);
    try {
      this.bytes.set(values, address);
      return use(address);
    } finally {
      this.giveBack(address);
    }
  }

  /** @param {number} address @param {number} length @returns {Float32Array} a copy */
  copy(address, length) {
    return this.floats.slice(address >>> 2, (address >>> 2) + length);
  }

  /** @param {number} address of a text that ends with 0 @returns {string} */
  text(address) {
    return new TextDecoder().decode(this.bytes.subarray(address, this.bytes.indexOf(0, address)));
  }

  /** @param {number} address of a JSON text; 0 is an error @returns {any} */
  answer(address) {
    if (!address) throw this.error();
    return JSON.parse(this.text(address >>> 0));
  }

  /** @param {{shape: number[], at: number, size: number}} place @returns {{shape: number[], data: Float32Array}} a copy */
  tensor({ shape, at, size }) {
    return { shape, data: this.copy(at, size) };
  }

  /** @returns {AttentionEngineError} what the engine said last */
  error() {
    const { code, message, argument } = JSON.parse(this.text(this.call.engine_error() >>> 0));
    return new AttentionEngineError(code, message, argument);
  }
}
