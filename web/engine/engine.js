// SPDX-License-Identifier: MIT
// What other pages call. Rows of tokens, row-major, y = x W + b.
// @ts-check

/** A module of one function that uses a relaxed instruction: browsers without them refuse it. */
const relaxedProbe = Uint8Array.of(
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 15, 1, 13, 0, 65, 1, 253, 15, 65, 2, 253, 15, 253, 128, 2, 11);

class AttentionEngine {
  #memory;
  /** @type {Promise<EngineMemory> | undefined} */
  #fastMemory;
  /** @type {EngineMemory[]} the same, once it is there */
  #fastOpened = [];

  /** @param {EngineMemory} memory */
  constructor(memory) { this.#memory = memory; }

  /**
   * One pass of a layer that is used once.
   * @param {any} options tokens, dModel, heads, x, wq, wk, wv, wo, and if wanted bq, bk, bv, bo, causal
   * @returns {{output: Float32Array, weights: Float32Array}} tokens × dModel; heads × tokens × tokens (query, key)
   */
  multiHeadAttention(options) {
    checkLayer(options);
    checkArray('x', options.x, options.tokens * options.dModel, 'tokens × dModel');
    const layer = new PreparedAttention(this.#memory, options, false);
    try {
      return layer.trace(options.x);
    } finally {
      layer.dispose();
    }
  }

  /**
   * A layer for many passes: weights packed once, buffers kept. With `fast` it rounds once per multiply-add where the
   * browser can, and its last digits then depend on the machine; the layer's own `fast` says whether it does.
   * @param {any} options as above, without x; fast @returns {Promise<PreparedAttention>}
   */
  async prepare(options) {
    checkLayer(options);
    const fast = Boolean(options.fast) && WebAssembly.validate(relaxedProbe);
    if (fast) this.#fastMemory ??= EngineMemory.open(bytesOf(fastBinary));
    const memory = /** @type {EngineMemory} */ (await (fast ? this.#fastMemory : this.#memory));
    if (fast) this.#fastOpened = [memory];
    checkLayer(options);  // once more: the caller had its turn while the binary was opened
    return new PreparedAttention(memory, options, fast);
  }

  /** Bytes of the engine's memory in use: what layers, models and trainers hold that were not disposed of. */
  get usedBytes() {
    return [this.#memory, ...this.#fastOpened].reduce((sum, memory) => sum + (memory.call.engine_live_bytes() >>> 0), 0);
  }

  /**
   * A model out of a safetensors file. @param {ArrayBuffer | ArrayBufferView} bytes
   * @param {any} [options] what the file does not say, under the names of model.config @returns {Promise<TransformerModel>}
   */
  async loadModel(bytes, options = {}) {
    return TransformerModel.load(this.#memory, bytes, options);
  }

  /** @param {any} options config and seed, or model; init, optimizer, schedule @returns {Trainer} */
  createTrainer(options) {
    return new Trainer(this.#memory, options);
  }
}

/** @returns {Promise<AttentionEngine>} with a memory of its own */
async function createAttentionEngine() {
  return new AttentionEngine(await EngineMemory.open(bytesOf(binary)));
}

export { AttentionEngineError, createAttentionEngine };
