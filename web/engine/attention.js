// SPDX-License-Identifier: MIT
// One multi-head attention layer: once, or prepared for many passes.
// @ts-check

const parameterNames = ['wq', 'wk', 'wv', 'wo', 'bq', 'bk', 'bv', 'bo'];
const mostElements = 2 ** 28;

/** @param {string} name @param {unknown} value */
function checkCount(name, value) {
  if (!Number.isSafeInteger(value) || /** @type {number} */ (value) < 1) refuse(name, value, 'a whole number from 1');
}

/** @param {string} name @param {unknown} value @param {number} length @param {string} shape in words */
function checkArray(name, value, length, shape) {
  if (!(value instanceof Float32Array)) throw new AttentionEngineError('bad_shape', `${name} is no Float32Array; expected one of ${shape}.`, name);
  if (value.length !== length) throw new AttentionEngineError('bad_shape', `${name} has ${value.length} numbers; expected ${shape} = ${length}.`, name);
}

/**
 * Sizes and arrays agree with one another; NaN and infinities are the engine's to find.
 * @param {any} options @param {'x' | 'fast'} own what this call takes beside the layer
 */
function checkLayer(options, own) {
  checkOptions('options', options, ['tokens', 'dModel', 'heads', ...parameterNames, 'causal', own]);
  for (const name of ['causal', 'fast']) if (options[name] !== undefined) checkFlag(name, options[name]);
  const { tokens, dModel, heads } = options;
  for (const [name, value] of Object.entries({ tokens, dModel, heads })) checkCount(name, value);
  if (heads > dModel) refuse('heads', heads, `1 to dModel = ${dModel}`);
  if (tokens * dModel > mostElements || dModel * dModel > mostElements) {
    throw new AttentionEngineError('bad_value', `tokens × dModel is ${tokens} × ${dModel}; expected products of at most ${mostElements}.`, 'tokens');
  }
  const joined = Math.floor(dModel / heads) * heads;
  for (const name of ['wq', 'wk', 'wv']) checkArray(name, options[name], dModel * joined, `dModel × heads × head width, ${dModel} × ${joined}`);
  checkArray('wo', options.wo, joined * dModel, `heads × head width × dModel, ${joined} × ${dModel}`);
  for (const name of ['bq', 'bk', 'bv']) if (options[name] != null) checkArray(name, options[name], joined, 'heads × head width');
  if (options.bo != null) checkArray('bo', options.bo, dModel, 'dModel');
}

class PreparedAttention {
  #memory; #layer = 0; #input = 0; #output = 0; #size; #weightsSize;
  /** @type {Float32Array | undefined} the memory that #answer looks into */
  #floats;
  #answer = new Float32Array(0);

  /** @param {EngineMemory} memory @param {any} options checked @param {boolean} fast what the memory's binary is */
  constructor(memory, options, fast) {
    this.#memory = memory;
    /** Whether the digits are the fast build's. */
    this.fast = fast;
    const { tokens, dModel, heads, causal } = options;
    this.#size = tokens * dModel;
    this.#weightsSize = heads * tokens * tokens;
    /** @type {number[]} */
    const taken = [];
    try {
      for (const name of parameterNames) taken.push(options[name] == null ? 0 : memory.put(options[name]));
      const addresses = new Uint8Array(Uint32Array.from(taken).buffer);
      this.#layer = memory.lend(addresses, (at) => memory.call.attention_prepare(tokens, dModel, heads, causal ? 1 : 0, at));
    } finally {
      for (const address of taken) memory.giveBack(address);
    }
    if (!this.#layer) throw memory.error();
    this.#input = memory.call.attention_input(this.#layer) >>> 2;
    this.#output = memory.call.attention_output(this.#layer) >>> 2;
  }

  /**
   * One pass. Nothing is allocated in the engine's memory; with `out` nothing is outside of it either.
   * @param {Float32Array} x tokens × dModel @param {Float32Array} [out] of the same length @returns {Float32Array} tokens × dModel
   */
  forward(x, out) {
    this.#check(x);
    if (out !== undefined) checkArray('out', out, this.#size, 'tokens × dModel');
    this.#run(x, 0);
    const { floats } = this.#memory;
    if (this.#floats !== floats) {
      this.#floats = floats;
      this.#answer = floats.subarray(this.#output, this.#output + this.#size);
    }
    if (out === undefined) return this.#answer.slice();
    out.set(this.#answer);
    return out;
  }

  /** One pass that also answers the weights of all heads. @param {Float32Array} x @returns {{output: Float32Array, weights: Float32Array}} */
  trace(x) {
    this.#check(x);
    const weights = this.#memory.take(this.#weightsSize * 4);
    try {
      this.#run(x, weights);
      return {
        output: this.#memory.copy(this.#output * 4, this.#size),
        weights: this.#memory.copy(weights, this.#weightsSize),
      };
    } finally {
      this.#memory.giveBack(weights);
    }
  }

  /** @param {Float32Array} x */
  #check(x) {
    if (this.#layer === 0) throw new AttentionEngineError('disposed', 'This layer was disposed of; prepare it again.');
    checkArray('x', x, this.#size, 'tokens × dModel');
  }

  /** @param {Float32Array} x checked @param {number} weights an address, or 0 */
  #run(x, weights) {
    this.#memory.floats.set(x, this.#input);
    if (!this.#memory.call.attention_forward(this.#layer, weights)) throw this.#memory.error();
  }

  /** Gives its memory back; a second time does nothing. */
  dispose() {
    if (this.#layer === 0) return;
    this.#memory.call.attention_dispose(this.#layer);
    this.#layer = 0;
  }
}
