// SPDX-License-Identifier: MIT
// Memory grows whenever the engine asks for more than there is, and everything that looked into it looks at nothing
// then: the answers must be those of an engine that did not grow.
import assert from 'node:assert/strict';
import test from 'node:test';
import { digest, layerCase, weightsOf } from './core.mjs';
import { createAttentionEngine, shipped } from './support.mjs';
import { piecesThatFit, watchedEngine } from './instances.mjs';

const piece = 1024;

test('memory that grows while the means of heads are handed over', async () => {
  const tokens = [2, 1, 0, 1];
  const mean = [0, 1, 2].map((block) => Float32Array.from({ length: 48 }, (_, i) => (i + block) / 48));
  const options = { headsOff: [[0, 1], [1, 0], [2, 2]], mean };
  const loaded = async () => {
    const watched = await watchedEngine();
    const model = await watched.engine.loadModel(shipped('sort'));
    model.forward(tokens);  // the buffers of a pass are there, so that only the means ask for more
    return { ...watched, model };
  };
  const roomy = await loaded();
  const expected = digest(roomy.model.forward(tokens, options).logits);
  assert.deepEqual(roomy.grewIn, []);
  const pieces = piecesThatFit((await loaded()).exports, piece);
  const calls = new Set();
  for (let small = 0; small < 40; small++) {
    const { exports, model, grewIn } = await loaded();
    for (let i = 0; i < pieces; i++) exports.engine_take(piece);
    for (let i = 0; i < small; i++) exports.engine_take(24);
    grewIn.length = 0;
    assert.equal(digest(model.forward(tokens, options).logits), expected, `${small} small pieces`);
    for (const name of grewIn) calls.add(name);
  }
  assert.deepEqual([...calls], ['model_mean'], 'where memory grew');
});

test('memory that grows while a layer is prepared, a model loaded, a trainer fed', async () => {
  const layer = layerCase({ tokens: 5, dModel: 12, heads: 3, biases: true });
  const work = async (engine) => {
    const prepared = await engine.prepare(weightsOf(layer));
    const { output, weights } = prepared.trace(layer.x);
    const model = await engine.loadModel(shipped('sort'));
    const trainer = engine.createTrainer({ model, schedule: { rate: 0.01, warmup: 0, steps: 9 } });
    for (let length = 1; length < 9; length++) trainer.step({ tokens: new Uint8Array(length).fill(1), targets: new Uint8Array(length).fill(2) });
    const traced = model.trace([1, 2, 0]);
    return [output, weights, prepared.forward(layer.x), traced.tensors.logits.data].map(digest).concat(trainer.fingerprint);
  };
  const expected = await work(await createAttentionEngine());
  const pieces = piecesThatFit((await watchedEngine()).exports, piece);
  const calls = new Set();
  for (let left = 0; left < 300; left += 5) {
    const { engine, exports, grewIn } = await watchedEngine();
    for (let i = 0; i < pieces - left; i++) exports.engine_take(piece);
    assert.deepEqual(await work(engine), expected, `${left} pieces left`);
    for (const name of grewIn) calls.add(name);
  }
  assert.ok(calls.size > 3, [...calls].join());
});

test('a layer goes on where memory grew between its passes, and its output is looked at anew only then', async (t) => {
  const { engine, exports } = await watchedEngine();
  const layer = layerCase({ tokens: 4, dModel: 8, heads: 2 });
  const prepared = await engine.prepare(weightsOf(layer));
  const out = new Float32Array(layer.x.length);
  const expected = digest(prepared.forward(layer.x));
  const looks = t.mock.method(Float32Array.prototype, 'subarray').mock;
  for (const grown of [false, true]) {
    if (grown) piecesThatFit(exports, piece);
    looks.resetCalls();
    for (let i = 0; i < 10; i++) {
      out.fill(0);
      assert.equal(prepared.forward(layer.x, out), out);
      assert.equal(digest(out), expected);
      assert.equal(digest(prepared.forward(layer.x)), expected);
    }
    assert.equal(looks.callCount(), grown ? 1 : 0);
  }
});
