// SPDX-License-Identifier: MIT
// What other pages call. Rows of tokens, row-major, y = x W + b.
// @ts-check

class AttentionEngine {
  #memory;

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
    const layer = new PreparedAttention(this.#memory, options);
    try {
      return layer.trace(options.x);
    } finally {
      layer.dispose();
    }
  }

  /** A layer for many passes: weights packed once, buffers kept. @param {any} options as above, without x @returns {Promise<PreparedAttention>} */
  async prepare(options) {
    checkLayer(options);
    return new PreparedAttention(this.#memory, options);
  }

  /** Bytes of the engine's memory in use: what layers, models and trainers hold that were not disposed of. */
  get usedBytes() { return this.#memory.call.engine_live_bytes() >>> 0; }

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
