// SPDX-License-Identifier: MIT
// @ts-check

/** What the engine refuses, in words one can act on; `code` is for programs. */
class AttentionEngineError extends Error {
  /**
   * @param {string} code bad_shape, bad_value, not_finite, empty, bad_format, unsupported, out_of_memory or disposed
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
