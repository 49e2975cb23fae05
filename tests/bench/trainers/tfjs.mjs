// SPDX-License-Identifier: MIT
// microGPT with TensorFlow.js on its WebAssembly backend, SIMD, one thread: variables, its own gradients and Adam.
// Tables are looked up by a product with one-hot rows, because the backend has no gradient of gather.
import { adam, sizes } from '../lib/microgpt.mjs';
import { load } from '../peers/tfjs.mjs';

export async function trainer(start) {
  const tf = await load();
  const { vocabulary, context, width, heads, hidden, epsilon } = sizes;
  const per = width / heads;
  const variable = (name, shape) => tf.variable(tf.tensor(start[name], shape));
  const wte = variable('wte', [vocabulary, width]);
  const wpe = variable('wpe', [context, width]);
  const [wq, wk, wv, wo] = ['wq', 'wk', 'wv', 'wo'].map((name) => variable(name, [width, width]));
  const w1 = variable('w1', [width, hidden]);
  const w2 = variable('w2', [hidden, width]);
  const head = variable('head', [width, vocabulary]);
  const optimizer = tf.train.adam(adam.rate, adam.beta1, adam.beta2, adam.epsilon);
  const identity = tf.eye(vocabulary);
  // tf.oneHot into floats gives integers' bits on this backend.
  const oneHot = (ids) => tf.gather(identity, tf.tensor1d(ids, 'int32'));
  const norm = (x) => tf.mul(x, tf.rsqrt(tf.add(tf.mean(tf.square(x), -1, true), epsilon)));
  // Masks for every length, made once.
  const masks = Array.from({ length: context + 1 }, (_, n) => n && tf.tensor2d(
    Float32Array.from({ length: n * n }, (__, i) => (i % n > Math.floor(i / n) ? -1e9 : 0)), [n, n]));

  function lossOf(tokens, targets) {
    const n = tokens.length;
    const split = (t) => tf.transpose(tf.reshape(t, [n, heads, per]), [1, 0, 2]);
    const given = oneHot(tokens);
    const asked = oneHot(targets);
    let x = norm(tf.add(tf.matMul(given, wte), tf.slice(wpe, [0, 0], [n, width])));
    const a = norm(x);
    const scores = tf.mul(tf.matMul(split(tf.matMul(a, wq)), split(tf.matMul(a, wk)), false, true), 1 / Math.sqrt(per));
    const mixed = tf.matMul(tf.softmax(tf.add(scores, masks[n])), split(tf.matMul(a, wv)));
    x = tf.add(x, tf.matMul(tf.reshape(tf.transpose(mixed, [1, 0, 2]), [n, width]), wo));
    x = tf.add(x, tf.matMul(tf.relu(tf.matMul(norm(x), w1)), w2));
    return tf.mul(tf.sum(tf.mul(asked, tf.logSoftmax(tf.matMul(x, head)))), -1 / n);
  }

  return ({ tokens, targets }) => {
    const loss = optimizer.minimize(() => lossOf(tokens, targets), true);
    const value = loss.dataSync()[0];
    loss.dispose();
    return value;
  };
}
