// SPDX-License-Identifier: MIT
// A GPT in plain loops and double precision, and safetensors files written byte by byte: a second way to every number
// that `attention trace` prints. It shares no code with the project. Sources: Radford et al. 2019 (GPT-2), section 2;
// the code of minGPT, nanoGPT and HuggingFace's modeling_gpt2; the description of the safetensors format.

/** Seeded numbers between 0 and 1 (mulberry32). */
export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function normal(random) {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Stored number types: bytes of one number, and how to write and read it. */
export const types = {
  F64: { size: 8, put: (view, at, x) => view.setFloat64(at, x, true), get: (view, at) => view.getFloat64(at, true) },
  F32: { size: 4, put: (view, at, x) => view.setFloat32(at, x, true), get: (view, at) => view.getFloat32(at, true) },
  BF16: {
    size: 2, // the upper half of a 32-bit float
    put: (view, at, x) => view.setUint16(at, new Uint32Array(Float32Array.of(x).buffer)[0] >>> 16, true),
    get: (view, at) => new Float32Array(Uint32Array.of(view.getUint16(at, true) << 16).buffer)[0],
  },
  F16: { size: 2, put: (view, at, x) => view.setUint16(at, toHalf(x), true), get: (view, at) => fromHalf(view.getUint16(at, true)) },
  U8: { size: 1, put: (view, at, x) => view.setUint8(at, x), get: (view, at) => view.getUint8(at) },
  BOOL: { size: 1, put: (view, at, x) => view.setUint8(at, x), get: (view, at) => view.getUint8(at) },
};

function fromHalf(bits) {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15));
}

/** Towards zero; the reference computes with what is stored, so rounding does not matter. Below 65504 only. */
function toHalf(x) {
  const sign = x < 0 ? 0x8000 : 0;
  const size = Math.abs(x);
  const exponent = Math.max(-14, Math.floor(Math.log2(size || 1e-30)));
  const fraction = Math.floor((size / 2 ** exponent) * 1024);
  return sign | (exponent === -14 && fraction < 1024 ? fraction : ((exponent + 15) << 10) + (fraction - 1024));
}

const product = (shape) => shape.reduce((a, b) => a * b, 1);

/** The bytes of a file: tensors {name, shape, type, data} one after the other, metadata only if there is some. */
export function safetensors(tensors, metadata) {
  const header = metadata ? { __metadata__: metadata } : {};
  let end = 0;
  for (const t of tensors) {
    const begin = end;
    end += product(t.shape) * types[t.type].size;
    header[t.name] = { dtype: t.type, shape: t.shape, data_offsets: [begin, end] };
  }
  let text = JSON.stringify(header);
  text += " ".repeat((8 - (text.length % 8)) % 8);
  const start = 8 + text.length;
  const bytes = Buffer.alloc(start + end);
  bytes.writeBigUInt64LE(BigInt(text.length), 0);
  bytes.write(text, 8, "latin1");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const t of tensors) {
    const { size, put } = types[t.type];
    const at = start + header[t.name].data_offsets[0];
    for (let i = 0; i < t.data.length; i++) put(view, at + i * size, t.data[i]);
  }
  return bytes;
}

/** The tensors of such a file as {name: {shape, data}}, and its metadata. */
export function readSafetensors(bytes) {
  const length = Number(bytes.readBigUInt64LE(0));
  const { __metadata__: metadata, ...header } = JSON.parse(bytes.toString("utf8", 8, 8 + length));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tensors = {};
  for (const [name, { dtype, shape, data_offsets: [begin, end] }] of Object.entries(header)) {
    const { size, get } = types[dtype];
    const data = Float64Array.from({ length: (end - begin) / size }, (_, i) => get(view, 8 + length + begin + i * size));
    tensors[name] = { shape, data };
  }
  return { tensors, metadata };
}

/** Parameters of a file with minGPT's names, matrices [out, in], the head tied. */
export function modelOf(tensors, layers) {
  const data = (name) => tensors[name].data;
  const matrix = (name) => turned(data(name), ...tensors[name].shape);
  const norm = (name) => ({ gain: data(`${name}.weight`), bias: data(`${name}.bias`) });
  const block = (name) => ({
    ln1: norm(`${name}.ln_1`), qkv: matrix(`${name}.attn.c_attn.weight`), qkvBias: data(`${name}.attn.c_attn.bias`),
    out: matrix(`${name}.attn.c_proj.weight`), outBias: data(`${name}.attn.c_proj.bias`),
    ln2: norm(`${name}.ln_2`), fc: matrix(`${name}.mlp.c_fc.weight`), fcBias: data(`${name}.mlp.c_fc.bias`),
    proj: matrix(`${name}.mlp.c_proj.weight`), projBias: data(`${name}.mlp.c_proj.bias`),
  });
  return {
    wte: data("transformer.wte.weight"), wpe: data("transformer.wpe.weight"), lnf: norm("transformer.ln_f"),
    blocks: Array.from({ length: layers }, (_, l) => block(`transformer.h.${l}`)),
    head: null, headBias: data("lm_head.bias"),
  };
}

/**
 * Random parameters [in, out], each a number the stored type can hold, so that file and reference agree to the bit.
 * Config: vocab context layers heads width mlp, and biases tied headBias normBiases as booleans.
 */
export function randomModel(c, { seed, type = "F32", scale = 1 }) {
  const random = seeded(seed);
  const view = new DataView(new ArrayBuffer(8));
  const { put, get } = types[type];
  const stored = (x) => (put(view, 0, x), get(view, 0));
  const tensor = (count, deviation, mean = 0) =>
    Float64Array.from({ length: count }, () => stored(mean + deviation * normal(random)));
  const wide = c.heads * Math.floor(c.width / c.heads);
  const matrix = (rows, columns) => tensor(rows * columns, scale / Math.sqrt(rows));
  const bias = (count) => (c.biases ? tensor(count, 0.3) : null);
  const norm = () => ({ gain: tensor(c.width, 0.3, 1), bias: c.biases || c.normBiases ? tensor(c.width, 0.3) : null });
  const model = { wte: tensor(c.vocab * c.width, 1), wpe: tensor(c.context * c.width, 0.5), blocks: [] };
  for (let l = 0; l < c.layers; l++) {
    model.blocks.push({
      ln1: norm(), qkv: matrix(c.width, 3 * wide), qkvBias: bias(3 * wide), out: matrix(wide, c.width), outBias: bias(c.width),
      ln2: norm(), fc: matrix(c.width, c.mlp), fcBias: bias(c.mlp), proj: matrix(c.mlp, c.width), projBias: bias(c.width),
    });
  }
  model.lnf = norm();
  model.head = c.tied ? null : matrix(c.width, c.vocab);
  model.headBias = c.headBias ? tensor(c.vocab, 0.3) : null;
  return model;
}

function turned(data, rows, columns) {
  const out = new Float64Array(data.length);
  for (let r = 0; r < rows; r++) for (let k = 0; k < columns; k++) out[k * rows + r] = data[r * columns + k];
  return out;
}

/**
 * The tensors of a file. conv1d: matrices [in, out] as HuggingFace GPT-2, else [out, in]; prefix before every name but
 * the head's; masks: false, or the type of the buffers `attn.bias` and `attn.masked_bias`; headCopy: a tied head is in
 * the file a second time; onlyHead: the tied table is in the file under the head's name alone.
 */
export function tensorsOf(model, c, { type = "F32", conv1d = false, prefix = "transformer.", masks = false, headCopy = false, onlyHead = false } = {}) {
  const tensors = [];
  const add = (name, shape, data, kind = type) => data && tensors.push({ name, shape, data, type: kind });
  const linear = (name, rows, columns, weight, bias) => {
    if (conv1d) add(`${name}.weight`, [rows, columns], weight);
    else add(`${name}.weight`, [columns, rows], turned(weight, rows, columns));
    add(`${name}.bias`, [columns], bias);
  };
  const norm = (name, { gain, bias }) => {
    add(`${name}.weight`, [c.width], gain);
    add(`${name}.bias`, [c.width], bias);
  };
  const wide = c.heads * Math.floor(c.width / c.heads);
  if (!onlyHead) add(`${prefix}wte.weight`, [c.vocab, c.width], model.wte);
  add(`${prefix}wpe.weight`, [c.context, c.width], model.wpe);
  model.blocks.forEach((b, l) => {
    const name = `${prefix}h.${l}`;
    norm(`${name}.ln_1`, b.ln1);
    if (masks) {
      const size = c.context * c.context;
      const lower = Array.from({ length: size }, (_, i) => (i % c.context <= Math.floor(i / c.context) ? 1 : 0));
      add(`${name}.attn.bias`, [1, 1, c.context, c.context], lower, masks);
      if (conv1d) add(`${name}.attn.masked_bias`, [], [-10000], "F32");
    }
    linear(`${name}.attn.c_attn`, c.width, 3 * wide, b.qkv, b.qkvBias);
    linear(`${name}.attn.c_proj`, wide, c.width, b.out, b.outBias);
    norm(`${name}.ln_2`, b.ln2);
    linear(`${name}.mlp.c_fc`, c.width, c.mlp, b.fc, b.fcBias);
    linear(`${name}.mlp.c_proj`, c.mlp, c.width, b.proj, b.projBias);
  });
  norm(`${prefix}ln_f`, model.lnf);
  if (model.head) add("lm_head.weight", [c.vocab, c.width], turned(model.head, c.width, c.vocab));
  else if (headCopy || onlyHead) add("lm_head.weight", [c.vocab, c.width], model.wte);
  add("lm_head.bias", [c.vocab], model.headBias);
  return tensors;
}

/** y = x w + bias, x [rows, inner], w [inner, columns]. */
function linear(x, w, bias, rows, inner, columns) {
  const y = new Float64Array(rows * columns);
  for (let r = 0; r < rows; r++) {
    const to = r * columns;
    for (let k = 0; k < columns; k++) y[to + k] = bias ? bias[k] : 0;
    for (let i = 0; i < inner; i++) {
      const value = x[r * inner + i];
      for (let k = 0; k < columns; k++) y[to + k] += value * w[i * columns + k];
    }
  }
  return y;
}

function layerNorm(x, { gain, bias }, rows, width, epsilon) {
  return x.map((_, at) => {
    const row = x.subarray(at - (at % width), at - (at % width) + width);
    const mean = row.reduce((a, b) => a + b, 0) / width;
    const variance = row.reduce((a, b) => a + (b - mean) ** 2, 0) / width;
    return ((x[at] - mean) / Math.sqrt(variance + epsilon)) * gain[at % width] + (bias ? bias[at % width] : 0);
  });
}

/** erf by its series (small arguments) and the continued fraction of erfc: to about 1e-15. */
function erf(x) {
  const size = Math.abs(x);
  if (size < 2.5) {
    let term = size;
    let sum = size;
    for (let n = 1; n < 80; n++) {
      term *= (-size * size) / n;
      sum += term / (2 * n + 1);
    }
    return (Math.sign(x) * 2 * sum) / Math.sqrt(Math.PI);
  }
  let fraction = 0;
  for (let k = 120; k >= 1; k--) fraction = k / 2 / (size + fraction);
  return Math.sign(x) * (1 - Math.exp(-size * size) / Math.sqrt(Math.PI) / (size + fraction));
}

export const activations = {
  gelu_tanh: (x) => 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3))),
  gelu_erf: (x) => 0.5 * x * (1 + erf(x / Math.SQRT2)),
  relu: (x) => Math.max(0, x),
};

const add = (a, b) => a.map((value, i) => value + b[i]);

/** Rows of `scores` [rows, columns] as probabilities. */
function softmax(scores, columns) {
  const out = new Float64Array(scores.length);
  for (let from = 0; from < scores.length; from += columns) {
    const row = scores.subarray(from, from + columns);
    const largest = Math.max(...row);
    const powers = row.map((s) => Math.exp(s - largest));
    const sum = powers.reduce((a, b) => a + b, 0);
    powers.forEach((p, k) => (out[from + k] = p / sum));
  }
  return out;
}

/** Columns of head h out of [T, whole] with an offset, for every head: [H, T, K]. */
function byHead(matrix, heads, tokens, width, whole, offset) {
  return Float64Array.from({ length: heads * tokens * width }, (_, at) => {
    const h = Math.floor(at / (tokens * width));
    const t = Math.floor(at / width) % tokens;
    return matrix[t * whole + offset + h * width + (at % width)];
  });
}

function attention(x, b, c, tokens) {
  const K = Math.floor(c.width / c.heads);
  const wide = c.heads * K;
  const qkv = linear(x, b.qkv, b.qkvBias, tokens, c.width, 3 * wide);
  const [q, k, v] = [0, 1, 2].map((part) => byHead(qkv, c.heads, tokens, K, 3 * wide, part * wide));
  const scores = new Float64Array(c.heads * tokens * tokens);
  for (let at = 0; at < scores.length; at++) {
    const h = Math.floor(at / (tokens * tokens));
    const query = Math.floor(at / tokens) % tokens;
    const key = at % tokens;
    let sum = 0;
    for (let i = 0; i < K; i++) sum += q[(h * tokens + query) * K + i] * k[(h * tokens + key) * K + i];
    scores[at] = c.causal && key > query ? -Infinity : sum / Math.sqrt(K);
  }
  const weights = softmax(scores, tokens);
  const headOut = new Float64Array(c.heads * tokens * K);
  const concat = new Float64Array(tokens * wide);
  for (let h = 0; h < c.heads; h++) {
    for (let t = 0; t < tokens; t++) {
      for (let i = 0; i < K; i++) {
        let sum = 0;
        for (let s = 0; s < tokens; s++) sum += weights[(h * tokens + t) * tokens + s] * v[(h * tokens + s) * K + i];
        headOut[(h * tokens + t) * K + i] = sum;
        concat[t * wide + h * K + i] = sum;
      }
    }
  }
  return { q, k, v, scores, weights, headOut, concat, projected: linear(concat, b.out, b.outBias, tokens, wide, c.width) };
}

/** Every tensor of a forward pass as [name, shape, data], in the order in which it is computed. */
export function reference(model, config, tokens) {
  const c = { causal: true, epsilon: 1e-5, activation: "gelu_tanh", ...config };
  const T = tokens.length;
  const D = c.width;
  const K = Math.floor(D / c.heads);
  const out = [];
  const keep = (name, shape, data) => (out.push([name, shape, data]), data);
  const tokenRows = keep("tok_emb", [T, D], Float64Array.from({ length: T * D }, (_, i) => model.wte[tokens[Math.floor(i / D)] * D + (i % D)]));
  const positions = keep("pos_emb", [T, D], model.wpe.slice(0, T * D));
  let x = keep("x", [T, D], add(tokenRows, positions));
  model.blocks.forEach((b, l) => {
    const name = (stage) => `block.${l}.${stage}`;
    const ln1 = keep(name("ln1"), [T, D], layerNorm(x, b.ln1, T, D, c.epsilon));
    const a = attention(ln1, b, c, T);
    for (const part of ["q", "k", "v"]) keep(name(part), [c.heads, T, K], a[part]);
    keep(name("scores"), [c.heads, T, T], a.scores);
    keep(name("weights"), [c.heads, T, T], a.weights);
    keep(name("head_out"), [c.heads, T, K], a.headOut);
    keep(name("concat"), [T, c.heads * K], a.concat);
    keep(name("projected"), [T, D], a.projected);
    const middle = keep(name("attn_residual"), [T, D], add(x, a.projected));
    const ln2 = keep(name("ln2"), [T, D], layerNorm(middle, b.ln2, T, D, c.epsilon));
    const fc = keep(name("mlp_fc"), [T, c.mlp], linear(ln2, b.fc, b.fcBias, T, D, c.mlp));
    const act = keep(name("mlp_act"), [T, c.mlp], fc.map(activations[c.activation]));
    const proj = keep(name("mlp_proj"), [T, D], linear(act, b.proj, b.projBias, T, c.mlp, D));
    x = keep(name("out"), [T, D], add(middle, proj));
  });
  const last = keep("ln_f", [T, D], layerNorm(x, model.lnf, T, D, c.epsilon));
  const head = model.head ?? turned(model.wte, c.vocab, D);
  const logits = keep("logits", [T, c.vocab], linear(last, head, model.headBias, T, D, c.vocab));
  keep("probabilities", [T, c.vocab], softmax(logits, c.vocab));
  return out;
}
