// SPDX-License-Identifier: MIT
// Engines in places a page seldom gets them into: with little memory, or with a WebAssembly that a test looks into or
// changes.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after } from 'node:test';
import { pathToFileURL } from 'node:url';
import { createAttentionEngine, moduleFile } from './support.mjs';

const folder = mkdtempSync(path.join(tmpdir(), 'attention-engine-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** The module with room for this many pages of 64 KiB: the limit in its binary, written anew. */
export async function moduleOfPages(pages) {
  const text = readFileSync(moduleFile, 'utf8').replace(/(?<=const binary = ')[^']+/, (base64) => {
    const binary = Buffer.from(base64, 'base64');
    const at = binary.indexOf(Buffer.from([5, 7, 1, 1, 0x80, 0x02, 0x80, 0x80, 0x02]));
    assert.ok(at > 0, 'the memory section: 256 pages, at most 32768');
    binary.set([(pages & 127) | 128, ((pages >> 7) & 127) | 128, pages >> 14], at + 6);
    return binary.toString('base64');
  });
  const file = path.join(folder, `engine-${pages}.mjs`);
  writeFileSync(file, text);
  return import(pathToFileURL(file).href);
}

/** As refused(), for the errors of another copy of the module. */
export async function saysOf(call) {
  try {
    await call();
  } catch (error) {
    assert.equal(error.name, 'AttentionEngineError', error.stack);
    return [error.code, error.message];
  }
  return ['', 'nothing was refused'];
}

/** Runs `use` with functions of WebAssembly in place of the real ones. */
export async function withWebAssembly(functions, use) {
  const real = Object.fromEntries(Object.keys(functions).map((name) => [name, WebAssembly[name]]));
  Object.assign(WebAssembly, functions);
  try {
    return await use();
  } finally {
    Object.assign(WebAssembly, real);
  }
}

const { instantiate } = WebAssembly;

/** An engine whose instance exports what `change` makes of its exports. */
export const engineWith = (change) => withWebAssembly({
  instantiate: async (...given) => ({ instance: { exports: change({ ...(await instantiate(...given)).instance.exports }) } }),
}, createAttentionEngine);

/** An engine, the exports of its instance, and the names of those in which memory grew, in order. */
export async function watchedEngine() {
  const grewIn = [];
  let exports;
  const engine = await engineWith((plain) => {
    exports = plain;
    const watched = Object.entries(plain).map(([name, call]) => [name, typeof call !== 'function' ? call : (...given) => {
      const { buffer } = plain.memory;
      const answer = call(...given);
      if (plain.memory.buffer !== buffer) grewIn.push(name);
      return answer;
    }]);
    return Object.fromEntries(watched);
  });
  return { engine, exports, grewIn };
}

/** Takes pieces until memory grows; how many fitted before that. */
export function piecesThatFit(exports, bytes) {
  const { buffer } = exports.memory;
  let pieces = -1;
  for (; exports.memory.buffer === buffer; pieces++) exports.engine_take(bytes);
  return pieces;
}
