// SPDX-License-Identifier: MIT
// The types beside the module name what the module has, no more and no less.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { layerCase, weightsOf } from './core.mjs';
import { createAttentionEngine, moduleFile, refused, shipped } from './support.mjs';

const types = readFileSync(moduleFile.replace(/mjs$/, 'd.mts'), 'utf8').replace(/\/\*\*[\s\S]*?\*\/|\/\/.*/g, '');

/** The names in the braces after `interface NAME`, not those in braces within. */
function membersOf(name) {
  const [, body] = new RegExp(`interface ${name}\\b[^{]*\\{([\\s\\S]*?)\\n\\}`).exec(types) ?? assert.fail(`no interface ${name}`);
  return [...body.matchAll(/^ {2}(?:readonly )?(\w+)\??[(:]/gm)].map(([, member]) => member).sort();
}

const membersOfClass = (value) => [...Object.keys(value), ...Object.getOwnPropertyNames(Object.getPrototypeOf(value))]
  .filter((name) => name !== 'constructor').sort();

test('exports', async () => {
  const names = Object.keys(await import(moduleFile)).sort();
  const declared = [...types.matchAll(/^export (?:function|class|const) (\w+)/gm)].map(([, name]) => name).sort();
  assert.deepEqual(names, declared);
});

test('members of the classes', async () => {
  const engine = await createAttentionEngine();
  const model = await engine.loadModel(shipped('sort'));
  const trainer = engine.createTrainer({ model });
  const layer = await engine.prepare(weightsOf(layerCase({ tokens: 2, dModel: 2, heads: 1 })));
  for (const [name, value] of Object.entries({ AttentionEngine: engine, TransformerModel: model, Trainer: trainer, PreparedAttention: layer })) {
    assert.deepEqual(membersOfClass(value), membersOf(name), name);
  }
  assert.deepEqual(Object.keys(model.config).sort(), membersOf('ModelConfig'));
  assert.deepEqual(Object.keys(model.trace([0])).sort(), membersOf('ModelTrace'));
});

test('codes of errors', () => {
  const [, union] = /type ErrorCode =([^;]*);/.exec(types);
  const declared = [...union.matchAll(/'(\w+)'/g)].map(([, code]) => code).sort();
  const source = readFileSync(moduleFile, 'utf8').replace(/const binary = '[^']*'/, '');
  const [, documented] = /@param \{string\} code ([^\n]*)/.exec(source);
  assert.deepEqual(documented.split(/, | or /).sort(), declared);
});

test('lists of whole numbers: every type that is named, and no other', async () => {
  const [, union] = /type WholeNumbers =([^;]*);/.exec(types);
  const named = [...union.matchAll(/(\w+Array)\b/g)].map(([, name]) => globalThis[name]);
  assert.equal(named.length, 9);
  assert.match(union, /\breadonly number\[\]/);
  assert.doesNotMatch(types, /ArrayLike/);
  const engine = await createAttentionEngine();
  const model = await engine.loadModel(shipped('sort'));
  const trainer = engine.createTrainer({ model });
  for (const list of [Array, ...named]) {
    assert.deepEqual(model.trace(list.of(0, 2, 1)).tokens, [0, 2, 1], list.name);
    assert.ok(trainer.step({ tokens: list.of(0, 2, 1), targets: list.of(0, 1, 2), lengths: list.of(2, 1) }) > 0, list.name);
  }
  for (const tokens of [{ length: 1, 0: 0 }, new Set([0]), '0', BigInt64Array.of(0n)]) {
    await refused(() => model.forward(tokens), 'bad_value', 'tokens');
    await refused(() => trainer.step({ tokens, targets: [0] }), 'bad_value', 'tokens');
    await refused(() => trainer.step({ tokens: [0], targets: tokens }), 'bad_value', 'targets');
    await refused(() => trainer.step({ tokens: [0], targets: [0], lengths: tokens }), 'bad_value', 'lengths');
  }
});
