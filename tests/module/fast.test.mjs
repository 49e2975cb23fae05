// SPDX-License-Identifier: MIT
// Fast layers have a binary and a memory of their own. Node may not know relaxed instructions, so that here the exact
// binary stands in for the fast one; what is looked at is what happens when it does not start, or stops.
import assert from 'node:assert/strict';
import test from 'node:test';
import { digest, layerCase, weightsOf } from './core.mjs';
import { withWebAssembly } from './instances.mjs';
import { createAttentionEngine, refused } from './support.mjs';

const layer = layerCase({ tokens: 6, dModel: 12, heads: 3 });
const fastLayer = { ...weightsOf(layer), fast: true };
const stop = () => { throw new WebAssembly.RuntimeError('unreachable'); };
const same = (exports) => exports;

/**
 * Runs `use` with an engine in a WebAssembly that knows relaxed instructions. `changes`: for the main instance and for
 * each that follows, what becomes of its exports; a change that throws is a binary that does not start.
 */
function withFast(changes, use) {
  const { instantiate } = WebAssembly;
  const opened = [];
  let main;
  return withWebAssembly({
    validate: () => true,
    instantiate: async (binary, imports) => {
      main ??= binary;
      const change = changes[opened.length] ?? same;
      opened.push(binary);
      const { instance } = await instantiate(main, imports);
      return { instance: { exports: change({ ...instance.exports }) } };
    },
  }, async () => use(await createAttentionEngine(), opened));
}

test('a fast binary that does not start leaves an exact layer, and is tried again', () => withFast([same, stop], async (engine, opened) => {
  const expected = digest(engine.multiHeadAttention(layer).output);
  const before = engine.usedBytes;
  const [one, two] = await Promise.all([engine.prepare(fastLayer), engine.prepare(fastLayer)]);
  for (const prepared of [one, two]) {
    assert.equal(prepared.fast, false);
    assert.equal(digest(prepared.forward(layer.x)), expected);
    prepared.dispose();
  }
  assert.equal(engine.usedBytes, before);
  assert.equal(opened.length, 2);
  const next = await engine.prepare(fastLayer);
  assert.equal(next.fast, true);
  assert.equal(digest(next.forward(layer.x)), expected);
  assert.equal(opened.length, 3);
}));

test('one memory for all fast layers, which is counted', () => withFast([], async (engine, opened) => {
  const plain = await engine.prepare({ ...fastLayer, fast: false });
  const before = engine.usedBytes;
  const layers = await Promise.all([engine.prepare(fastLayer), engine.prepare(fastLayer)]);
  layers.push(await engine.prepare(fastLayer));
  assert.deepEqual([plain.fast, ...layers.map(({ fast }) => fast)], [false, true, true, true]);
  assert.equal(opened.length, 2);
  const three = engine.usedBytes - before;
  layers.pop().dispose();
  assert.ok(three > 0 && engine.usedBytes - before < three);
  for (const each of layers) each.dispose();
  const empty = engine.usedBytes;
  (await engine.prepare(fastLayer)).dispose();
  assert.equal(engine.usedBytes, empty);
}));

test('fast layers that stop leave the rest of the engine as it was', () => withFast([same, (exports) => ({ ...exports, attention_forward: stop })], async (engine) => {
  const plain = await engine.prepare(weightsOf(layer));
  const before = engine.usedBytes;
  const fast = await engine.prepare(fastLayer);
  await refused(() => fast.forward(layer.x), 'broken', 'stopped in the middle of a calculation');
  assert.equal(engine.usedBytes, before, 'what can still be read');
  assert.equal(digest(plain.forward(layer.x)), digest(engine.multiHeadAttention(layer).output));
  await refused(engine.prepare(fastLayer), 'broken', 'make a new engine');
  fast.dispose();
  plain.dispose();
  assert.ok(engine.usedBytes < before);
}));

test('fast layers outlive the rest of the engine', () => withFast([(exports) => ({ ...exports, attention_forward: stop })], async (engine) => {
  const fast = await engine.prepare(fastLayer);
  const expected = digest(fast.forward(layer.x));
  await refused(() => engine.multiHeadAttention(layer), 'broken', 'stopped in the middle of a calculation');
  assert.equal(digest(fast.forward(layer.x)), expected);
  await refused(() => engine.usedBytes, 'broken', 'make a new engine');
}));
