// SPDX-License-Identifier: MIT
// `attention trace` on files of other programs against a second computation in double precision (reference_model.mjs):
// every tensor by name, order, shape and value. MHA_TOOL names the built tool.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { modelOf, randomModel, readSafetensors, reference, safetensors, tensorsOf } from "./reference_model.mjs";

const tool = process.env.MHA_TOOL ?? "build/dev/bin/attention";
const folder = mkdtempSync(join(tmpdir(), "attention-trace-"));
after(() => rmSync(folder, { recursive: true, force: true }));
const kBound = 1e-5; // largest absolute error of the engine's 32-bit arithmetic, for numbers of unit scale
const kDoubleBound = 1e-6; // ... of the tool's own; parameters of 64 bits are read as 32, and so is the norms' epsilon

function run(...args) {
  return spawnSync(tool, args, { encoding: "utf8", maxBuffer: 1 << 30 });
}

let files = 0;
function save(tensors, metadata) {
  const path = join(folder, `model-${++files}.safetensors`);
  writeFileSync(path, safetensors(tensors, metadata));
  return path;
}

function runTrace(path, tokens, flags = []) {
  const { status, stdout, stderr } = run("trace", "--model", path, "--tokens", tokens.join(","), ...flags);
  assert.equal(stderr, "");
  assert.equal(status, 0);
  return JSON.parse(stdout);
}

/** The number behind a JSON value: infinity is a word there. */
const plain = (value) => (value === "-inf" ? -Infinity : value);

/** Compares a printed trace with the reference and returns the largest absolute error. */
function compare(printed, expected, tokens, bound = kDoubleBound) {
  assert.deepEqual(Object.keys(printed), ["config", "tokens", "tensors"]);
  assert.deepEqual(printed.tokens, tokens);
  assert.deepEqual(Object.keys(printed.tensors), expected.map(([name]) => name));
  let worst = 0;
  for (const [name, shape, data] of expected) {
    const found = printed.tensors[name];
    assert.deepEqual(found.shape, shape, `shape of ${name}`);
    assert.equal(found.data.length, data.length, `size of ${name}`);
    data.forEach((value, i) => {
      if (value === -Infinity) return assert.equal(found.data[i], "-inf", `${name}[${i}]`);
      assert.equal(typeof found.data[i], "number", `${name}[${i}]`);
      const error = Math.abs(plain(found.data[i]) - value);
      assert.ok(error <= bound, `${name}[${i}] is ${found.data[i]}; the reference has ${value}`);
      worst = Math.max(worst, error);
    });
  }
  return worst;
}

// The shape of nano-gpt: minGPT's gpt-nano on a vocabulary of three letters.
const nano = { vocab: 3, context: 11, layers: 3, heads: 3, width: 48, mlp: 192, biases: true };
const nanoTokens = [2, 1, 0, 1, 1, 2, 0, 0, 1, 2, 1];
const minGptKeys = { n_layer: "3", n_head: "3", n_embd: "48", vocab_size: "3", block_size: "11" };

/**
 * One file against the reference. `changes` are to nano's configuration; file: how the file is written; metadata; flags
 * of the tool; tokens; scale of the weights, 1 = a layer keeps the size of its input; engine: its 32-bit arithmetic too.
 */
function check(name, { changes = {}, file = {}, metadata, flags = [], tokens = nanoTokens, seed = 1, scale = 1, engine = true } = {}) {
  test(name, (t) => {
    const config = { ...nano, ...changes };
    const model = randomModel(config, { seed, scale, type: file.type });
    const path = save(tensorsOf(model, config, file), metadata);
    const expected = reference(model, config, tokens);
    const worst = compare(runTrace(path, tokens, flags), expected, tokens);
    t.diagnostic(`largest error ${worst.toExponential(1)}`);
    if (!engine) return;
    const engineWorst = compare(runTrace(path, tokens, [...flags, "--as-engine"]), expected, tokens, kBound);
    t.diagnostic(`of the engine's 32-bit arithmetic ${engineWorst.toExponential(1)}`);
  });
}

check("minGPT's nano-gpt, configuration in the metadata", { metadata: minGptKeys });
check("the same with the causal-mask buffers minGPT keeps", { metadata: minGptKeys, file: { masks: "F32" } });
check("no metadata at all, heads by flag", { flags: ["--heads", "3"], file: { masks: "F32" } });
check("metadata of PyTorch only", { metadata: { format: "pt" }, flags: ["--heads", "3"] });
check("every key of minGPT's configuration", {
  metadata: { ...minGptKeys, model_type: "None", embd_pdrop: "0.1", resid_pdrop: "0.1", attn_pdrop: "0.1" },
});
check("one token", { metadata: minGptKeys, tokens: [1] });
check("half of the context", { metadata: minGptKeys, tokens: [0, 2, 1, 1, 0] });
for (const seed of [2, 3, 4]) check(`other weights (seed ${seed})`, { metadata: minGptKeys, seed });
check("weights as small as before training", { metadata: minGptKeys, scale: 0.14 });
check("weights as large as after training", { metadata: minGptKeys, scale: 2, engine: false });
for (const type of ["F16", "BF16", "F64"]) check(`numbers stored as ${type}`, { metadata: minGptKeys, file: { type } });

check("nanoGPT without biases, tied head twice in the file", {
  changes: { biases: false, tied: true, activation: "gelu_erf" },
  file: { headCopy: true },
  metadata: { n_layer: "3", n_head: "3", n_embd: "48", vocab_size: "3", block_size: "11", dropout: "0.0", bias: "False" },
});
check("nanoGPT without biases, nothing stated", {
  changes: { biases: false, tied: true, activation: "gelu_erf" },
  file: { headCopy: true },
  flags: ["--heads", "3"],
});
check("nanoGPT with biases, tied head twice in the file", {
  changes: { tied: true, activation: "gelu_erf" },
  file: { headCopy: true },
  flags: ["--heads", "3"],
});
check("nanoGPT saved with shared tensors: the table under the head's name only", {
  changes: { tied: true, activation: "gelu_erf" },
  file: { onlyHead: true },
  metadata: { "transformer.wte.weight": "lm_head.weight", format: "pt" },
  flags: ["--heads", "3"],
});
check("a compiled nanoGPT", {
  changes: { tied: true, biases: false },
  file: { prefix: "_orig_mod.transformer." },
  flags: ["--heads", "3", "--activation", "gelu_tanh"],
});

check("GPT-2 as HuggingFace stores it, with transformer.", {
  changes: { tied: true },
  file: { conv1d: true, masks: "BOOL" },
  metadata: { format: "pt" },
  flags: ["--heads", "3"],
});
check("GPT-2 as HuggingFace stores it, bare names", {
  changes: { tied: true },
  file: { conv1d: true, prefix: "", masks: "U8" },
  metadata: { format: "pt" },
  flags: ["--heads", "3"],
});
check("GPT-2 with keys of HuggingFace's configuration", {
  changes: { tied: true, activation: "gelu_erf", epsilon: 1e-3 },
  file: { conv1d: true, headCopy: true },
  metadata: {
    format: "pt", model_type: "gpt2", n_layer: "3", n_head: "3", n_embd: "48", n_inner: "null", n_positions: "11", n_ctx: "11",
    vocab_size: "3", activation_function: "gelu", layer_norm_epsilon: "0.001", tie_word_embeddings: "true",
  },
});
check("the configuration as one JSON text", {
  changes: { epsilon: 1e-4, activation: "relu" },
  metadata: { config: '{"n_layer": 3, "n_head": 3, "n_embd": 48, "activation": "relu", "norm_eps": 1e-4, "x": [1, {}], "bias": true}' },
});
check("the configuration under the names this tool prints", {
  changes: { activation: "relu", causal: false },
  metadata: { vocabulary: "A B C", layers: "3", heads: "3", d_model: "48", d_mlp: "192", causal: "false", activation: "relu", biases: "true", tied_head: "false" },
});

check("heads that do not divide the width", {
  changes: { vocab: 7, heads: 5, width: 33, mlp: 50, layers: 2 }, flags: ["--heads", "5"], tokens: [6, 0, 3, 3, 5],
});
check("one head, one block", { changes: { heads: 1, layers: 1 }, flags: ["--heads", "1"] });
check("a head for every number", { changes: { heads: 48, layers: 1 }, flags: ["--heads", "48"] });
check("a head with a bias", { changes: { headBias: true }, flags: ["--heads", "3"] });
check("everything by flag", {
  changes: { activation: "relu", causal: false, epsilon: 0.01 },
  flags: ["--heads", "3", "--activation", "relu", "--causal", "false", "--norm", "layernorm", "--norm-eps", "0.01"],
});
check("the shape of gpt-micro on 96 tokens", {
  changes: { vocab: 300, context: 100, layers: 4, heads: 4, width: 128, mlp: 512 },
  flags: ["--heads", "4"], file: { masks: "F32" }, tokens: Array.from({ length: 96 }, (_, i) => (i * 37) % 300),
});
check("the width of GPT-2: 768 = 12 x 64", {
  changes: { vocab: 1000, context: 32, layers: 2, heads: 12, width: 768, mlp: 3072, tied: true },
  flags: ["--heads", "12"], file: { conv1d: true, type: "F16" }, engine: false, tokens: Array.from({ length: 24 }, (_, i) => (i * 411) % 1000),
});

for (let heads = 1; heads <= 8; heads++) {
  test(`the shipped model of ${heads} heads, read by other code under minGPT's names`, (t) => {
    const path = `web/models/heads-${heads}.safetensors`;
    const { tensors, metadata } = readSafetensors(readFileSync(path));
    assert.equal(metadata.n_head, String(heads));
    const wide = heads * Math.floor(48 / heads);
    assert.deepEqual(tensors["transformer.h.0.attn.c_attn.weight"].shape, [3 * wide, 48]);
    const [context, width] = tensors["transformer.wpe.weight"].shape;
    const [vocab] = tensors["transformer.wte.weight"].shape;
    const [mlp] = tensors["transformer.h.0.mlp.c_fc.weight"].shape;
    const config = { vocab, context, layers: 2, heads, width, mlp, causal: false };
    const tokens = Array.from({ length: context }, (_, i) => (i * 89 + heads) % vocab);
    const expected = reference(modelOf(tensors, 2), config, tokens);
    compare(runTrace(path, tokens), expected, tokens);
    const engineWorst = compare(runTrace(path, tokens, ["--as-engine"]), expected, tokens, kBound);
    t.diagnostic(`of the engine's 32-bit arithmetic ${engineWorst.toExponential(1)}`);
  });
}

test("--out writes the trace to a file and nothing to standard output", () => {
  const model = randomModel(nano, { seed: 5 });
  const path = save(tensorsOf(model, nano), minGptKeys);
  const target = join(folder, "trace.json");
  const { status, stdout, stderr } = run("trace", "--model", path, "--tokens", "0,2,1", "--out", target);
  assert.deepEqual([status, stdout, stderr], [0, "", ""]);
  compare(JSON.parse(readFileSync(target, "utf8")), reference(model, nano, [0, 2, 1]), [0, 2, 1]);
});

test("info says what was assumed, and why", () => {
  const assumed = (changes, file, metadata, flags = ["--heads", "3"]) => {
    const config = { ...nano, ...changes };
    const path = save(tensorsOf(randomModel(config, { seed: 6 }), config, file), metadata);
    const { status, stdout, stderr } = run("info", path, ...flags);
    assert.equal(stderr, "");
    assert.equal(status, 0);
    return JSON.parse(stdout).assumed;
  };
  assert.deepEqual(Object.keys(assumed({}, {})), ["causal", "activation", "norm", "norm_epsilon"]);
  assert.match(assumed({}, {}).activation, /gelu_tanh.*minGPT/);
  assert.match(assumed({ biases: false }, {}).activation, /gelu_erf.*nanoGPT/);
  assert.match(assumed({ tied: true }, { conv1d: true }).activation, /gelu_tanh.*GPT-2/);
  assert.deepEqual(Object.keys(assumed({}, {}, { activation: "relu", causal: "true" })), ["norm", "norm_epsilon"]);
  assert.deepEqual(Object.keys(assumed({}, {}, undefined, ["--heads", "3", "--activation", "erf"])), ["causal", "norm", "norm_epsilon"]);
});

test("a flag that contradicts the file, or is no value, is refused in one line", () => {
  const path = save(tensorsOf(randomModel(nano, { seed: 7 }), nano), { ...minGptKeys, activation: "relu" });
  const refused = (flags, part) => {
    const { status, stdout, stderr } = run("trace", "--model", path, "--tokens", "1", ...flags);
    assert.deepEqual([status, stdout, stderr.split("\n").length], [2, "", 2], stderr);
    assert.ok(stderr.includes(part), stderr);
  };
  refused(["--heads", "4"], "number of heads is 4; expected 3");
  refused(["--activation", "gelu_tanh"], "activation");
  refused(["--activation", "swish"], "--activation is \"swish\"");
  refused(["--norm", "batch"], "--norm is \"batch\"");
  refused(["--norm-eps", "-1"], "norm_epsilon");
  refused(["--norm-eps", "small"], "--norm-eps is \"small\"");
  refused(["--causal", "maybe"], "--causal is \"maybe\"");
  refused(["--wings", "2"], "--wings");
});
