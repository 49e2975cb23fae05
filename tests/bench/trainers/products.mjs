// SPDX-License-Identifier: MIT
// The three matrix products of a linear layer in plain JavaScript, for few rows: two by four sums in registers. Rows of
// `a` are padded to an even number, widths are multiples of four. Weights are stored [out, in].

/** out [n, outs] = a [n, ins] times w transposed. */
export function forward(a, w, at, out, n, ins, outs) {
  for (let o = 0; o < outs; o += 4) {
    for (let t = 0; t < n; t += 2) {
      let s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
      let a0 = t * ins, a1 = a0 + ins;
      let w0 = at + o * ins, w1 = w0 + ins, w2 = w1 + ins, w3 = w2 + ins;
      for (const end = a0 + ins; a0 < end;) {
        const x = a[a0++], y = a[a1++];
        const p = w[w0++], q = w[w1++], r = w[w2++], s = w[w3++];
        s0 += x * p; s1 += x * q; s2 += x * r; s3 += x * s;
        s4 += y * p; s5 += y * q; s6 += y * r; s7 += y * s;
      }
      const to = t * outs + o;
      out[to] = s0; out[to + 1] = s1; out[to + 2] = s2; out[to + 3] = s3;
      out[to + outs] = s4; out[to + outs + 1] = s5; out[to + outs + 2] = s6; out[to + outs + 3] = s7;
    }
  }
}

/** What the inputs get: out [n, ins] = d [n, outs] times w. */
export function toInputs(d, w, at, out, n, ins, outs) {
  for (let i = 0; i < ins; i += 4) {
    for (let t = 0; t < n; t += 2) {
      let s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
      let d0 = t * outs, d1 = d0 + outs, from = at + i;
      for (const end = d0 + outs; d0 < end; from += ins) {
        const x = d[d0++], y = d[d1++];
        const p = w[from], q = w[from + 1], r = w[from + 2], s = w[from + 3];
        s0 += x * p; s1 += x * q; s2 += x * r; s3 += x * s;
        s4 += y * p; s5 += y * q; s6 += y * r; s7 += y * s;
      }
      const to = t * ins + i;
      out[to] = s0; out[to + 1] = s1; out[to + 2] = s2; out[to + 3] = s3;
      out[to + ins] = s4; out[to + ins + 1] = s5; out[to + ins + 2] = s6; out[to + ins + 3] = s7;
    }
  }
}

/** What the weights get: g [outs, ins] = d transposed times a. */
export function toWeights(d, a, g, at, n, ins, outs) {
  for (let o = 0; o < outs; o += 2) {
    for (let i = 0; i < ins; i += 4) {
      let s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
      for (let t = 0, dt = o, from = i; t < n; t++, dt += outs, from += ins) {
        const x = d[dt], y = d[dt + 1];
        const p = a[from], q = a[from + 1], r = a[from + 2], s = a[from + 3];
        s0 += x * p; s1 += x * q; s2 += x * r; s3 += x * s;
        s4 += y * p; s5 += y * q; s6 += y * r; s7 += y * s;
      }
      const to = at + o * ins + i;
      g[to] = s0; g[to + 1] = s1; g[to + 2] = s2; g[to + 3] = s3;
      g[to + ins] = s4; g[to + ins + 1] = s5; g[to + ins + 2] = s6; g[to + ins + 3] = s7;
    }
  }
}
