// SPDX-License-Identifier: MIT
// What the tests of the engine module share: the built module, the tool beside it, and what an error must look like.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

export const project = path.resolve(path.dirname(new URL(import.meta.url).pathname), '../..');
export const moduleFile = path.join(path.resolve(process.env.MHA_SITE ?? path.join(project, 'build/site')), 'engine/attention-engine.mjs');
export const { createAttentionEngine, AttentionEngineError } = await import(moduleFile);

/** The bytes of a model that ships. */
export const shipped = (name) => readFileSync(path.join(project, `web/models/${name}.safetensors`));

/** What the native tool prints, as an object. */
export function tool(...args) {
  const file = path.resolve(project, process.env.MHA_TOOL ?? 'build/bin/attention');
  const { status, stdout, stderr, error } = spawnSync(file, args, { encoding: 'utf8', maxBuffer: 1 << 30, cwd: project });
  assert.equal(status, 0, `${file}: ${error ?? stderr}`);
  return JSON.parse(stdout);
}

/** The call, or the promise, is refused with this code, in one sentence that holds `words`. */
export async function refused(call, code, words) {
  let said;
  try {
    await (typeof call === 'function' ? call() : call);
  } catch (error) {
    said = error;
  }
  assert.ok(said !== undefined, `nothing was refused; expected ${code}: ${words}`);
  assert.ok(said instanceof AttentionEngineError, `${said?.stack ?? said}`);
  assert.equal(said.name, 'AttentionEngineError');
  assert.equal(said.code, code, said.message);
  if (words instanceof RegExp) assert.match(said.message, words);
  else assert.ok(said.message.includes(words), `${said.message}\n  does not hold\n${words}`);
  assert.match(said.message, /^\S.*[.)]$/s);
  assert.doesNotMatch(said.message, /undefined is undefined|\[object|NaN is NaN/);
  return said;
}
