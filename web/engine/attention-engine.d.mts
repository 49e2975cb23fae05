// SPDX-License-Identifier: MIT
// Types of attention-engine.mjs. Arrays are row-major, y = x W + b, W is [in, out]. Letters: T tokens, D model width,
// H heads, K = floor(D / H) width of one head, V vocabulary.

/** Starts an engine with a memory of its own. Errors: `unsupported` where there is no WebAssembly with 128-bit SIMD. */
export function createAttentionEngine(): Promise<AttentionEngine>;

export type ErrorCode =
  /** An array has not the length, or not the type, that the sizes ask for. */
  | 'bad_shape'
  /** A value is outside its range, of another type, or an option nobody knows. */
  | 'bad_value'
  /** NaN or an infinity in an input or in a file; or a training loss that is no number. */
  | 'not_finite'
  /** A sequence, a batch or a file holds nothing. */
  | 'empty'
  /** A file breaks a rule of its format. */
  | 'bad_format'
  /** Well-formed, but something this engine does not do. */
  | 'unsupported'
  /** There is no room. The message says whether the engine can go on. */
  | 'out_of_memory'
  /** The layer, model or trainer was disposed of. */
  | 'disposed'
  /** The engine stopped before and cannot go on; make a new one. */
  | 'broken';

/** What the engine throws, always with one readable sentence as its message. */
export class AttentionEngineError extends Error {
  readonly name: 'AttentionEngineError';
  readonly code: ErrorCode;
  /** The argument, tensor or part of a file that is meant; may be empty. */
  readonly argument: string;
}

/** A list of whole numbers, in an array or a typed array. */
export type WholeNumbers =
  | readonly number[] | Int8Array | Uint8Array | Uint8ClampedArray | Int16Array | Uint16Array | Int32Array | Uint32Array
  | Float32Array | Float64Array;

/** Sizes and parameters of one attention layer. */
export interface AttentionLayer {
  /** T, from 1. */
  tokens: number;
  /** D, from 1. */
  dModel: number;
  /** H, 1 to dModel. Where H does not divide D, each head is K = floor(D / H) wide. */
  heads: number;
  /** [D, H K] each. */
  wq: Float32Array;
  wk: Float32Array;
  wv: Float32Array;
  /** [H K, D]. */
  wo: Float32Array;
  /** [H K] each; no bias when left out. */
  bq?: Float32Array | null;
  bk?: Float32Array | null;
  bv?: Float32Array | null;
  /** [D]. */
  bo?: Float32Array | null;
  /** A token sees only itself and what stands before it. Default false. */
  causal?: boolean;
}

export interface AttentionResult {
  /** [T, D]. */
  output: Float32Array;
  /** [H, T, T] (head, query, key): every row sums to 1. */
  weights: Float32Array;
}

export interface AttentionEngine {
  /** One pass of a layer that is used once; x is [T, D]. */
  multiHeadAttention(options: AttentionLayer & { x: Float32Array }): AttentionResult;
  /** A layer for many passes: its weights are copied and its buffers kept until dispose(). */
  prepare(options: AttentionLayer & PrepareOptions): Promise<PreparedAttention>;
  /** A model out of a safetensors file; `options` says what the file does not (see model.assumed). */
  loadModel(bytes: ArrayBuffer | ArrayBufferView, options?: Partial<ModelConfig>): Promise<TransformerModel>;
  /** Training from seeded start values (config), or onwards from a model, which stays as it is. */
  createTrainer(options: NewTrainerOptions | FurtherTrainerOptions): Trainer;
  /** Bytes of the engine's memory in use, fast layers included. */
  readonly usedBytes: number;
}

export interface PrepareOptions {
  /** Multiply and add in one rounding where the processor can: faster, and the digits may differ from machine to machine. Default false. */
  fast?: boolean;
}

export interface PreparedAttention {
  /** Whether it was asked to be fast and can be here; where it cannot, its digits are the exact ones. */
  readonly fast: boolean;
  /** One pass, x [T, D] to [T, D]. With `out` nothing at all is allocated. */
  forward(x: Float32Array, out?: Float32Array): Float32Array;
  /** One pass that also answers the weights. */
  trace(x: Float32Array): AttentionResult;
  /** Gives the memory back; a second time does nothing. */
  dispose(): void;
}

/** What decides the arithmetic of a model, under the names `attention info` prints. */
export interface ModelConfig {
  /** V. */
  vocabulary: number;
  /** The longest sequence. */
  context: number;
  /** Blocks. */
  layers: number;
  /** H, 1 to min(d_model, 64). */
  heads: number;
  /** D. */
  d_model: number;
  /** K, which follows. */
  readonly head_width?: number;
  /** Width of the MLP; 0 for blocks without one. */
  d_mlp: number;
  causal: boolean;
  norm: 'layernorm' | 'rmsnorm' | 'none';
  /** A learned gain (and bias for layernorm). */
  norm_parameters: boolean;
  norm_epsilon: number;
  /** A norm right after token + position, as in microGPT. */
  embedding_norm: boolean;
  /** A norm before the head. */
  final_norm: boolean;
  activation: 'gelu_tanh' | 'gelu_erf' | 'relu';
  /** Biases of the linear layers inside the blocks. */
  biases: boolean;
  /** The head is the transposed token table. */
  tied_head: boolean;
  head_bias: boolean;
}

export interface PassOptions {
  /** true hides the later tokens in a bidirectional model too. */
  causal?: boolean;
  /** Heads whose output is put to zero before W_O: pairs [block, head], from 0. */
  headsOff?: readonly (readonly [block: number, head: number])[];
  /** Per block what a head that is off gives instead of zeros, [H K]; null or undefined for zeros. */
  mean?: readonly (Float32Array | null | undefined)[];
}

export interface NamedTensor {
  shape: number[];
  data: Float32Array;
}

export interface ModelTrace {
  config: Readonly<Required<ModelConfig>>;
  tokens: number[];
  /**
   * In this order: tok_emb pos_emb x [T, D]; per block `block.L.` and ln1, q k v [H, T, K], scores (scaled, -Infinity where
   * masked) and weights [H, T, T], head_out [H, T, K], concat [T, H K], projected attn_residual [T, D], with an MLP ln2 mlp_fc
   * mlp_act mlp_proj, then out; ln_f [T, D], logits probabilities [T, V]. The names `attention trace` prints.
   */
  tensors: Record<string, NamedTensor>;
}

export interface TransformerModel {
  readonly config: Readonly<Required<ModelConfig>>;
  /** All the text the file holds beside its tensors. */
  readonly metadata: Readonly<Record<string, string>>;
  /** What neither the file nor the options said, and what was taken instead. */
  readonly assumed: Readonly<Record<string, string>>;
  readonly parameterCount: number;
  /** Sixteen hexadecimal digits over the bits of all parameters. */
  readonly fingerprint: string;
  /** One pass over tokens 0..V-1, as many as the context holds: [T, V] each. */
  forward(tokens: WholeNumbers, options?: PassOptions): { logits: Float32Array; probabilities: Float32Array };
  /** The same pass with every intermediate. */
  trace(tokens: WholeNumbers, options?: PassOptions): ModelTrace;
  /** Copies of the parameter tensors, in the order of the forward pass. */
  parameters(): ({ name: string } & NamedTensor)[];
  /** A safetensors file that loadModel() reads back bit by bit. */
  save(): Uint8Array;
  /** Gives the memory back; a second time does nothing. */
  dispose(): void;
}

export interface TrainerSettings {
  /** AdamW; the defaults are 0.9, 0.98, 1e-8, 0.01 and 1. */
  optimizer?: {
    beta1?: number;
    beta2?: number;
    epsilon?: number;
    weightDecay?: number;
    /** Gradients longer than this are scaled to it; 0 for none. */
    clipNorm?: number;
  };
  /** Warm-up from rate / warmup to rate, then down to floor * rate at the last step. Defaults: cosine, 0.003, 200, 4000, 0.05. */
  schedule?: {
    kind?: 'cosine' | 'linear';
    rate?: number;
    warmup?: number;
    steps?: number;
    floor?: number;
  };
}

export interface NewTrainerOptions extends TrainerSettings {
  /**
   * vocabulary, context and d_model must be there. The rest is, when left out: layers 1, heads 1, d_mlp 0 (no MLP), causal
   * false, norm 'layernorm', norm_parameters true, norm_epsilon 1e-5, embedding_norm false, final_norm true, activation
   * 'gelu_tanh', biases true, tied_head false, head_bias false.
   */
  config: Partial<ModelConfig> & Pick<ModelConfig, 'vocabulary' | 'context' | 'd_model'>;
  /** A whole number from 0; the same seed and batches give the same bits everywhere. Default 1. */
  seed?: number;
  /** Standard deviations of the start values (0.02 each); scaleResidual divides W_O and the MLP's second matrix by sqrt(2 layers). */
  init?: { tokenDeviation?: number; positionDeviation?: number; weightDeviation?: number; scaleResidual?: boolean };
}

export interface FurtherTrainerOptions extends TrainerSettings {
  /** Of the same engine. */
  model: TransformerModel;
}

/** Sequences end to end. */
export interface Batch {
  tokens: WholeNumbers;
  /** What is asked after each token; -1 where nothing is. */
  targets: WholeNumbers;
  /** Lengths of the sequences, which add up to the number of tokens; one sequence when left out. */
  lengths?: WholeNumbers;
}

export interface Trainer {
  /** Forward, backward and one update; answers the mean loss before the update, in nats. A refused batch changes nothing. */
  step(batch: Batch): number;
  /** Steps made. */
  readonly steps: number;
  /** Length of the last step's gradient before it was clipped; 0 before the first step. */
  readonly gradientLength: number;
  /** Of all parameters, as `attention train` prints it. */
  readonly fingerprint: string;
  /** A copy of the model as it is now, to be disposed of by itself. */
  model(): TransformerModel;
  /** Gives the memory back; a second time does nothing. */
  dispose(): void;
}
