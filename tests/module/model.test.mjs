// SPDX-License-Identifier: MIT
// Models in the engine module: the shipped files, computed to the bit as the native tool computes them.
import assert from 'node:assert/strict';
import test from 'node:test';
import { AttentionEngineError, createAttentionEngine, refused, shipped, tool } from './support.mjs';

const engine = await createAttentionEngine();

const examples = {
  'names-5000': [26, 4, 12, 12, 0],
  'names-1000': [26],
  sort: [2, 1, 0, 1, 1, 2, 0, 0, 1, 2, 1],
  steps: [1, 5, 9, 2],
  'heads-5': [3, 1, 4, 1, 5, 9, 2, 6],
};

const numbers = (data) => Float32Array.from(data, (value) => (value === '-inf' ? -Infinity : value));
const same = (found, expected, name) => assert.deepEqual(new Uint32Array(found.buffer), new Uint32Array(expected.buffer), name);

for (const [name, tokens] of Object.entries(examples)) {
  test(`${name}: names, order, shapes and bits of \`attention trace --as-engine\``, async () => {
    const printed = tool('trace', '--as-engine', '--model', `web/models/${name}.safetensors`, '--tokens', tokens.join(','));
    const model = await engine.loadModel(shipped(name));
    const traced = model.trace(Int32Array.from(tokens));
    assert.deepEqual(traced.tokens, tokens);
    assert.deepEqual(Object.keys(traced), ['config', 'tokens', 'tensors']);
    assert.deepEqual(Object.entries(traced.config), Object.entries(printed.config));
    assert.deepEqual(model.config, printed.config);
    assert.deepEqual(Object.keys(traced.tensors), Object.keys(printed.tensors));
    for (const [tensor, { shape, data }] of Object.entries(printed.tensors)) {
      assert.deepEqual(traced.tensors[tensor].shape, shape, tensor);
      same(traced.tensors[tensor].data, numbers(data), tensor);
    }
    const { logits, probabilities } = model.forward(tokens);
    same(logits, traced.tensors.logits.data, 'logits of forward');
    same(probabilities, traced.tensors.probabilities.data, 'probabilities of forward');
    model.dispose();
  });

  test(`${name}: within rounding of the tool's 64-bit trace`, async () => {
    const printed = tool('trace', '--model', `web/models/${name}.safetensors`, '--tokens', tokens.join(','));
    const model = await engine.loadModel(shipped(name));
    const found = model.forward(tokens).probabilities;
    printed.tensors.probabilities.data.forEach((value, i) => assert.ok(Math.abs(value - found[i]) < 1e-4, `probabilities[${i}]`));
    model.dispose();
  });
}

test('a model comes back from its own file, bit by bit and with what the file said', async () => {
  const model = await engine.loadModel(shipped('sort'));
  const file = model.save();
  const again = await engine.loadModel(file.buffer);
  assert.equal(again.fingerprint, model.fingerprint);
  assert.match(model.fingerprint, /^[0-9a-f]{16}$/);
  assert.deepEqual(again.config, model.config);
  assert.deepEqual(again.metadata, model.metadata);
  assert.deepEqual(again.save(), file);
  const info = tool('info', 'web/models/sort.safetensors');
  assert.equal(model.parameterCount, info.parameters);
  assert.deepEqual(model.metadata, info.metadata);
});

test('parameters by name, shape and number', async () => {
  const model = await engine.loadModel(shipped('names-5000'));
  const parameters = model.parameters();
  assert.deepEqual(parameters.map(({ name, shape }) => [name, shape]), [
    ['transformer.wte.weight', [27, 16]], ['transformer.wpe.weight', [16, 16]], ['transformer.h.0.attn.wq', [16, 16]],
    ['transformer.h.0.attn.wk', [16, 16]], ['transformer.h.0.attn.wv', [16, 16]], ['transformer.h.0.attn.c_proj.weight', [16, 16]],
    ['transformer.h.0.mlp.c_fc.weight', [16, 64]], ['transformer.h.0.mlp.c_proj.weight', [64, 16]], ['lm_head.weight', [16, 27]],
  ]);
  for (const { shape, data } of parameters) assert.equal(data.length, shape.reduce((a, b) => a * b));
  assert.equal(parameters.reduce((sum, { data }) => sum + data.length, 0), model.parameterCount);
  const row = model.trace([4]).tensors.tok_emb.data;
  same(row, parameters[0].data.slice(4 * 16, 5 * 16), 'the fifth row of the table');
});

test('a head that is off gives zeros, or its mean, and the rest follows', async () => {
  const model = await engine.loadModel(shipped('sort'));
  const tokens = examples.sort;
  const whole = model.trace(tokens).tensors;
  const off = model.trace(tokens, { headsOff: [[1, 0], [1, 2]] }).tensors;
  const size = tokens.length * 16;
  const heads = off['block.1.head_out'].data;
  assert.ok(heads.subarray(0, size).every((value) => value === 0) && heads.subarray(2 * size).every((value) => value === 0));
  same(heads.slice(size, 2 * size), whole['block.1.head_out'].data.slice(size, 2 * size), 'the head that is on');
  assert.notDeepEqual(off.logits.data, whole.logits.data);
  const mean = [undefined, Float32Array.from({ length: 48 }, (_, i) => i / 48), null];
  const meant = model.trace(tokens, { headsOff: [[1, 0]], mean }).tensors['block.1.concat'].data;
  for (let row = 0; row < tokens.length; row++) {
    same(meant.slice(row * 48, row * 48 + 16), mean[1].slice(0, 16), 'the mean in place of the head');
    same(meant.slice(row * 48 + 16, row * 48 + 48), whole['block.1.concat'].data.slice(row * 48 + 16, row * 48 + 48), 'the others');
  }
  same(model.forward(tokens, { headsOff: [[1, 0]], mean }).logits, model.trace(tokens, { headsOff: [[1, 0]], mean }).tensors.logits.data, 'forward as trace');
  same(model.forward(tokens).logits, whole.logits.data, 'the next pass is whole again');
});

test('a bidirectional model with the future masked', async () => {
  const model = await engine.loadModel(shipped('heads-4'));
  assert.equal(model.config.causal, false);
  const weights = model.trace([3, 1, 4], { causal: true }).tensors['block.0.weights'].data;
  assert.deepEqual([weights[0], weights[1], weights[2], weights[5]], [1, 0, 0, 0]);
  const [one, two] = [[3, 1, 4], [3, 1, 9]].map((tokens) => model.forward(tokens, { causal: true }).logits);
  const before = 2 * model.config.vocabulary;
  same(one.slice(0, before), two.slice(0, before), 'what came before');
});

test('what a file does not say, the options do', async () => {
  const plain = await engine.loadModel(shipped('names-5000'));
  const file = withoutMetadata(plain.save());
  await refused(engine.loadModel(file), 'bad_value', 'heads');
  const said = await engine.loadModel(file, plain.config);
  assert.deepEqual(said.config, plain.config);
  assert.deepEqual(said.assumed, {});
  assert.equal(said.fingerprint, plain.fingerprint);
  const some = await engine.loadModel(file, { heads: 4, norm: 'rmsnorm', final_norm: false, embedding_norm: true, norm_parameters: false, activation: 'relu' });
  assert.deepEqual(Object.keys(some.assumed), ['causal', 'norm_epsilon']);
});

/** The same file with a header that says nothing but the tensors. */
function withoutMetadata(file) {
  const length = Number(new DataView(file.buffer).getBigUint64(0, true));
  const { __metadata__: _, ...header } = JSON.parse(new TextDecoder().decode(file.subarray(8, 8 + length)));
  const text = new TextEncoder().encode(JSON.stringify(header));
  const out = new Uint8Array(8 + text.length + file.length - 8 - length);
  new DataView(out.buffer).setBigUint64(0, BigInt(text.length), true);
  out.set(text, 8);
  out.set(file.subarray(8 + length), 8 + text.length);
  return out;
}

test('wrong tokens and options are refused by name', async () => {
  const model = await engine.loadModel(shipped('sort'));
  for (const pass of ['forward', 'trace']) {
    await refused(() => model[pass](), 'bad_value', 'tokens');
    await refused(() => model[pass]('012'), 'bad_value', 'tokens is "012"');
    await refused(() => model[pass]([]), 'empty', 'tokens is empty');
    await refused(() => model[pass]([0, 1.5]), 'bad_value', 'tokens[1] is 1.5; expected a whole number.');
    await refused(() => model[pass]([0, NaN]), 'bad_value', 'tokens[1] is NaN');
    await refused(() => model[pass]([0, '1']), 'bad_value', 'tokens[1] is "1"');
    await refused(() => model[pass](new BigInt64Array(2)), 'bad_value', 'tokens[0] is 0');
    await refused(() => model[pass]([0, 3]), 'bad_value', 'token is 3; expected 0 to 2.');
    await refused(() => model[pass]([-1]), 'bad_value', 'token is -1; expected 0 to 2.');
    await refused(() => model[pass](new Array(12).fill(0)), 'bad_value', 'tokens is 12 long; expected at most context = 11.');
    await refused(() => model[pass]([0], { headOff: [] }), 'bad_value', 'headOff');
    await refused(() => model[pass]([0], { headsOff: [[3, 0]] }), 'bad_value', 'headsOff: block is 3; expected a whole number from 0 to 2.');
    await refused(() => model[pass]([0], { headsOff: [[0, 3]] }), 'bad_value', 'headsOff: head is 3');
    await refused(() => model[pass]([0], { headsOff: [2] }), 'bad_value', 'pairs [block, head]');
    await refused(() => model[pass]([0], { causal: 1 }), 'bad_value', 'causal is 1');
    await refused(() => model[pass]([0], { mean: [] }), 'bad_value', 'mean is a list of 0');
    await refused(() => model[pass]([0], { mean: [new Float32Array(3), null, null] }), 'bad_shape', 'mean[0] has 3 numbers');
    await refused(() => model[pass]([0], { mean: [new Float32Array(48).fill(NaN), null, null] }), 'not_finite', 'mean[0][0] is NaN');
  }
  model.dispose();
  model.dispose();
  for (const use of [() => model.forward([0]), () => model.trace([0]), () => model.parameters(), () => model.save(), () => model.fingerprint]) {
    await refused(use, 'disposed', 'load it again');
  }
  assert.equal(model.config.heads, 3, 'what it was can still be read');
});

test('what is no file is refused', async () => {
  for (const file of [undefined, null, 'text', 5, {}, [1, 2, 3]]) await refused(engine.loadModel(file), 'bad_value', 'bytes is');
  await refused(engine.loadModel(new ArrayBuffer(0)), 'empty', 'bytes is empty');
  const gone = new ArrayBuffer(64);
  structuredClone(gone, { transfer: [gone] });
  await refused(engine.loadModel(gone), 'empty', 'bytes is empty');
  await refused(engine.loadModel(new Uint8Array(7)), 'bad_format', 'byte');
  await refused(engine.loadModel(shipped('sort'), { heads: 0 }), 'bad_value', 'options.heads is 0');
  await refused(engine.loadModel(shipped('sort'), { heads: 4 }), 'bad_value', 'head');
  await refused(engine.loadModel(shipped('sort'), { norm: 'batch' }), 'bad_value', 'options.norm is "batch"; expected one of');
  await refused(engine.loadModel(shipped('sort'), { n_head: 3 }), 'bad_value', 'n_head');
  await refused(engine.loadModel(shipped('sort'), null), 'bad_value', 'options is null');
  assert.ok(AttentionEngineError.prototype instanceof Error);
});
