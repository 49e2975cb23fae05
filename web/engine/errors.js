// SPDX-License-Identifier: MIT
// @ts-check

/** What the engine refuses, in words one can act on; `code` is for programs. */
class AttentionEngineError extends Error {
  /**
   * @param {string} code bad_shape, bad_value, not_finite, empty, bad_format, unsupported, out_of_memory, disposed or broken
   * @param {string} message one sentence
   * @param {string} [argument] the argument that is meant
   */
  constructor(code, message, argument = '') {
    super(message);
    this.name = 'AttentionEngineError';
    this.code = code;
    this.argument = argument;
  }
}

/** @param {string} name @param {unknown} value @param {string} expected @returns {never} */
function refuse(name, value, expected) {
  throw new AttentionEngineError('bad_value', `${name} is ${shown(value)}; expected ${expected}.`, name);
}

/** A value in a message; a value may be anything. @param {unknown} value @returns {string} */
function shown(value) {
  if (typeof value === 'string') return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return String(value);
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return typeof value === 'function' ? 'a function' : 'an object';
}

/**
 * An object of options, and none that is not known: a mistyped name would go unnoticed.
 * @param {string} name @param {any} value @param {string[]} known
 */
function checkOptions(name, value, known) {
  if (value === null || typeof value !== 'object') refuse(name, value, `an object with ${known.join(', ')}`);
  for (const key of Object.keys(value)) {
    if (!known.includes(key)) refuse(`the name of an option in ${name}`, key, `one of ${known.join(', ')}`);
  }
}

/** @param {string} name @param {any} value @param {number} low @param {number} high */
function checkWhole(name, value, low, high) {
  if (!Number.isSafeInteger(value) || value < low || value > high) refuse(name, value, `a whole number from ${low} to ${high}`);
}

/** @param {string} name @param {any} value */
function checkFlag(name, value) {
  if (typeof value !== 'boolean') refuse(name, value, 'true or false');
}

/**
 * What whole numbers are handed over in: the types' WholeNumbers.
 * @typedef {readonly number[] | Int8Array | Uint8Array | Uint8ClampedArray | Int16Array | Uint16Array | Int32Array | Uint32Array
 *   | Float32Array | Float64Array} WholeNumbers
 */

/** A list or a typed array; whether its numbers are whole is seen where they are read. @param {unknown} value */
function isList(value) {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
}
