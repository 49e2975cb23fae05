// SPDX-License-Identifier: MIT
// The attention layer of the engine module against plain JavaScript in double precision, and what it refuses.
import assert from 'node:assert/strict';
import test from 'node:test';
import { digest, largestError, layerCase, oracle, shapes, weightsOf } from './core.mjs';
import { createAttentionEngine, refused } from './support.mjs';

const bound = 1e-5;  // for numbers of unit size; the worst of these shapes is an eighth of it
const engine = await createAttentionEngine();

for (const shape of shapes) {
  test(`a layer of ${JSON.stringify(shape)}`, async (t) => {
    const layer = layerCase(shape);
    const expected = oracle(layer);
    const { output, weights } = engine.multiHeadAttention(layer);
    assert.equal(output.length, layer.tokens * layer.dModel);
    assert.equal(weights.length, layer.heads * layer.tokens ** 2);
    const worst = Math.max(largestError(output, expected.output), largestError(weights, expected.weights));
    t.diagnostic(`largest error ${worst.toExponential(1)}`);
    assert.ok(worst < bound, `largest error ${worst}`);
    const prepared = await engine.prepare(weightsOf(layer));
    const out = new Float32Array(output.length);
    assert.equal(digest(prepared.forward(layer.x)), digest(output));
    assert.equal(prepared.forward(layer.x, out), out);
    assert.equal(digest(out), digest(output));
    const traced = prepared.trace(layer.x);
    assert.equal(digest(traced.weights), digest(weights));
    prepared.dispose();
  });
}

test('a hundred random shapes agree with the oracle', () => {
  let worst = 0;
  for (let seed = 1; seed <= 100; seed++) {
    const dModel = 1 + (seed * 7) % 53;
    const layer = layerCase({ tokens: 1 + (seed * 5) % 23, dModel, heads: 1 + (seed * 11) % dModel, causal: seed % 2 === 0, biases: seed % 3 === 0, seed });
    const { output, weights } = engine.multiHeadAttention(layer);
    const expected = oracle(layer);
    worst = Math.max(worst, largestError(output, expected.output), largestError(weights, expected.weights));
  }
  assert.ok(worst < bound, `largest error ${worst}`);
});

test('a fast layer agrees with the oracle, and its engine still refuses and goes on', async () => {
  for (const shape of shapes) {
    const layer = layerCase(shape);
    const expected = oracle(layer);
    const fast = await engine.prepare({ ...weightsOf(layer), fast: true });
    assert.equal(typeof fast.fast, 'boolean');
    assert.ok(largestError(fast.forward(layer.x), expected.output) < bound);
    const { output, weights } = fast.trace(layer.x);
    assert.ok(Math.max(largestError(output, expected.output), largestError(weights, expected.weights)) < bound);
    await refused(() => fast.forward(layer.x.slice().fill(NaN)), 'not_finite', 'x[0, 0] is NaN');
    fast.dispose();
    await refused(() => fast.forward(layer.x), 'disposed', 'prepare it again');
  }
});

test('weights of a causal layer are 0 above the diagonal, and every row sums to 1', () => {
  const layer = layerCase({ tokens: 9, dModel: 12, heads: 3, causal: true });
  const { weights } = engine.multiHeadAttention(layer);
  for (let row = 0; row < 27; row++) {
    const values = weights.subarray(row * 9, row * 9 + 9);
    assert.ok(Math.abs(values.reduce((a, b) => a + b, 0) - 1) < 1e-6);
    values.forEach((value, key) => { if (key > row % 9) assert.equal(value, 0); });
  }
});

test('sizes and arrays that do not agree are refused by name', async () => {
  const layer = layerCase({ tokens: 3, dModel: 8, heads: 2, biases: true });
  const without = (change) => () => engine.multiHeadAttention({ ...layer, ...change });
  for (const value of [0, -1, 1.5, NaN, '3', null, undefined, 2 ** 53, Infinity]) {
    await refused(without({ tokens: value }), 'bad_value', 'tokens');
    await refused(without({ dModel: value }), 'bad_value', 'dModel');
    await refused(without({ heads: value }), 'bad_value', 'heads');
  }
  await refused(without({ heads: 9 }), 'bad_value', 'heads is 9; expected 1 to dModel = 8.');
  for (const name of ['x', 'wq', 'wk', 'wv', 'wo']) {
    await refused(without({ [name]: undefined }), 'bad_shape', name);
    await refused(without({ [name]: Array.from(layer[name]) }), 'bad_shape', `${name} is no Float32Array`);
    await refused(without({ [name]: new Float64Array(layer[name]) }), 'bad_shape', `${name} is no Float32Array`);
    await refused(without({ [name]: layer[name].subarray(1) }), 'bad_shape', `${name} has`);
  }
  await refused(without({ bq: new Float32Array(7) }), 'bad_shape', 'bq has 7 numbers');
  await refused(without({ bo: new Float32Array(9) }), 'bad_shape', 'bo has 9 numbers');
  for (const options of [undefined, null, 5, 'layer']) {
    await refused(() => engine.multiHeadAttention(options), 'bad_value', 'options is');
    await refused(() => engine.prepare(options), 'bad_value', 'options is');
  }
});

test('mistyped names of options, and values of another type, are refused', async () => {
  const layer = layerCase({ tokens: 3, dModel: 8, heads: 2, biases: true });
  const { x, ...weights } = layer;
  const both = async (change, words) => {
    const before = engine.usedBytes;
    await refused(() => engine.multiHeadAttention({ ...layer, ...change }), 'bad_value', words);
    await refused(() => engine.prepare({ ...weights, ...change }), 'bad_value', words);
    assert.equal(engine.usedBytes, before);
  };
  await both({ casual: true }, 'the name of an option in options is "casual"; expected one of tokens, dModel, heads, wq, wk, wv, wo');
  await both({ Wq: layer.wq }, '"Wq"');
  for (const causal of ['false', 0, 1, null, []]) await both({ causal }, /^causal is .*; expected true or false\.$/);
  for (const fast of ['no', 0, 1, null]) await refused(engine.prepare({ ...weights, fast }), 'bad_value', /^fast is .*; expected true or false\.$/);
  await refused(engine.prepare(layer), 'bad_value', '"x"');
  await refused(() => engine.multiHeadAttention({ ...layer, fast: true }), 'bad_value', '"fast"');
  const plain = layerCase({ tokens: 3, dModel: 8, heads: 2 });
  const expected = digest(engine.multiHeadAttention({ ...plain, causal: false }).output);
  for (const nothing of [undefined, null]) {
    const biases = { bq: nothing, bk: nothing, bv: nothing, bo: nothing };
    assert.equal(digest(engine.multiHeadAttention({ ...plain, ...biases, causal: undefined }).output), expected);
    const prepared = await engine.prepare({ ...weightsOf(plain), ...biases, causal: undefined, fast: undefined });
    assert.equal(digest(prepared.forward(x)), expected);
    prepared.dispose();
  }
});

test('a number that is none is found and its place said', async () => {
  for (const value of [NaN, Infinity, -Infinity]) {
    for (const name of ['x', 'wq', 'wk', 'wv', 'wo', 'bq', 'bk', 'bv', 'bo']) {
      const layer = layerCase({ tokens: 3, dModel: 8, heads: 2, biases: true });
      layer[name][layer[name].length - 1] = value;
      await refused(() => engine.multiHeadAttention(layer), 'not_finite', name);
    }
  }
  const layer = layerCase({ tokens: 3, dModel: 8, heads: 2 });
  const prepared = await engine.prepare(weightsOf(layer));
  const bad = layer.x.slice();
  bad[9] = NaN;
  await refused(() => prepared.forward(bad), 'not_finite', 'x[1, 1] is NaN; expected a finite number.');
  assert.equal(digest(prepared.forward(layer.x)), digest(engine.multiHeadAttention(layer).output), 'and the layer goes on');
});

test('a detached array, an out of another length and a layer that was disposed of are refused', async () => {
  const layer = layerCase({ tokens: 3, dModel: 8, heads: 2 });
  const prepared = await engine.prepare(weightsOf(layer));
  const gone = layer.x.slice();
  structuredClone(gone, { transfer: [gone.buffer] });
  await refused(() => prepared.forward(gone), 'bad_shape', 'x has 0 numbers');
  await refused(() => engine.multiHeadAttention({ ...layer, wq: gone }), 'bad_shape', 'wq has 0 numbers');
  await refused(() => prepared.forward(layer.x, new Float32Array(3)), 'bad_shape', 'out has 3 numbers');
  await refused(() => prepared.forward(layer.x, gone), 'bad_shape', 'out has 0 numbers');
  await refused(() => prepared.forward(layer.x, null), 'bad_shape', 'out is no Float32Array');
  await refused(() => prepared.forward(layer.x.slice().fill(NaN), new Float32Array(3)), 'bad_shape', 'out has 3 numbers');  // before anything is computed
  await refused(() => prepared.forward(), 'bad_shape', 'x is no Float32Array');
  prepared.dispose();
  prepared.dispose();
  await refused(() => prepared.forward(layer.x), 'disposed', 'prepare it again');
  await refused(() => prepared.trace(layer.x), 'disposed', 'prepare it again');
});

test('weights that no memory could hold are refused, and the engine goes on', async () => {
  const tokens = 65_536;
  const one = Float32Array.of(1);
  const layer = await engine.prepare({ tokens, dModel: 1, heads: 1, wq: one, wk: one, wv: one, wo: one });
  await refused(() => layer.trace(new Float32Array(tokens)), 'out_of_memory', 'no room for 17179869184 bytes; give fewer tokens');
  layer.dispose();
  engine.multiHeadAttention(layerCase({ tokens: 2, dModel: 2, heads: 1 }));
});

test('two engines at once keep to themselves', async () => {
  const other = await createAttentionEngine();
  const one = layerCase({ tokens: 4, dModel: 8, heads: 2, seed: 1 });
  const two = layerCase({ tokens: 4, dModel: 8, heads: 2, seed: 2 });
  const [a, b] = [await engine.prepare(weightsOf(one)), await other.prepare(weightsOf(two))];
  const first = [digest(a.forward(one.x)), digest(b.forward(two.x))];
  for (let i = 0; i < 20; i++) assert.deepEqual([digest(a.forward(one.x)), digest(b.forward(two.x))], first);
});
