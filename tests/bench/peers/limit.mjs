// SPDX-License-Identifier: MIT
// limit.c, compiled without and with relaxed SIMD: no peer, but the line the machine draws. Its product is checked like
// every contestant's output; the sequence of products that is timed has no output to hold against the oracle.
import { error, random } from '../lib/layer.mjs';

const inNode = typeof window === 'undefined';

async function bytesOf(name) {
  const url = new URL(`../../../build/bench/${name}.wasm`, import.meta.url);
  if (!inNode) return (await fetch(url)).arrayBuffer();
  return (await import('node:fs')).readFileSync(url);
}

/** Where entry (i, p) of an [m, k] matrix lies once its rows are packed as `product` wants them. */
function packedAt(m, k, i, p) {
  let from = 0;
  for (const size of [6, 4, 2]) {
    while (from + size <= m) {
      if (i < from + size) return from * k + p * size + (i - from);
      from += size;
    }
  }
  throw new RangeError(`row ${i} of ${m}`);
}

/** The error of one product [m, k] times [k, n] with known numbers. */
function productError({ product }, memory, base, [m, k, n]) {
  const draw = random(7);
  const stride = Math.ceil(n / 8) * 8;
  const [a, b, out] = [0, m * k, m * k + k * stride].map((at) => new Float32Array(memory.buffer, base + 4 * at));
  const right = new Float64Array(m * n);
  const left = Float32Array.from({ length: m * k }, draw);
  const other = Float32Array.from({ length: k * n }, draw);
  left.forEach((v, at) => { a[packedAt(m, k, Math.floor(at / k), at % k)] = v; });
  other.forEach((v, at) => { b[Math.floor((at % n) / 8) * 8 * k + Math.floor(at / n) * 8 + (at % n % 8)] = v; });
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) for (let p = 0; p < k; p++) right[i * n + j] += left[i * k + p] * other[p * n + j];
  }
  product(a.byteOffset, b.byteOffset, out.byteOffset, m, k, n);
  return error(Float32Array.from(right, (_, at) => out[Math.floor(at / n) * stride + (at % n)]), right);
}

async function contestant(name, peer, { tokens, dModel, heads }) {
  const own = { peer, form: 'products only', waits: false, stays: true };
  const bytes = await bytesOf(name);
  if (!WebAssembly.validate(bytes)) return { ...own, call: () => { throw new Error('its instructions are unknown here'); } };
  const { instance: { exports } } = await WebAssembly.instantiate(bytes);
  const base = exports.arena();
  const checked = productError(exports, exports.memory, base, [64, 96, 40]);
  const draw = random(8);
  new Float32Array(exports.memory.buffer, base, 12 << 20).forEach((_, at, all) => { all[at] = 0.01 * draw(); });
  return { ...own, call: () => exports.layer(tokens, dModel, heads), error: checked };
}

export const contestants = (problem) => Promise.all([
  contestant('limit', 'limit', problem), contestant('limit-relaxed', 'limit, relaxed', problem),
]);
