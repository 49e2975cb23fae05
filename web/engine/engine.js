// SPDX-License-Identifier: MIT
// What other pages call. Rows of tokens, row-major, y = x W + b.
// @ts-check

/** A module of one function that uses a relaxed instruction: browsers without them refuse it. */
const relaxedProbe = Uint8Array.of(
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 15, 1, 13, 0, 65, 1, 253, 15, 65, 2, 253, 15, 253, 128, 2, 11);

class AttentionEngine {
  #memory;
  /** @type {EngineMemory | undefined} of the fast layers */
  #fastMemory;
  /** @type {Promise<EngineMemory | undefined> | undefined} the same, from when it is asked for */
  #fastOpening;

  /** @param {EngineMemory} memory */
  constructor(memory) { this.#memory = memory; }

  /**
   * One pass of a layer that is used once.
   * @param {any} options tokens, dModel, heads, x, wq, wk, wv, wo, and if wanted bq, bk, bv, bo, causal
   * @returns {{output: Float32Array, weights: Float32Array}} tokens × dModel; heads × tokens × tokens (query, key)
   */
  multiHeadAttention(options) {
    checkLayer(options, 'x');
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
    checkLayer(options, 'fast');
    const fastMemory = options.fast ? await this.#openFast() : undefined;
    checkLayer(options, 'fast');  // once more: the caller had its turn while the binary was opened
    return new PreparedAttention(fastMemory ?? this.#memory, options, fastMemory !== undefined);
  }

  /** One memory for all fast layers; none where it cannot be had, which the next one asks anew. */
  async #openFast() {
    if (!WebAssembly.validate(relaxedProbe)) return undefined;
    this.#fastOpening ??= EngineMemory.open(bytesOf(fastBinary)).then(
      (memory) => this.#fastMemory = memory,
      () => this.#fastOpening = undefined);
    return this.#fastOpening;
  }

  /**
   * Bytes of the engine's memory in use: what layers, models and trainers hold that were not disposed of. A memory of
   * fast layers that stopped is not counted: nobody can ask it, and the rest goes on.
   */
  get usedBytes() {
    const fast = this.#fastMemory;
    return this.#memory.usedBytes + (fast === undefined || fast.broken ? 0 : fast.usedBytes);
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
