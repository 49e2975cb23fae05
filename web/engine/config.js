// SPDX-License-Identifier: MIT
// A model's configuration as an object, under the names `attention info` prints.
// @ts-check

const largestSize = 2 ** 24;

/** What each field may be, and its name in a model file where that is another. */
const configFields = {
  vocabulary: { low: 1, file: 'vocab_size' },
  context: { low: 1, file: 'block_size' },
  layers: { low: 1 },
  heads: { low: 1 },
  d_model: { low: 1 },
  d_mlp: { low: 0 },
  causal: { flag: true },
  norm: { words: ['layernorm', 'rmsnorm', 'none'] },
  norm_parameters: { flag: true },
  norm_epsilon: { number: true },
  embedding_norm: { flag: true },
  final_norm: { flag: true },
  activation: { words: ['gelu_tanh', 'gelu_erf', 'relu'] },
  biases: { flag: true },
  tied_head: { flag: true },
  head_bias: { flag: true },
};

/** @param {string} name @param {any} value @param {any} field */
function checkField(name, value, field) {
  if (field.flag) {
    checkFlag(name, value);
  } else if (field.words) {
    if (!field.words.includes(value)) refuse(name, value, `one of ${field.words.join(', ')}`);
  } else if (field.number) {
    if (typeof value !== 'number' || !(value > 0) || value >= Infinity) refuse(name, value, 'a finite number above 0');
  } else {
    checkWhole(name, value, field.low, largestSize);
  }
}

/**
 * The text that the engine reads a configuration from. head_width follows from the others and may be there.
 * @param {string} name of the argument @param {any} config @returns {Uint8Array} JSON
 */
function configText(name, config) {
  checkOptions(name, config, [...Object.keys(configFields), 'head_width']);
  const entries = [];
  for (const [key, field] of Object.entries(configFields)) {
    const value = config[key];
    if (value === undefined) continue;
    checkField(`${name}.${key}`, value, field);
    entries.push([/** @type {any} */ (field).file ?? key, value]);
  }
  const width = config.head_width;
  if (width !== undefined && width !== Math.floor(config.d_model / (config.heads ?? 1))) {
    refuse(`${name}.head_width`, width, 'd_model / heads, rounded down, or nothing');
  }
  return new TextEncoder().encode(JSON.stringify(Object.fromEntries(entries)));
}
