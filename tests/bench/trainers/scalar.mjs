// SPDX-License-Identifier: MIT
// microGPT as its author wrote it: every number a node that remembers where it came from. In double precision and with
// nothing clever in it, so it is also what the other trainers are checked against.
import { adam, sizes } from '../lib/microgpt.mjs';

class Value {
  constructor(data, inputs = [], slopes = []) {
    this.data = data;
    this.gradient = 0;
    this.inputs = inputs;
    this.slopes = slopes;
    this.seen = false;
  }
  plus(other) { return new Value(this.data + other.data, [this, other], [1, 1]); }
  times(other) { return new Value(this.data * other.data, [this, other], [other.data, this.data]); }
  scaled(factor) { return new Value(this.data * factor, [this], [factor]); }
  shifted(by) { return new Value(this.data + by, [this], [1]); }
  power(p) { return new Value(this.data ** p, [this], [p * this.data ** (p - 1)]); }
  exp() { const e = Math.exp(this.data); return new Value(e, [this], [e]); }
  log() { return new Value(Math.log(this.data), [this], [1 / this.data]); }
  relu() { return new Value(Math.max(0, this.data), [this], [this.data > 0 ? 1 : 0]); }

  backward() {
    const order = [];
    const visit = (node) => {
      if (node.seen) return;
      node.seen = true;
      for (const input of node.inputs) visit(input);
      order.push(node);
    };
    visit(this);
    this.gradient = 1;
    for (const node of order.reverse()) {
      node.seen = false;
      node.inputs.forEach((input, i) => { input.gradient += node.slopes[i] * node.gradient; });
    }
  }
}

const sum = (values) => values.reduce((a, b) => a.plus(b));

function softmax(values) {
  const most = Math.max(...values.map((v) => v.data));
  const powers = values.map((v) => v.shifted(-most).exp());
  const factor = sum(powers).power(-1);
  return powers.map((e) => e.times(factor));
}

function norm(x) {
  const factor = sum(x.map((v) => v.times(v))).scaled(1 / x.length).shifted(sizes.epsilon).power(-0.5);
  return x.map((v) => v.times(factor));
}

/** A vector times W [in, out], given as rows of W's columns. */
const linear = (x, w) => w.map((column) => sum(column.map((value, i) => value.times(x[i]))));
const added = (a, b) => a.map((value, i) => value.plus(b[i]));

function columns(w, ins) {
  const outs = w.length / ins;
  return Array.from({ length: outs }, (_, o) => Array.from({ length: ins }, (__, i) => new Value(w[i * outs + o])));
}
const rowsOf = (table, width) => Array.from({ length: table.length / width }, (_, r) =>
  Array.from(table.subarray(r * width, (r + 1) * width), (v) => new Value(v)));

export function trainer(start) {
  const { width, heads, hidden } = sizes;
  const [wte, wpe] = [start.wte, start.wpe].map((table) => rowsOf(table, width));
  const [wq, wk, wv, wo, w1, head] = ['wq', 'wk', 'wv', 'wo', 'w1', 'head'].map((name) => columns(start[name], width));
  const w2 = columns(start.w2, hidden);
  const all = [wte, wpe, wq, wk, wv, wo, w1, w2, head].flat(2);
  const [first, second] = [0, 0].map(() => new Float64Array(all.length));
  const per = width / heads;
  let steps = 0;

  function attend(q, keys, values) {
    const out = [];
    for (let at = 0; at < width; at += per) {
      const query = q.slice(at, at + per);
      const weights = softmax(keys.map((key) => sum(query.map((v, c) => v.times(key[at + c]))).scaled(1 / Math.sqrt(per))));
      for (let c = at; c < at + per; c++) out.push(sum(weights.map((weight, j) => weight.times(values[j][c]))));
    }
    return out;
  }

  function lossOf({ tokens, targets }) {
    const [keys, values] = [[], []];
    return sum(tokens.map((token, t) => {
      let x = norm(added(wte[token], wpe[t]));
      const a = norm(x);
      keys.push(linear(a, wk));
      values.push(linear(a, wv));
      x = added(x, linear(attend(linear(a, wq), keys, values), wo));
      x = added(x, linear(linear(norm(x), w1).map((v) => v.relu()), w2));
      return softmax(linear(x, head))[targets[t]].log().scaled(-1 / tokens.length);
    }));
  }

  return (example) => {
    const loss = lossOf(example);
    loss.backward();
    steps++;
    const [c1, c2] = [1 - adam.beta1 ** steps, 1 - adam.beta2 ** steps];
    all.forEach((p, i) => {
      first[i] = adam.beta1 * first[i] + (1 - adam.beta1) * p.gradient;
      second[i] = adam.beta2 * second[i] + (1 - adam.beta2) * p.gradient ** 2;
      p.data -= (adam.rate * (first[i] / c1)) / (Math.sqrt(second[i] / c2) + adam.epsilon);
      p.gradient = 0;
    });
    return loss.data;
  };
}
