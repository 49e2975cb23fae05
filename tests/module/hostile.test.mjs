// SPDX-License-Identifier: MIT
// The engine module when things go wrong: files that were cut or damaged, memory that is not to be had, a WebAssembly
// that stops. Every time an AttentionEngineError in a sentence, and never numbers from a broken engine.
import assert from 'node:assert/strict';
import test from 'node:test';
import { digest, layerCase, seeded, weightsOf } from './core.mjs';
import { engineWith, moduleOfPages, saysOf, withWebAssembly } from './instances.mjs';
import { namesRecipe, trainingNames } from './names.mjs';
import { AttentionEngineError, createAttentionEngine, refused, shipped } from './support.mjs';

test('a file cut at any place is refused, or read whole', async () => {
  const engine = await createAttentionEngine();
  const file = shipped('names-5000');
  const random = seeded(9);
  const cuts = [1, 7, 8, 9, 100, file.length - 1, ...Array.from({ length: 300 }, () => Math.floor((random() + 1) / 2 * file.length))];
  for (const size of cuts) await refused(engine.loadModel(file.subarray(0, size)), 'bad_format', 'byte');
  const model = await engine.loadModel(file);
  assert.equal(model.forward([26]).logits.length, 27);
});

test('a file with damaged bytes is refused in words, or is a model that answers', async () => {
  const engine = await createAttentionEngine();
  const whole = shipped('names-5000');
  const random = seeded(10);
  const pick = (n) => Math.floor(((random() + 1) / 2) * n);
  let refusals = 0;
  for (let i = 0; i < 800; i++) {
    const file = Uint8Array.from(whole);
    // Mostly in the header, where the words are.
    for (let flips = pick(4); flips >= 0; flips--) file[pick(i % 4 === 0 ? file.length : 3000)] ^= 1 << pick(8);
    try {
      const model = await engine.loadModel(file);
      model.trace([model.config.vocabulary - 1]);
      model.dispose();
    } catch (error) {
      assert.ok(error instanceof AttentionEngineError, error.stack);
      assert.ok(!['broken', 'out_of_memory', 'disposed'].includes(error.code), error.message);
      refusals += 1;
    }
  }
  assert.ok(refusals > 300, `${refusals} refused`);
});

test('arguments of every kind never end in anything but a sentence', async () => {
  const engine = await createAttentionEngine();
  const model = await engine.loadModel(shipped('sort'));
  const trainer = engine.createTrainer({ model });
  const kinds = [undefined, null, true, -1, 1.5, NaN, 2 ** 40, 'words', Symbol('s'), 10n, [], [[]], {}, { length: 3 }, () => 1, new Date(0),
    new Float32Array(2), new Uint8Array(9), new DataView(new ArrayBuffer(8)), new Proxy({}, {}), Object.create(null)];
  const calls = [(a, b) => engine.loadModel(a, b), (a, b) => engine.createTrainer(a, b), (a) => engine.multiHeadAttention(a), (a) => engine.prepare(a),
    (a, b) => model.forward(a, b), (a, b) => model.forward([0], b ?? a), (a) => model.trace(a), (a) => trainer.step(a),
    (a, b) => trainer.step({ tokens: a, targets: b, lengths: a }), (a) => engine.createTrainer({ config: a }), (a) => engine.createTrainer({ model: a }),
    (a) => engine.createTrainer({ model, schedule: a, optimizer: a }), (a) => model.forward([0], { headsOff: a, mean: a }),
    (a) => model.forward([0], { headsOff: [a] }), (a) => engine.multiHeadAttention({ ...layerCase({ tokens: 2, dModel: 2, heads: 1 }), wq: a })];
  for (const call of calls) {
    for (const a of kinds) {
      for (const b of kinds) {
        try {
          await call(a, b);
        } catch (error) {
          assert.ok(error instanceof AttentionEngineError, `${call} with ${typeof a}, ${typeof b}: ${error.stack}`);
          assert.notEqual(error.code, 'broken', error.message);
        }
      }
    }
  }
  assert.equal(model.forward([0]).logits.length, 3);
});

test('an engine without memory says so and computes nothing more; another one works', async () => {
  const small = await moduleOfPages(512);  // 32 MiB
  const engine = await small.createAttentionEngine();
  const layer = layerCase({ tokens: 4, dModel: 8, heads: 2 });
  const prepared = await engine.prepare(weightsOf(layer));
  const model = engine.createTrainer(namesRecipe(1, 10)).model();
  const before = digest(prepared.forward(layer.x));
  // What the page hands over and there is no room for leaves the engine as it was.
  const [code, words] = await saysOf(() => engine.loadModel(new Uint8Array(40 << 20)));
  assert.deepEqual([code, words], ['out_of_memory', 'The engine found no room for 41943040 bytes; give fewer tokens or a smaller model.']);
  assert.equal(digest(prepared.forward(layer.x)), before);
  // What the engine itself asks for ends it.
  const large = { ...namesRecipe(1, 10), config: { vocabulary: 100_000, context: 8, d_model: 64 } };
  const [last, sentence] = await saysOf(() => engine.createTrainer(large));
  assert.equal(last, 'out_of_memory');
  assert.match(sentence, /^The engine found no room for \d+ bytes and cannot go on; make a new engine with createAttentionEngine\(\)/);
  for (const use of [() => prepared.forward(layer.x), () => engine.multiHeadAttention(layer), () => engine.prepare(weightsOf(layer)), () => model.forward([0]),
    () => model.save(), () => engine.createTrainer(namesRecipe(1, 10)), () => engine.usedBytes]) {
    assert.deepEqual(await saysOf(use), ['broken', 'This engine ran out of memory and cannot go on; make a new engine with createAttentionEngine().']);
  }
  prepared.dispose();
  model.dispose();
  const next = await small.createAttentionEngine();
  assert.equal(digest(next.multiHeadAttention(layer).output), before);
});

test('memory that ends in the middle of a run, at whatever place, ends in a sentence', async () => {
  const sizes = Array.from({ length: 24 }, (_, i) => 258 + i * 3);
  for (const pages of sizes) {
    const small = await moduleOfPages(pages);
    const engine = await small.createAttentionEngine();
    const codes = new Set();
    for (let i = 0; i < 400 && codes.size === 0; i++) {
      const [code] = await saysOf(async () => {
        const trainer = engine.createTrainer({ ...namesRecipe(i, 10), config: { vocabulary: 27, context: 16, d_model: 64, heads: 4, d_mlp: 128 } });
        trainer.step(trainingNames()[0]);
        trainer.model().trace([1, 2, 3]);
      });
      if (code !== '') codes.add(code);
    }
    assert.deepEqual([...codes], ['out_of_memory'], `${pages} pages`);
    assert.equal((await saysOf(() => engine.usedBytes))[0], 'broken');
  }
});

test('a WebAssembly that stops, or does not start, ends in a sentence', async () => {
  const stop = () => { throw new WebAssembly.RuntimeError('unreachable'); };
  const layer = layerCase({ tokens: 4, dModel: 8, heads: 2 });
  const engine = await engineWith((exports) => ({ ...exports, attention_forward: stop }));
  const prepared = await engine.prepare(weightsOf(layer));
  await refused(() => prepared.forward(layer.x), 'broken', 'stopped in the middle of a calculation and cannot go on; make a new engine');
  await refused(() => prepared.forward(layer.x), 'broken', 'This engine stopped in the middle of a calculation');
  await refused(() => engine.multiHeadAttention(layer), 'broken', 'make a new engine');
  const instantiate = async () => { throw new WebAssembly.CompileError('invalid opcode'); };
  await withWebAssembly({ instantiate }, () => refused(createAttentionEngine, 'unsupported', 'invalid opcode'));
});
