// SPDX-License-Identifier: MIT
// Whatever is disposed of gives its memory back, and passes and steps take none.
import assert from 'node:assert/strict';
import test from 'node:test';
import { digest, layerCase, weightsOf } from './core.mjs';
import { moduleOfPages, saysOf } from './instances.mjs';
import { namesRecipe, trainingNames } from './names.mjs';
import { createAttentionEngine, refused, shipped } from './support.mjs';

/** Bytes in use after the work was done `times`, and after it was done ten times as often. */
async function growth(engine, times, work) {
  for (let i = 0; i < times; i++) await work(i);
  const before = engine.usedBytes;
  for (let i = 0; i < 9 * times; i++) await work(i);
  return engine.usedBytes - before;
}

test('thousands of layers prepared, used and disposed of leave nothing', async () => {
  const engine = await createAttentionEngine();
  const layers = [1, 5, 12].map((tokens) => layerCase({ tokens, dModel: 24, heads: 5, biases: tokens > 1 }));
  assert.equal(await growth(engine, 600, async (i) => {
    const layer = layers[i % 3];
    const prepared = await engine.prepare(weightsOf(layer));
    prepared.forward(layer.x);
    prepared.trace(layer.x);
    prepared.dispose();
    engine.multiHeadAttention(layer);
  }), 0);
});

test('thousands of passes of one layer, one model and one trainer take nothing', async () => {
  const engine = await createAttentionEngine();
  const layer = layerCase({ tokens: 12, dModel: 24, heads: 3 });
  const prepared = await engine.prepare(weightsOf(layer));
  assert.equal(await growth(engine, 500, () => prepared.forward(layer.x)), 0);
  const model = await engine.loadModel(shipped('sort'));
  assert.equal(await growth(engine, 100, (i) => {
    model.forward([0, 1, 2].slice(0, 1 + (i % 3)), { headsOff: i % 2 ? [[0, 1]] : [], causal: i % 5 === 0 });
    if (i % 10 === 0) model.trace([0, 1, 2]);
    if (i % 10 === 0) model.save();
    model.parameters();
  }), 0);
  const trainer = engine.createTrainer(namesRecipe(1, 10_000));
  const names = trainingNames();
  for (const name of names) trainer.step(name);
  assert.equal(await growth(engine, 1000, (i) => trainer.step(names[i % names.length])), 0);
});

test('fast layers are counted, and leave nothing', async () => {
  const engine = await createAttentionEngine();
  const layer = layerCase({ tokens: 12, dModel: 24, heads: 3 });
  const before = engine.usedBytes;
  const kept = await engine.prepare({ ...weightsOf(layer), fast: true });
  assert.ok(engine.usedBytes > before);
  assert.equal(await growth(engine, 200, async () => {
    const prepared = await engine.prepare({ ...weightsOf(layer), fast: true });
    prepared.trace(layer.x);
    prepared.dispose();
  }), 0);
  kept.dispose();
});

test('models and trainers disposed of, and calls that were refused, leave nothing', async () => {
  const engine = await createAttentionEngine();
  const file = shipped('names-5000');
  const layer = layerCase({ tokens: 3, dModel: 8, heads: 2 });
  const bad = { ...layer, wo: layer.wo.slice().fill(NaN) };
  assert.equal(await growth(engine, 30, async () => {
    const model = await engine.loadModel(file);
    const trainer = engine.createTrainer({ model });
    const copy = trainer.model();
    copy.trace([1, 2]);
    for (const one of [copy, trainer, model]) one.dispose();
    await refused(engine.loadModel(file.subarray(0, 5000)), 'bad_format', 'byte');
    await refused(engine.prepare(weightsOf(bad)), 'not_finite', 'wo');
    await refused(() => engine.multiHeadAttention({ ...layer, x: bad.wo.subarray(0, 24) }), 'not_finite', 'x');
    await refused(() => engine.createTrainer({ config: { vocabulary: 3, context: 3, d_model: 3, heads: 4 } }), 'bad_value', 'heads is 4');
  }), 0);
});

test('a layer that finds no room for one of its arrays gives back those it had taken', async () => {
  const small = await moduleOfPages(512);  // 32 MiB: three matrices of 10 MB and not four
  const engine = await small.createAttentionEngine();
  const layer = layerCase({ tokens: 2, dModel: 4, heads: 2 });
  const expected = digest(engine.multiHeadAttention(layer).output);
  const before = engine.usedBytes;
  const matrix = new Float32Array(1600 * 1600);
  const large = { tokens: 1, dModel: 1600, heads: 1, wq: matrix, wk: matrix, wv: matrix, wo: matrix };
  const noRoom = 'The engine found no room for 10240000 bytes; give fewer tokens or a smaller model.';
  for (let i = 0; i < 3; i++) {
    assert.deepEqual(await saysOf(() => engine.prepare(large)), ['out_of_memory', noRoom]);
    assert.deepEqual(await saysOf(() => engine.multiHeadAttention({ ...large, x: matrix.subarray(0, 1600) })), ['out_of_memory', noRoom]);
    assert.equal(engine.usedBytes, before);
  }
  assert.equal(digest(engine.multiHeadAttention(layer).output), expected);
});

test('a trace takes nothing that stays, and one that is refused nothing at all', async () => {
  const engine = await createAttentionEngine();
  const layer = layerCase({ tokens: 60, dModel: 8, heads: 2 });
  const bad = layer.x.slice().fill(NaN);
  await refused(() => engine.multiHeadAttention({ ...layer, x: bad }), 'not_finite', 'x[0, 0] is NaN');  // the engine keeps its last sentence
  const empty = engine.usedBytes;
  const prepared = await engine.prepare(weightsOf(layer));
  const before = engine.usedBytes;
  await refused(() => prepared.trace(), 'bad_shape', 'x is no Float32Array');
  await refused(() => prepared.trace(bad), 'not_finite', 'x[0, 0] is NaN');
  prepared.trace(layer.x);
  assert.equal(engine.usedBytes, before);
  prepared.dispose();
  await refused(() => prepared.trace(layer.x), 'disposed', 'prepare it again');
  await refused(() => prepared.trace(), 'disposed', 'prepare it again');
  assert.equal(engine.usedBytes, empty);
  const one = Float32Array.of(1);
  const long = await engine.prepare({ tokens: 65_536, dModel: 1, heads: 1, wq: one, wk: one, wv: one, wo: one });
  const x = new Float32Array(65_536);
  await refused(() => long.trace(x), 'out_of_memory', 'no room for 17179869184 bytes');
  long.dispose();
  await refused(() => long.trace(x), 'disposed', 'prepare it again');
  await refused(() => engine.multiHeadAttention({ tokens: 65_536, dModel: 1, heads: 1, wq: one, wk: one, wv: one, wo: one, x }), 'out_of_memory', 'no room');
  assert.equal(engine.usedBytes, empty);
});
