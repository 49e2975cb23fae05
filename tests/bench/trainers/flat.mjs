// SPDX-License-Identifier: MIT
// microGPT in hand-written JavaScript: flat typed arrays, a backward pass written by hand, nothing allocated in a step.
import { adam, sizes } from '../lib/microgpt.mjs';

const { vocabulary: V, context: C, width: D, heads: H, hidden: F, epsilon } = sizes;
const K = D / H;
const L = 28;  // letters, filled up to a multiple of four; the last gets no weight and no gradient

/** Where each table begins among the parameters; weights [out, in]. */
const at = { wte: 0, wpe: V * D };
at.qkv = at.wpe + C * D;
at.wo = at.qkv + 3 * D * D;
at.w1 = at.wo + D * D;
at.w2 = at.w1 + F * D;
at.head = at.w2 + F * D;
const count = at.head + L * D;

function put(p, to, w, ins) {
  const outs = w.length / ins;
  for (let i = 0; i < ins; i++) for (let o = 0; o < outs; o++) p[to + o * ins + i] = w[i * outs + o];
}

/** y = x / sqrt(mean square + epsilon), row by row; the factors are kept. */
function norm(x, y, factors, n) {
  for (let t = 0, from = 0; t < n; t++, from += D) {
    let squares = 0;
    for (let i = from; i < from + D; i++) squares += x[i] * x[i];
    const factor = 1 / Math.sqrt(squares / D + epsilon);
    for (let i = from; i < from + D; i++) y[i] = x[i] * factor;
    factors[t] = factor;
  }
}

/** dx = dy through `norm`, plus what `onto` already holds. */
function normBack(dy, y, factors, onto, n) {
  for (let t = 0, from = 0; t < n; t++, from += D) {
    let along = 0;
    for (let i = from; i < from + D; i++) along += dy[i] * y[i];
    along /= D;
    for (let i = from; i < from + D; i++) onto[i] += factors[t] * (dy[i] - y[i] * along);
  }
}

const scale = 1 / Math.sqrt(K);

/** Causal attention of all heads: weights [H, C, C] and their mix of the values. */
function attend(qkv, weights, mixed, length) {
  for (let h = 0; h < H; h++) {
    for (let t = 0; t < length; t++) {
      const q = t * 3 * D + h * K;
      const row = (h * C + t) * C;
      const q0 = qkv[q] * scale, q1 = qkv[q + 1] * scale, q2 = qkv[q + 2] * scale, q3 = qkv[q + 3] * scale;
      let most = -Infinity;
      for (let j = 0, k = D + h * K; j <= t; j++, k += 3 * D) {
        const score = q0 * qkv[k] + q1 * qkv[k + 1] + q2 * qkv[k + 2] + q3 * qkv[k + 3];
        weights[row + j] = score;
        if (score > most) most = score;
      }
      let total = 0;
      for (let j = 0; j <= t; j++) total += weights[row + j] = Math.exp(weights[row + j] - most);
      const factor = 1 / total;
      let m0 = 0, m1 = 0, m2 = 0, m3 = 0;
      for (let j = 0, v = 2 * D + h * K; j <= t; j++, v += 3 * D) {
        const w = weights[row + j] *= factor;
        m0 += w * qkv[v]; m1 += w * qkv[v + 1]; m2 += w * qkv[v + 2]; m3 += w * qkv[v + 3];
      }
      const to = t * D + h * K;
      mixed[to] = m0; mixed[to + 1] = m1; mixed[to + 2] = m2; mixed[to + 3] = m3;
    }
  }
}

function attendBack(qkv, weights, dMixed, dQkv, dWeights, length) {
  dQkv.fill(0);
  for (let h = 0; h < H; h++) {
    for (let t = 0; t < length; t++) {
      const row = (h * C + t) * C;
      const from = t * D + h * K;
      const d0 = dMixed[from], d1 = dMixed[from + 1], d2 = dMixed[from + 2], d3 = dMixed[from + 3];
      let along = 0;
      for (let j = 0, v = 2 * D + h * K; j <= t; j++, v += 3 * D) {
        const w = weights[row + j];
        const d = d0 * qkv[v] + d1 * qkv[v + 1] + d2 * qkv[v + 2] + d3 * qkv[v + 3];
        dQkv[v] += w * d0; dQkv[v + 1] += w * d1; dQkv[v + 2] += w * d2; dQkv[v + 3] += w * d3;
        dWeights[j] = d;
        along += w * d;
      }
      const q = t * 3 * D + h * K;
      let e0 = 0, e1 = 0, e2 = 0, e3 = 0;
      for (let j = 0, k = D + h * K; j <= t; j++, k += 3 * D) {
        const d = weights[row + j] * (dWeights[j] - along) * scale;
        e0 += d * qkv[k]; e1 += d * qkv[k + 1]; e2 += d * qkv[k + 2]; e3 += d * qkv[k + 3];
        dQkv[k] += d * qkv[q]; dQkv[k + 1] += d * qkv[q + 1]; dQkv[k + 2] += d * qkv[q + 2]; dQkv[k + 3] += d * qkv[q + 3];
      }
      dQkv[q] = e0; dQkv[q + 1] = e1; dQkv[q + 2] = e2; dQkv[q + 3] = e3;
    }
  }
}

/** Turns logits into the gradient of the mean loss, in place. */
function crossEntropy(logits, targets, length) {
  let loss = 0;
  for (let t = 0; t < length; t++) {
    const row = t * L;
    let most = -Infinity;
    for (let i = row; i < row + V; i++) if (logits[i] > most) most = logits[i];
    const asked = logits[row + targets[t]] - most;
    let total = 0;
    for (let i = row; i < row + V; i++) total += logits[i] = Math.exp(logits[i] - most);
    loss += Math.log(total) - asked;
    const factor = 1 / (total * length);
    for (let i = row; i < row + V; i++) logits[i] *= factor;
    logits[row + targets[t]] -= 1 / length;
    logits[row + V] = 0;
  }
  return loss / length;
}

/**
 * `Numbers` is the kind of array everything is kept in. Import this module once for each kind, `flat.mjs?KIND`: compiled
 * code that has met both kinds is slower with each, and the products are taken apart here for the same reason.
 */
export async function trainer(start, Numbers) {
  const { forward, toInputs, toWeights } = await import(`./products.mjs?${Numbers.name}`);
  const [p, g, first, second] = [0, 0, 0, 0].map(() => new Numbers(count));
  p.set(start.wte, at.wte);
  p.set(start.wpe, at.wpe);
  ['wq', 'wk', 'wv'].forEach((name, i) => put(p, at.qkv + i * D * D, start[name], D));
  put(p, at.wo, start.wo, D);
  put(p, at.w1, start.w1, D);
  put(p, at.w2, start.w2, F);
  put(p, at.head, start.head, D);
  const rows = (width) => new Numbers(C * width);
  const [e, x0, a, mixed, x1, b, x2, dx, dy] = Array.from({ length: 9 }, () => rows(D));
  const [qkv, dQkv] = [rows(3 * D), rows(3 * D)];
  const [h, dh] = [rows(F), rows(F)];
  const logits = rows(L);
  const [f0, f1, f2] = [rows(1), rows(1), rows(1)];
  const weights = new Numbers(H * C * C);
  const dWeights = new Numbers(C);
  let [power1, power2] = [1, 1];

  function forwardPass(tokens, n) {
    for (let t = 0; t < n; t++) {
      const known = t < tokens.length;
      const from = at.wte + (known ? tokens[t] * D : 0), place = at.wpe + t * D;
      for (let i = 0; i < D; i++) e[t * D + i] = known ? p[from + i] + p[place + i] : 0;
    }
    norm(e, x0, f0, n);
    norm(x0, a, f1, n);
    forward(a, p, at.qkv, qkv, n, D, 3 * D);
    attend(qkv, weights, mixed, tokens.length);
    if (n > tokens.length) mixed.fill(0, tokens.length * D, n * D);
    forward(mixed, p, at.wo, x1, n, D, D);
    for (let i = 0; i < n * D; i++) x1[i] += x0[i];
    norm(x1, b, f2, n);
    forward(b, p, at.w1, h, n, D, F);
    for (let i = 0; i < n * F; i++) if (h[i] < 0) h[i] = 0;
    forward(h, p, at.w2, x2, n, F, D);
    for (let i = 0; i < n * D; i++) x2[i] += x1[i];
    forward(x2, p, at.head, logits, n, D, L);
  }

  function backwardPass(tokens, n) {
    if (n > tokens.length) logits.fill(0, tokens.length * L, n * L);
    toWeights(logits, x2, g, at.head, n, D, L);
    toInputs(logits, p, at.head, dx, n, D, L);
    toWeights(dx, h, g, at.w2, n, F, D);
    toInputs(dx, p, at.w2, dh, n, F, D);
    for (let i = 0; i < n * F; i++) if (h[i] === 0) dh[i] = 0;
    toWeights(dh, b, g, at.w1, n, D, F);
    toInputs(dh, p, at.w1, dy, n, D, F);
    normBack(dy, b, f2, dx, n);
    toWeights(dx, mixed, g, at.wo, n, D, D);
    toInputs(dx, p, at.wo, dy, n, D, D);
    attendBack(qkv, weights, dy, dQkv, dWeights, tokens.length);
    toWeights(dQkv, a, g, at.qkv, n, D, 3 * D);
    toInputs(dQkv, p, at.qkv, dy, n, D, 3 * D);
    normBack(dy, a, f1, dx, n);
    dy.fill(0);
    normBack(dx, x0, f0, dy, n);
    g.fill(0, 0, at.qkv);
    for (let t = 0; t < tokens.length; t++) {
      const to = at.wte + tokens[t] * D, place = at.wpe + t * D;
      for (let i = 0; i < D; i++) {
        g[to + i] += dy[t * D + i];
        g[place + i] = dy[t * D + i];
      }
    }
  }

  function update() {
    power1 *= adam.beta1;
    power2 *= adam.beta2;
    const { beta1, beta2, epsilon: small } = adam;
    const rate = adam.rate / (1 - power1), correction = 1 / (1 - power2);
    for (let i = 0; i < count; i++) {
      const slope = g[i];
      const m = first[i] = beta1 * first[i] + (1 - beta1) * slope;
      const v = second[i] = beta2 * second[i] + (1 - beta2) * slope * slope;
      p[i] -= (rate * m) / (Math.sqrt(v * correction) + small);
    }
  }

  return ({ tokens, targets }) => {
    const n = tokens.length + (tokens.length & 1);
    forwardPass(tokens, n);
    const loss = crossEntropy(logits, targets, tokens.length);
    backwardPass(tokens, n);
    update();
    return loss;
  };
}
