// SPDX-License-Identifier: MIT
// Training in the engine module: a run of a recipe ends at the fingerprint of the native tool.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { nameBatches, namesRecipe, trainingNames } from './names.mjs';
import { createAttentionEngine, project, refused, shipped, tool } from './support.mjs';

const engine = await createAttentionEngine();

for (const [seed, steps, batch] of [[1, 200, 16], [7, 60, 16], [3, 500, 1]]) {
  test(`${steps} steps of the names recipe with seed ${seed} and ${batch} names a step, as \`attention train names\``, () => {
    const printed = tool('train', 'names', '--seed', String(seed), '--steps', String(steps), '--batch', String(batch));
    const trainer = engine.createTrainer(namesRecipe(seed, steps));
    const batches = nameBatches(seed, batch);
    const curve = [];
    const every = Math.max(1, Math.floor(steps / 80));
    let sum = 0;
    let count = 0;
    for (let step = 1; step <= steps; step++) {
      sum += trainer.step(batches.next().value);
      count += 1;
      if (step % every !== 0 && step !== steps) continue;
      curve.push({ step, loss: sum / count });
      sum = count = 0;
    }
    assert.deepEqual(curve, printed.curve);
    assert.equal(trainer.fingerprint, printed.fingerprint);
    assert.equal(trainer.steps, steps);
    const model = trainer.model();
    assert.equal(model.fingerprint, printed.fingerprint);
    assert.deepEqual(model.config, printed.config);
    model.dispose();
    trainer.dispose();
  });
}

test('lists, typed arrays and a left-out length are the same batch', () => {
  const batches = trainingNames().slice(0, 30);
  const forms = [
    (batch) => batch,
    ({ tokens, targets, lengths }) => ({ tokens: Int32Array.from(tokens), targets: Int16Array.from(targets), lengths: Uint32Array.from(lengths) }),
    ({ tokens, targets }) => ({ tokens: Uint8Array.from(tokens), targets }),
  ];
  const prints = forms.map((form) => {
    const trainer = engine.createTrainer(namesRecipe(1, 30));
    for (const batch of batches) trainer.step(form(batch));
    assert.ok(trainer.gradientLength > 0);
    const { fingerprint } = trainer;
    trainer.dispose();
    return fingerprint;
  });
  assert.deepEqual(prints, [prints[0], prints[0], prints[0]]);
});

test('training goes on from a model, which stays as it is', async () => {
  const model = await engine.loadModel(shipped('names-1000'));
  const before = model.fingerprint;
  const trainer = engine.createTrainer({ model, schedule: { rate: 1e-3, warmup: 0, steps: 100 }, optimizer: { weightDecay: 0 } });
  assert.equal(trainer.fingerprint, before);
  const batch = trainingNames()[5];
  const first = trainer.step(batch);
  let last = first;
  for (let i = 0; i < 30; i++) last = trainer.step(batch);
  assert.ok(last < first / 2, `${first} to ${last}`);
  assert.equal(model.fingerprint, before);
  const copy = trainer.model();
  trainer.step(batch);
  assert.notEqual(trainer.fingerprint, copy.fingerprint, 'a model taken out stays as it was');
  const other = await createAttentionEngine();
  await refused(() => other.createTrainer({ model }), 'bad_value', 'another engine');
  model.dispose();
  await refused(() => engine.createTrainer({ model }), 'disposed', 'load it again');
});

test('a batch that does not fit is refused, and the run goes on unchanged', async () => {
  const trainer = engine.createTrainer(namesRecipe(1, 10));
  const good = { tokens: [26, 0, 1], targets: [0, 1, 26], lengths: [3] };
  const start = trainer.fingerprint;
  const bad = [
    [undefined, 'bad_value', 'batch is undefined'], [{}, 'bad_value', 'tokens is undefined'],
    [{ ...good, tokens: '26' }, 'bad_value', 'tokens is "26"'], [{ ...good, targets: null }, 'bad_value', 'targets is null'],
    [{ ...good, lengths: 3 }, 'bad_value', 'lengths is 3'], [{ ...good, targets: [0, 1] }, 'bad_shape', 'targets has 2 numbers; expected 3'],
    [{ ...good, tokens: [26, 0, 27] }, 'bad_value', 'token is 27; expected 0 to 26.'], [{ ...good, tokens: [26, 0, -1] }, 'bad_value', 'tokens[2] is -1'],
    [{ ...good, tokens: [26, 0, NaN] }, 'bad_value', 'tokens[2] is NaN'], [{ ...good, tokens: [26, 0, 1n] }, 'bad_value', 'tokens[2] is 1'],
    [{ ...good, targets: [0, 1, 27] }, 'bad_value', 'target is 27'], [{ ...good, targets: [0, 1, -2] }, 'bad_value', 'targets[2] is -2'],
    [{ ...good, targets: [-1, -1, -1] }, 'empty', 'targets'], [{ ...good, lengths: [2] }, 'bad_shape', 'lengths'],
    [{ ...good, lengths: [-3, 6] }, 'bad_value', 'lengths[0] is -3'], [{ ...good, lengths: [2 ** 31] }, 'bad_value', 'lengths[0]'],
    [{ ...good, lengths: [] }, 'bad_shape', 'lengths'], [{ tokens: [], targets: [] }, 'empty', 'tokens is empty'],
    [{ tokens: new Array(17).fill(0), targets: new Array(17).fill(0) }, 'bad_value', 'lengths is 17; expected 1 to context = 16.'],
  ];
  for (const [batch, code, words] of bad) await refused(() => trainer.step(batch), code, words);
  assert.equal(trainer.fingerprint, start);
  assert.equal(trainer.steps, 0);
  assert.ok(Math.abs(trainer.step(good) - Math.log(27)) < 1);
  trainer.dispose();
  trainer.dispose();
  for (const use of [() => trainer.step(good), () => trainer.model(), () => trainer.steps, () => trainer.fingerprint, () => trainer.gradientLength]) {
    await refused(use, 'disposed', 'make another');
  }
});

test('what a configuration leaves out is as it is documented', () => {
  const [, row] = /^\| `config` \| (.*) \|$/m.exec(readFileSync(path.join(project, 'docs/engine.md'), 'utf8'));
  const documented = [...row.matchAll(/`(\w+)` (?:`'(\w+)'`|([\w.-]+))/g)].map(([, name, word, value]) => [name, word ?? JSON.parse(value)]);
  const needed = { vocabulary: 5, context: 4, d_model: 6 };
  const { head_width: width, ...config } = engine.createTrainer({ config: needed }).model().config;
  assert.deepEqual(config, { ...needed, ...Object.fromEntries(documented) });
  assert.equal(width, 6);
});

test('settings out of range and mistyped names are refused', async () => {
  const recipe = namesRecipe(1, 10);
  const changed = (change) => () => engine.createTrainer({ ...recipe, ...change });
  const bad = [
    [{ config: undefined }, 'one of the two'], [{ model: {} }, 'one of the two'], [{ seed: -1 }, 'seed is -1'], [{ seed: 0.5 }, 'seed is 0.5'],
    [{ seed: '1' }, 'seed is "1"'], [{ speed: 1 }, 'speed'], [{ init: { deviation: 1 } }, 'deviation'], [{ init: { tokenDeviation: NaN } }, 'init.tokenDeviation is NaN'],
    [{ init: { scaleResidual: 1 } }, 'init.scaleResidual is 1'], [{ init: 5 }, 'init is 5'], [{ optimizer: { beta1: 1 } }, 'optimizer.beta1 is 1'],
    [{ optimizer: { epsilon: 0 } }, 'optimizer.epsilon is 0'], [{ optimizer: null }, 'optimizer is null'], [{ schedule: { kind: 'step' } }, 'schedule.kind is "step"'],
    [{ schedule: { rate: Infinity } }, 'schedule.rate is Infinity'], [{ schedule: { steps: 1.5 } }, 'schedule.steps is 1.5'],
    [{ config: { ...recipe.config, heads: 17 } }, 'heads is 17'], [{ config: { ...recipe.config, heads: 0 } }, 'config.heads is 0'],
    [{ config: { ...recipe.config, d_model: undefined } }, 'd_model is missing'], [{ config: { ...recipe.config, causal: 'yes' } }, 'config.causal is "yes"'],
    [{ config: { ...recipe.config, layer: 2 } }, 'layer'], [{ config: { ...recipe.config, head_width: 5 } }, 'config.head_width is 5'],
    [{ config: { ...recipe.config, vocabulary: 2 ** 24, d_model: 2 ** 24 } }, 'the number of parameters is'],
    [{ config: { ...recipe.config, norm_epsilon: 0 } }, 'config.norm_epsilon is 0'], [{ config: 'names' }, 'config is "names"'],
  ];
  for (const [change, words] of bad) await refused(changed(change), 'bad_value', words);
  await refused(() => engine.createTrainer(), 'bad_value', 'options is undefined');
  await refused(() => engine.createTrainer({ model: {} }), 'bad_value', 'model is an object; expected a model of');
});

test('a learning rate that is much too high ends in a sentence', async () => {
  const recipe = namesRecipe(1, 400);
  const trainer = engine.createTrainer({ ...recipe, config: { ...recipe.config, norm: 'none', embedding_norm: false }, optimizer: { clipNorm: 0 }, schedule: { rate: 1e3, warmup: 0, steps: 400 } });
  const batch = trainingNames()[0];
  await refused(() => { for (let i = 0; i < 400; i++) trainer.step(batch); }, 'not_finite', 'a lower learning rate may help');
});
