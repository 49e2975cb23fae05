// SPDX-License-Identifier: MIT
// The attention layer as ONNX models, in every form ONNX Runtime has a kernel for. Field numbers are those of onnx.proto.
import { bytes, float, integer, joined } from './protobuf.mjs';

const rawBytes = (numbers) => new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);

function tensor(name, dims, numbers) {
  const type = numbers instanceof Float32Array ? 1 : 7;  // FLOAT, INT64
  return bytes(5, [...dims.map((size) => integer(1, size)), integer(2, type), bytes(8, name), bytes(9, rawBytes(numbers))]);
}

function attribute(name, value) {
  if (Array.isArray(value)) return bytes(5, [bytes(1, name), ...value.map((v) => integer(8, v)), integer(20, 7)]);
  if (typeof value === 'bigint') return bytes(5, [bytes(1, name), integer(3, value), integer(20, 2)]);
  return bytes(5, [bytes(1, name), float(2, value), integer(20, 1)]);
}

const node = (type, inputs, outputs, attributes = {}, domain = '') => bytes(1, [
  ...inputs.map((name) => bytes(1, name)), ...outputs.map((name) => bytes(2, name)), bytes(4, type),
  ...Object.entries(attributes).map(([name, value]) => attribute(name, value)), bytes(7, domain),
]);

const value = (field, name, dims) => bytes(field, [bytes(1, name),
  bytes(2, [bytes(1, [integer(1, 1), bytes(2, dims.map((size) => bytes(1, [integer(1, size)])))])])]);

function model(parts, { tokens, dModel }) {
  const graph = [...parts, bytes(2, 'layer'), value(11, 'x', [1, tokens, dModel]), value(12, 'y', [1, tokens, dModel])];
  const opset = (domain, version) => bytes(8, [bytes(1, domain), integer(2, version)]);
  return joined([integer(1, 10), opset('', 23), opset('com.microsoft', 1), bytes(7, graph)]);
}

const shape = (name, dims) => tensor(name, [dims.length], BigInt64Array.from(dims.map(BigInt)));

const projections = ({ dModel, wq, wk, wv }) => [
  ...Object.entries({ q: wq, k: wk, v: wv }).flatMap(([name, w]) =>
    [tensor(`w${name}`, [dModel, dModel], w), node('MatMul', ['x', `w${name}`], [name])]),
];

const projected = ({ dModel, wo }, from) => [tensor('wo', [dModel, dModel], wo), node('MatMul', [from, 'wo'], ['y'])];

/** The three weights side by side: [in, 3 out]. */
export function sideBySide({ dModel, wq, wk, wv }) {
  const out = new Float32Array(3 * dModel * dModel);
  for (let i = 0; i < dModel; i++) {
    [wq, wk, wv].forEach((w, which) => out.set(w.subarray(i * dModel, (i + 1) * dModel), (3 * i + which) * dModel));
  }
  return out;
}

/** softmax(q k^T) v from q [1, H, T, K], kt [1, H, K, T] and v [1, H, T, K], and the concatenation. */
const softmaxed = ({ tokens, dModel }) => [
  shape('flat', [1, tokens, dModel]),
  node('MatMul', ['qh', 'kt'], ['scores']), node('Softmax', ['scores'], ['weights'], { axis: -1n }), node('MatMul', ['weights', 'vh'], ['heads']),
  node('Transpose', ['heads'], ['turned'], { perm: [0, 2, 1, 3] }), node('Reshape', ['turned', 'flat'], ['concat']),
];

export const forms = {
  'MatMul and Softmax': ({ scaled: p }) => {
    const split = (name, out, perm) => [node('Reshape', [name, 'split'], [`${name}s`]), node('Transpose', [`${name}s`], [out], { perm })];
    return model([...projections(p), shape('split', [1, p.tokens, p.heads, p.width]),
      ...split('q', 'qh', [0, 2, 1, 3]), ...split('k', 'kt', [0, 2, 3, 1]), ...split('v', 'vh', [0, 2, 1, 3]),
      ...softmaxed(p), ...projected(p, 'concat')], p);
  },
  'MatMul and Softmax, QKV in one': ({ scaled: p }) => model([
    tensor('wqkv', [p.dModel, 3 * p.dModel], sideBySide(p)), node('MatMul', ['x', 'wqkv'], ['qkv']),
    shape('split', [p.tokens, 3, p.heads, p.width]), node('Reshape', ['qkv', 'split'], ['parts']),
    node('Transpose', ['parts'], ['by part'], { perm: [1, 2, 0, 3] }),
    node('Split', ['by part'], ['qh', 'kh', 'vh'], { axis: 0n, num_outputs: 3n }),
    node('Transpose', ['kh'], ['kt'], { perm: [0, 1, 3, 2] }), ...softmaxed(p), ...projected(p, 'concat')], p),
  'com.microsoft.MultiHeadAttention': (p) => model([...projections(p),
    node('MultiHeadAttention', ['q', 'k', 'v'], ['concat'], { num_heads: BigInt(p.heads) }, 'com.microsoft'), ...projected(p, 'concat')], p),
  'com.microsoft.Attention': (p) => model([
    tensor('wqkv', [p.dModel, 3 * p.dModel], sideBySide(p)), tensor('bias', [3 * p.dModel], new Float32Array(3 * p.dModel)),
    node('Attention', ['x', 'wqkv', 'bias'], ['concat'], { num_heads: BigInt(p.heads) }, 'com.microsoft'), ...projected(p, 'concat')], p),
  'Attention of opset 23': (p) => model([...projections(p),
    node('Attention', ['q', 'k', 'v'], ['concat'], { q_num_heads: BigInt(p.heads), kv_num_heads: BigInt(p.heads) }), ...projected(p, 'concat')], p),
};
