// SPDX-License-Identifier: MIT
// The attention layer as TensorFlow Lite models. Field numbers are the places of the fields in TensorFlow's schema.fbs.
import { Builder } from '../node_modules/flatbuffers/mjs/flatbuffers.js';

import { sideBySide } from './onnx-models.mjs';

const operators = { FULLY_CONNECTED: 9, RESHAPE: 22, SOFTMAX: 25, TRANSPOSE: 39, SPLIT: 49, BATCH_MATMUL: 126 };
/** Which member of the union of options an operator takes, and its fields. */
const optionsOf = {
  FULLY_CONNECTED: [8, () => {}],
  SOFTMAX: [9, (b) => b.addFieldFloat32(0, 1, 0)],
  RESHAPE: [17, () => {}],
  TRANSPOSE: [26, () => {}],
  SPLIT: [35, (b) => b.addFieldInt32(0, 3, 0)],
  BATCH_MATMUL: [101, (b, { turned }) => b.addFieldInt8(1, turned ? 1 : 0, 0)],
};

/** Collects tensors and operators and writes them as one file. */
class Graph {
  tensors = [];
  buffers = [new Uint8Array(0)];  // the first is the empty one of all that is computed
  steps = [];

  /** A tensor; `numbers` make it a constant. Gives its index. */
  tensor(shape, numbers) {
    const at = numbers ? this.buffers.push(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength)) - 1 : 0;
    return this.tensors.push({ shape, buffer: at, type: numbers instanceof Int32Array ? 2 : 0 }) - 1;
  }

  /** An operator with outputs of these shapes. Gives their indices. */
  step(type, inputs, shapes, more = {}) {
    const outputs = shapes.map((shape) => this.tensor(shape));
    this.steps.push({ type, inputs, outputs, more });
    return outputs;
  }

  write(input, output) {
    const b = new Builder(1 << 16);
    const ints = (list) => {
      b.startVector(4, list.length, 4);
      [...list].reverse().forEach((v) => b.addInt32(v));
      return b.endVector();
    };
    const offsets = (list) => {
      b.startVector(4, list.length, 4);
      [...list].reverse().forEach((v) => b.addOffset(v));
      return b.endVector();
    };
    /** A table from [add, field, value] triples. */
    const table = (size, fields) => {
      b.startObject(size);
      for (const [kind, field, value] of fields) b[`addField${kind}`](field, value, kind === 'Int8' ? -1 : -2);
      return b.endObject();
    };
    const buffers = this.buffers.map((data) => {
      if (!data.length) return table(1, []);
      b.startVector(1, data.length, 16);
      b.bb.setPosition(b.space -= data.length);
      b.bb.bytes().set(data, b.space);
      return table(1, [['Offset', 0, b.endVector()]]);
    });
    const tensors = this.tensors.map(({ shape, buffer, type }, i) => {
      const [dims, name] = [ints(shape), b.createString(`t${i}`)];
      return table(8, [['Offset', 0, dims], ['Int8', 1, type], ['Int32', 2, buffer], ['Offset', 3, name]]);
    });
    const used = [...new Set(this.steps.map(({ type }) => type))];
    const codes = used.map((type) => table(4, [['Int8', 0, operators[type]], ['Int32', 2, 1], ['Int32', 3, operators[type]]]));
    const steps = this.steps.map(({ type, inputs, outputs, more }) => {
      const [kind, fill] = optionsOf[type];
      b.startObject(3);
      fill(b, more);
      const [options, from, to] = [b.endObject(), ints(inputs), ints(outputs)];
      return table(9, [['Int32', 0, used.indexOf(type)], ['Offset', 1, from], ['Offset', 2, to], ['Int8', 3, kind], ['Offset', 4, options]]);
    });
    const [all, ins, outs, operations, name] = [offsets(tensors), ints([input]), ints([output]), offsets(steps), b.createString('main')];
    const main = table(5, [['Offset', 0, all], ['Offset', 1, ins], ['Offset', 2, outs], ['Offset', 3, operations], ['Offset', 4, name]]);
    const [codeList, graphs, bufferList] = [offsets(codes), offsets([main]), offsets(buffers)];
    b.finish(table(5, [['Int32', 0, 3], ['Offset', 1, codeList], ['Offset', 2, graphs], ['Offset', 4, bufferList]]), 'TFL3');
    return b.asUint8Array();
  }
}

/** W [in, out] as [out, in], which FULLY_CONNECTED wants. */
function turned(w, ins) {
  const outs = w.length / ins;
  const out = new Float32Array(w.length);
  for (let i = 0; i < ins; i++) for (let o = 0; o < outs; o++) out[o * ins + i] = w[i * outs + o];
  return out;
}

/** From q, k and v [H, T, K] to the layer's output. The scores' factor is in W_Q already. */
function finished(graph, { tokens, dModel, heads, width, wo }, [q, k, v], x) {
  const [scores] = graph.step('BATCH_MATMUL', [q, k], [[heads, tokens, tokens]], { turned: true });
  const [weights] = graph.step('SOFTMAX', [scores], [[heads, tokens, tokens]]);
  const [mixed] = graph.step('BATCH_MATMUL', [weights, v], [[heads, tokens, width]]);
  const [back] = graph.step('TRANSPOSE', [mixed, graph.tensor([3], Int32Array.of(1, 0, 2))], [[tokens, heads, width]]);
  const [concat] = graph.step('RESHAPE', [back, graph.tensor([2], Int32Array.of(tokens, dModel))], [[tokens, dModel]]);
  const [y] = graph.step('FULLY_CONNECTED', [concat, graph.tensor([dModel, dModel], turned(wo, dModel)), -1], [[tokens, dModel]]);
  return graph.write(x, y);
}

export const forms = {
  'three projections': (p) => {
    const { tokens, dModel, heads, width } = p;
    const graph = new Graph();
    const x = graph.tensor([tokens, dModel]);
    const perm = graph.tensor([3], Int32Array.of(1, 0, 2));
    const shape = graph.tensor([3], Int32Array.of(tokens, heads, width));
    const parts = [p.wq, p.wk, p.wv].map((w) => {
      const [flat] = graph.step('FULLY_CONNECTED', [x, graph.tensor([dModel, dModel], turned(w, dModel)), -1], [[tokens, dModel]]);
      const [split] = graph.step('RESHAPE', [flat, shape], [[tokens, heads, width]]);
      return graph.step('TRANSPOSE', [split, perm], [[heads, tokens, width]])[0];
    });
    return finished(graph, p, parts, x);
  },
  'QKV in one': (p) => {
    const { tokens, dModel, heads, width } = p;
    const graph = new Graph();
    const x = graph.tensor([tokens, dModel]);
    const [flat] = graph.step('FULLY_CONNECTED', [x, graph.tensor([3 * dModel, dModel], turned(sideBySide(p), dModel)), -1], [[tokens, 3 * dModel]]);
    const [split] = graph.step('RESHAPE', [flat, graph.tensor([3], Int32Array.of(tokens, 3 * heads, width))], [[tokens, 3 * heads, width]]);
    const [heap] = graph.step('TRANSPOSE', [split, graph.tensor([3], Int32Array.of(1, 0, 2))], [[3 * heads, tokens, width]]);
    const parts = graph.step('SPLIT', [graph.tensor([1], Int32Array.of(0)), heap], [0, 0, 0].map(() => [heads, tokens, width]));
    return finished(graph, p, parts, x);
  },
};
