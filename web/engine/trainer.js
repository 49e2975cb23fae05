// SPDX-License-Identifier: MIT
// Training: one batch a step, everything kept in the engine's memory from step to step.
// @ts-check

const most = Number.MAX_SAFE_INTEGER;

/** What can be set: group, name, range. In the order of Settings in src/platform/engine_trainer.cpp. */
const trainerSettings = [
  { group: '', name: 'seed', low: 0, high: most, whole: true },
  { group: 'init', name: 'tokenDeviation', low: 0, high: 1e3 },
  { group: 'init', name: 'positionDeviation', low: 0, high: 1e3 },
  { group: 'init', name: 'weightDeviation', low: 0, high: 1e3 },
  { group: 'init', name: 'scaleResidual', flag: true },
  { group: 'optimizer', name: 'beta1', low: 0, high: 0.999999 },
  { group: 'optimizer', name: 'beta2', low: 0, high: 0.999999 },
  { group: 'optimizer', name: 'epsilon', low: 1e-30, high: 1 },
  { group: 'optimizer', name: 'weightDecay', low: 0, high: 1e3 },
  { group: 'optimizer', name: 'clipNorm', low: 0, high: 1e30 },
  { group: 'schedule', name: 'kind', words: ['linear', 'cosine'] },
  { group: 'schedule', name: 'rate', low: 0, high: 1e3 },
  { group: 'schedule', name: 'warmup', low: 0, high: most, whole: true },
  { group: 'schedule', name: 'steps', low: 0, high: most, whole: true },
  { group: 'schedule', name: 'floor', low: 0, high: 1 },
];

/** @param {any} setting @param {any} value @returns {number} */
function settingNumber(setting, value) {
  const name = setting.group ? `${setting.group}.${setting.name}` : setting.name;
  if (setting.words) {
    if (!setting.words.includes(value)) refuse(name, value, `one of ${setting.words.join(', ')}`);
    return setting.words.indexOf(value);
  }
  if (setting.flag) {
    checkFlag(name, value);
    return value ? 1 : 0;
  }
  if (setting.whole) checkWhole(name, value, setting.low, setting.high);
  else if (typeof value !== 'number' || !(value >= setting.low && value <= setting.high)) refuse(name, value, `a number from ${setting.low} to ${setting.high}`);
  return value;
}

/** The settings as the engine reads them: its own where nothing is given. @param {EngineMemory} memory @param {any} options checked */
function settingsBytes(memory, options) {
  const settings = new Float64Array(trainerSettings.length);
  const bytes = new Uint8Array(settings.buffer);
  memory.lend(bytes, (at) => {
    memory.call.trainer_defaults(at);
    bytes.set(memory.bytes.subarray(at, at + bytes.length));
  });
  trainerSettings.forEach((setting, i) => {
    const value = (setting.group ? options[setting.group] ?? {} : options)[setting.name];
    if (value !== undefined) settings[i] = settingNumber(setting, value);
  });
  return bytes;
}

/** @param {any} options */
function checkTrainerOptions(options) {
  checkOptions('options', options, ['config', 'model', 'seed', 'init', 'optimizer', 'schedule']);
  for (const group of ['init', 'optimizer', 'schedule']) {
    if (options[group] === undefined) continue;
    checkOptions(group, options[group], trainerSettings.filter((setting) => setting.group === group).map((setting) => setting.name));
  }
  if ((options.config === undefined) === (options.model === undefined)) refuse('options', 'with neither or both of config and model', 'one of the two');
  for (const name of ['seed', 'init']) {
    if (options.model !== undefined && options[name] !== undefined) refuse(name, options[name], 'none: a model has its values already');
  }
}

class Trainer {
  #memory; #trainer; #room = 0; #at = 0;

  /** @param {EngineMemory} memory @param {any} options */
  constructor(memory, options) {
    checkTrainerOptions(options);
    this.#memory = memory;
    const model = options.model === undefined ? 0 : TransformerModel.addressOf(options.model, memory);
    const text = model ? new Uint8Array(0) : configText('config', options.config);
    this.#trainer = memory.lend(settingsBytes(memory, options), (settings) => model
      ? memory.call.trainer_of(model, settings)
      : memory.lend(text, (config) => memory.call.trainer_make(config, text.length, settings)));
    if (!this.#trainer) throw memory.error();
  }

  /**
   * One step: forward, backward, update. Nothing is allocated once the largest batch was seen.
   * @param {{tokens: WholeNumbers, targets: WholeNumbers, lengths?: WholeNumbers}} batch sequences end to end;
   *   targets[i] is what is asked at i, -1 nothing; lengths of the sequences, one sequence when left out
   * @returns {number} the mean loss of the batch before the update, in nats
   */
  step(batch) {
    if (this.#trainer === 0) throw new AttentionEngineError('disposed', 'This trainer was disposed of; make another.');
    if (batch === null || typeof batch !== 'object') refuse('batch', batch, 'an object with tokens, targets and lengths');
    const { tokens, targets, lengths } = batch;
    if (!isList(tokens)) refuse('tokens', tokens, 'a list of whole numbers');
    if (!isList(targets)) refuse('targets', targets, 'a list of whole numbers');
    const count = tokens.length;
    if (targets.length !== count) {
      throw new AttentionEngineError('bad_shape', `targets has ${targets.length} numbers; expected ${count}, one for each token.`, 'targets');
    }
    const sequences = lengths === undefined ? 1 : this.#count(lengths);
    if (2 * count + sequences > this.#room) this.#grow(2 * count + sequences);
    this.#write('tokens', tokens, 0, count, 0);
    this.#write('targets', targets, count, count, -1);
    if (lengths === undefined) this.#memory.ints[this.#at + 2 * count] = count;
    else this.#write('lengths', lengths, 2 * count, sequences, 1);
    const loss = this.#memory.call.trainer_step(this.#trainer, count, sequences);
    if (loss !== loss) throw this.#memory.error();
    return loss;
  }

  /** Steps made. */
  get steps() { return this.#ask('trainer_steps'); }
  /** Length of the last step's gradient before it was clipped; 0 before the first. */
  get gradientLength() { return this.#ask('trainer_gradient_length'); }
  /** Of all parameters: equal on every platform for the same run. */
  get fingerprint() { return this.#memory.answer(this.#ask('trainer_fingerprint')).fingerprint; }

  /** @returns {TransformerModel} a copy of the model as it is now, to be disposed of by itself */
  model() { return new TransformerModel(this.#memory, this.#ask('trainer_model')); }

  /** Gives its memory back; a second time does nothing. */
  dispose() {
    if (this.#trainer === 0) return;
    const trainer = this.#trainer;
    this.#trainer = 0;
    this.#memory.call.trainer_dispose(trainer);
  }

  /** @param {string} question @returns {number} */
  #ask(question) {
    if (this.#trainer === 0) throw new AttentionEngineError('disposed', 'This trainer was disposed of; make another.');
    return this.#memory.call[question](this.#trainer);
  }

  /** @param {any} lengths @returns {number} */
  #count(lengths) {
    if (!isList(lengths)) refuse('lengths', lengths, 'a list of whole numbers');
    return lengths.length;
  }

  /** @param {number} count of whole numbers */
  #grow(count) {
    if (count > 2 ** 27) refuse('the number of tokens', count, 'a smaller batch');
    this.#room = count;
    this.#at = this.#memory.call.trainer_room(this.#trainer, count) >>> 2;
  }

  /** @param {string} name @param {WholeNumbers} values @param {number} offset @param {number} count @param {number} low */
  #write(name, values, offset, count, low) {
    const ints = this.#memory.ints;
    const at = this.#at + offset;
    for (let i = 0; i < count; ++i) {
      const value = values[i];
      if (typeof value !== 'number' || (value | 0) !== value || value < low) refuse(`${name}[${i}]`, value, `a whole number from ${low}`);
      ints[at + i] = value;
    }
  }
}
