// SPDX-License-Identifier: MIT
// A transformer out of a model file or a trainer: its passes, its parameters, its file.
// @ts-check

const passOptions = ['causal', 'headsOff', 'mean'];

class TransformerModel {
  #memory; #model; #config; #info;

  /** @param {EngineMemory} memory @param {number} model an address that is this object's from now on */
  constructor(memory, model) {
    this.#memory = memory;
    this.#model = model;
    const { config, ...info } = memory.answer(memory.call.model_info(model));
    this.#config = Object.freeze(config);
    this.#info = info;
  }

  /** @param {EngineMemory} memory @param {ArrayBuffer | ArrayBufferView} file @param {any} given @returns {TransformerModel} */
  static load(memory, file, given) {
    const bytes = bytesOfFile(file);
    const text = configText('options', given);
    const model = memory.lend(bytes, (at) => memory.lend(text, (atText) => memory.call.model_load(at, bytes.length, atText, text.length)));
    if (!model) throw memory.error();
    return new TransformerModel(memory, model);
  }

  /** The address of a model of this engine. @param {any} model @param {EngineMemory} memory @returns {number} */
  static addressOf(model, memory) {
    if (model === null || typeof model !== 'object' || !(#model in model)) refuse('model', model, 'a model of loadModel() or trainer.model()');
    if (model.#memory !== memory) refuse('model', 'of another engine', 'a model of this engine');
    model.#alive();
    return model.#model;
  }

  get config() { return this.#config; }
  /** Everything the file says, the measured report of a shipped model included. */
  get metadata() { return this.#info.metadata; }
  /** What neither the file nor the options said, and what was taken. */
  get assumed() { return this.#info.assumed; }
  get parameterCount() { return this.#info.parameters; }
  get fingerprint() { return this.#answer('model_fingerprint').fingerprint; }

  /**
   * One pass over a sequence. @param {WholeNumbers} tokens @param {any} [options] causal, headsOff, mean
   * @returns {{logits: Float32Array, probabilities: Float32Array}} tokens × vocabulary each
   */
  forward(tokens, options = {}) {
    this.#prepare(tokens, options);
    const { call } = this.#memory;
    if (!call.model_forward(this.#model)) throw this.#memory.error();
    const size = tokens.length * this.#config.vocabulary;
    return {
      logits: this.#memory.copy(call.model_logits(this.#model), size),
      probabilities: this.#memory.copy(call.model_probabilities(this.#model), size),
    };
  }

  /** One pass with every intermediate. @param {WholeNumbers} tokens @param {any} [options] as forward */
  trace(tokens, options = {}) {
    this.#prepare(tokens, options);
    const places = this.#answer('model_trace');
    const tensors = Object.fromEntries(places.map((/** @type {any} */ place) => [place.name, this.#memory.tensor(place)]));
    this.#memory.call.model_forget(this.#model);
    return { config: this.#config, tokens: Array.from(tokens), tensors };
  }

  /** Every parameter tensor: y = x W + b, row-major. */
  parameters() {
    return this.#answer('model_parameters').map((/** @type {any} */ place) => ({ name: place.name, ...this.#memory.tensor(place) }));
  }

  /** @returns {Uint8Array} a safetensors file that loadModel() reads back, bit by bit */
  save() {
    this.#alive();
    const { call } = this.#memory;
    const size = call.model_save(this.#model) >>> 0;
    if (!size) throw this.#memory.error();
    const at = call.model_file(this.#model) >>> 0;
    const file = this.#memory.bytes.slice(at, at + size);
    call.model_forget(this.#model);
    return file;
  }

  /** Gives its memory back; a second time does nothing. */
  dispose() {
    if (this.#model === 0) return;
    const model = this.#model;
    this.#model = 0;
    this.#memory.call.model_dispose(model);
  }

  #alive() {
    if (this.#model === 0) throw new AttentionEngineError('disposed', 'This model was disposed of; load it again.');
  }

  /** @param {string} question @returns {any} */
  #answer(question) {
    this.#alive();
    return this.#memory.answer(this.#memory.call[question](this.#model));
  }

  /** The sequence and what is left out, for the pass that follows. @param {any} tokens @param {any} options */
  #prepare(tokens, options) {
    this.#alive();
    checkTokens('tokens', tokens);
    checkOptions('options', options, passOptions);
    const { causal = false, headsOff = [], mean } = options;
    checkFlag('causal', causal);
    const pairs = this.#checkedHeads(headsOff);
    this.#checkMeans(mean);
    const at = this.#memory.call.model_sequence(this.#model, tokens.length);
    if (!at) throw this.#memory.error();
    for (let i = 0; i < tokens.length; ++i) this.#memory.ints[(at >>> 2) + i] = tokens[i];
    const heads = this.#memory.call.model_leave_out(this.#model, causal ? 1 : 0) >>> 2;
    for (const [block, head] of pairs) this.#memory.ints[heads + 2 * block + (head >> 5)] &= ~(1 << (head & 31));
    for (let block = 0; mean && block < mean.length; ++block) {
      if (mean[block] == null) continue;
      const to = this.#memory.call.model_mean(this.#model, block) >>> 2;  // first: memory may grow, and floats be another array
      this.#memory.floats.set(mean[block], to);
    }
  }

  /** @param {any} headsOff @returns {[number, number][]} */
  #checkedHeads(headsOff) {
    const { layers, heads } = this.#config;
    if (!Array.isArray(headsOff)) refuse('headsOff', headsOff, 'a list of [block, head]');
    return headsOff.map((/** @type {any} */ pair) => {
      if (!Array.isArray(pair) || pair.length !== 2) refuse('headsOff', pair, 'pairs [block, head]');
      checkWhole('headsOff: block', pair[0], 0, layers - 1);
      checkWhole('headsOff: head', pair[1], 0, heads - 1);
      return [pair[0], pair[1]];
    });
  }

  /** @param {any} mean */
  #checkMeans(mean) {
    const { layers, heads, head_width: width } = this.#config;
    if (mean === undefined) return;
    if (!Array.isArray(mean) || mean.length !== layers) refuse('mean', mean, `a list with one entry a block, ${layers}`);
    mean.forEach((/** @type {any} */ one, /** @type {number} */ block) => {
      if (one == null) return;
      checkArray(`mean[${block}]`, one, heads * width, 'heads × head width');
      const bad = one.findIndex((/** @type {number} */ value) => !Number.isFinite(value));
      if (bad >= 0) throw new AttentionEngineError('not_finite', `mean[${block}][${bad}] is ${one[bad]}; expected a finite number.`, 'mean');
    });
  }
}

/** @param {any} file @returns {Uint8Array} */
function bytesOfFile(file) {
  const isBuffer = Object.prototype.toString.call(file) === '[object ArrayBuffer]';
  if (!isBuffer && !ArrayBuffer.isView(file)) refuse('bytes', file, 'an ArrayBuffer or a Uint8Array with a safetensors file');
  if (file.byteLength === 0) throw new AttentionEngineError('empty', 'bytes is empty; expected a safetensors file.', 'bytes');
  return isBuffer ? new Uint8Array(file) : new Uint8Array(file.buffer, file.byteOffset, file.byteLength);
}

/** Whole numbers that fit the engine's; which of them are in the vocabulary it says itself. @param {string} name @param {any} tokens */
function checkTokens(name, tokens) {
  if (!isList(tokens)) refuse(name, tokens, 'a list of whole numbers');
  for (let i = 0; i < tokens.length; ++i) {
    const token = tokens[i];
    if (typeof token !== 'number' || (token | 0) !== token) refuse(`${name}[${i}]`, token, 'a whole number');
  }
}
