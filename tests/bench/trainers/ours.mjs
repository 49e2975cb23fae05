// SPDX-License-Identifier: MIT
// microGPT with the trainer of this project's engine module. The start values go in as a model file.
import { adam, sizes } from '../lib/microgpt.mjs';

/** W [in, out] as the file has it, [out, in]. */
function turned(w, ins) {
  const outs = w.length / ins;
  return Float32Array.from(w, (_, at) => w[(at % ins) * outs + Math.floor(at / ins)]);
}

/** A safetensors file: length of the header, header, numbers. */
function file(metadata, tensors) {
  const header = { __metadata__: metadata };
  let at = 0;
  for (const [name, shape, numbers] of tensors) {
    header[name] = { dtype: 'F32', shape, data_offsets: [at, at += numbers.byteLength] };
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  const bytes = new Uint8Array(8 + text.length + at);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  for (const [name, , numbers] of tensors) bytes.set(new Uint8Array(numbers.buffer), 8 + text.length + header[name].data_offsets[0]);
  return bytes;
}

function modelFile(start) {
  const { vocabulary, context, width, heads, hidden, epsilon } = sizes;
  const metadata = {
    model_type: 'mha', layout: 'out_in', n_layer: '1', n_head: `${heads}`, n_embd: `${width}`, n_mlp: `${hidden}`,
    block_size: `${context}`, vocab_size: `${vocabulary}`, causal: 'true', tied: 'false', bias: 'false', head_bias: 'false',
    norm: 'rmsnorm', norm_eps: `${epsilon}`, norm_parameters: 'false', embedding_norm: 'true', final_norm: 'false', activation: 'relu',
  };
  const qkv = new Float32Array(3 * width * width);
  ['wq', 'wk', 'wv'].forEach((name, i) => qkv.set(turned(start[name], width), i * width * width));
  return file(metadata, [
    ['transformer.wte.weight', [vocabulary, width], start.wte],
    ['transformer.wpe.weight', [context, width], start.wpe],
    ['transformer.h.0.attn.c_attn.weight', [3 * width, width], qkv],
    ['transformer.h.0.attn.c_proj.weight', [width, width], turned(start.wo, width)],
    ['transformer.h.0.mlp.c_fc.weight', [hidden, width], turned(start.w1, width)],
    ['transformer.h.0.mlp.c_proj.weight', [width, hidden], turned(start.w2, hidden)],
    ['lm_head.weight', [vocabulary, width], turned(start.head, width)],
  ]);
}

export async function trainer(start) {
  const { createAttentionEngine } = await import(new URL('../../../build/site/engine/attention-engine.mjs', import.meta.url).href);
  const engine = await createAttentionEngine();
  if (!engine.createTrainer) throw new Error('the engine module has no trainer');
  const { rate, beta1, beta2, epsilon } = adam;
  const made = engine.createTrainer({
    model: await engine.loadModel(modelFile(start)),
    optimizer: { beta1, beta2, epsilon, weightDecay: 0, clipNorm: 0 },
    schedule: { kind: 'linear', rate, warmup: 0, steps: 1, floor: 1 },  // constant
  });
  return (example) => made.step(example);
}
