// SPDX-License-Identifier: MIT
// node scripts/training-record.mjs WORK MODELS: from the files of scripts/train, copies the shipped models (two layers,
// seed 1) to MODELS and writes MODELS/record.json: every run with its command, seed, loss curve, held-out loss,
// agreement and roles.
import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const SHIPPED = { layers: 2, seed: 1 };
const CURVE_POINTS = 16; // of the tool's 80; enough to see the shape

const [work, models] = process.argv.slice(2);
if (!work || !models) {
  console.error("usage: training-record.mjs WORK MODELS");
  process.exit(2);
}

const read = (name) => JSON.parse(readFileSync(join(work, name), "utf8"));
const rounded = (x) => Number(x.toFixed(6));

function thinned(curve) {
  const every = Math.max(1, Math.round(curve.length / CURVE_POINTS));
  return curve.filter((_, i) => (i + 1) % every === 0).map((p) => [p.step, Number(p.loss.toFixed(4))]);
}

function runOf(name) {
  const [, heads, layers, seed] = name.match(/^heads-(\d)-layers-(\d)-seed-(\d+)\.roles\.json$/).map(Number);
  const trained = read(name.replace(".roles.", ".train."));
  const measured = read(name);
  return {
    heads, layers, seed,
    command: trained.command,
    parameters: trained.parameters,
    fingerprint: trained.fingerprint,
    loss: rounded(measured.loss),
    loss_as_32_bit_floats: rounded(trained.held_out_loss),
    agreement: rounded(measured.agreement),
    agreement_easy: rounded(measured.agreement_easy),
    roles: measured.heads.map((h) => h.role),
    curve: thinned(trained.curve),
  };
}

const names = readdirSync(work).filter((n) => /^heads-\d-layers-\d-seed-\d+\.roles\.json$/.test(n));
const runs = names.map(runOf).sort((a, b) => a.layers - b.layers || a.heads - b.heads || a.seed - b.seed);
const first = read(names[0]);

mkdirSync(models, { recursive: true });
for (const run of runs.filter((r) => r.layers === SHIPPED.layers && r.seed === SHIPPED.seed))
  copyFileSync(join(work, `heads-${run.heads}-layers-${run.layers}-seed-${run.seed}.safetensors`),
    join(models, `heads-${run.heads}.safetensors`));

const record = {
  shipped: SHIPPED,
  held_out_sentences: first.sentences,
  masked_words: first.masked_words,
  agreement_cases: first.agreement_cases,
  agreement_easy_cases: first.agreement_easy_cases,
  baselines: read("baselines.json"),
  runs,
};
const lines = JSON.stringify({ ...record, runs: undefined }).slice(0, -1);
writeFileSync(join(models, "record.json"),
  `${lines},\n"runs":[\n${runs.map((r) => JSON.stringify(r)).join(",\n")}\n]}\n`);
console.log(`${runs.length} runs in ${join(models, "record.json")}`);
