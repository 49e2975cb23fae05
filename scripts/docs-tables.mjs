// SPDX-License-Identifier: MIT
// node scripts/docs-tables.mjs [--check]: writes the measured tables into the pages, between
// "<!-- begin: NAME -->" and "<!-- end: NAME -->", from web/models/record*.json. --check only compares.
import { readFileSync, writeFileSync } from "node:fs";

import { lessonTables } from "./lesson-tables.mjs";

const record = JSON.parse(readFileSync("web/models/record.json", "utf8"));
const two = record.runs.filter((r) => r.layers === 2);
const one = record.runs.filter((r) => r.layers === 1);
const counts = [...new Set(two.map((r) => r.heads))].sort((a, b) => a - b);
const seeds = [...new Set(two.map((r) => r.seed))].length;
const percent = (x) => `${(100 * x).toFixed(0)} %`;
const spread = (values, print) => {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return `${print(mean)} (${print(Math.min(...values))} to ${print(Math.max(...values))})`;
};
const loss = (x) => x.toFixed(3);

function headsTable() {
  const rows = counts.map((h) => {
    const runs = two.filter((r) => r.heads === h);
    const shipped = runs.find((r) => r.seed === record.shipped.seed);
    return `| ${h} | ${spread(runs.map((r) => r.loss), loss)} | ${spread(runs.map((r) => r.agreement), percent)} | ` +
      `${loss(shipped.loss)} | ${percent(shipped.agreement)} |`;
  });
  const b = record.baselines;
  const head = seeds > 1 ? [
    "| heads | held-out loss, mean (lowest to highest) | agreement behind an attractor, mean (lowest to highest) | loss of the model shown | its agreement |",
    "|---:|---|---|---:|---:|", ...rows,
  ] : [
    "| heads | held-out loss | agreement behind an attractor |", "|---:|---:|---:|",
    ...two.map((r) => `| ${r.heads} | ${loss(r.loss)} | ${percent(r.agreement)} |`), "",
    "These are the models shown, one training run each, so there is no spread to hold a difference against yet.",
  ];
  return [
    ...head, "",
    `Loss in nats per masked word, lower is better; ${seeds === 1 ? "one seed" : `${seeds} seeds`}; ${record.held_out_sentences} held-out sentences with ` +
    `${record.masked_words} masked words and ${record.agreement_cases} verbs behind an attractor. For comparison, without any attention: ` +
    `word frequencies alone ${loss(b.unigram)}, with the position in a sentence of that length ${loss(b.position_length)}, with the two words ` +
    `beside it ${loss(b.neighbours)}.`,
  ].join("\n");
}

function depthTable() {
  const rows = counts.filter((h) => one.some((r) => r.heads === h)).map((h) => {
    const a = one.find((r) => r.heads === h);
    const b = two.find((r) => r.heads === h && r.seed === a.seed);
    const roles = (r) => new Set(r.roles.filter((x) => x !== "diffuse")).size;
    return `| ${h} | ${loss(a.loss)} | ${loss(b.loss)} | ${percent(a.agreement)} | ${percent(b.agreement)} | ${roles(a)} | ${roles(b)} |`;
  });
  return ["| heads | loss, one layer | loss, two layers | agreement, one layer | agreement, two layers | different roles, one layer | two layers |",
    "|---:|---:|---:|---:|---:|---:|---:|", ...rows].join("\n");
}

function runsTable() {
  const rows = record.runs.map((r) =>
    `| ${r.heads} | ${r.layers} | ${r.seed} | ${loss(r.loss)} | ${percent(r.agreement)} | ${percent(r.agreement_easy)} | \`${r.fingerprint}\` |`);
  return ["| heads | layers | seed | held-out loss | agreement, attractor | agreement, none | fingerprint of the parameters |",
    "|---:|---:|---:|---:|---:|---:|---|", ...rows].join("\n");
}

const change = (r) => 100 * (r.loss / r.loss_as_32_bit_floats - 1);
const signed = (x) => `${x < 0 ? "−" : "+"}${Math.abs(x).toFixed(3)} %`;

function storedTable() {
  const rows = two.filter((r) => r.seed === record.shipped.seed).map((r) =>
    `| ${r.heads} | ${r.loss_as_32_bit_floats.toFixed(5)} | ${r.loss.toFixed(5)} | ${signed(change(r))} |`);
  const most = Math.max(...record.runs.map((r) => Math.abs(change(r))));
  return ["| heads | held-out loss with 32-bit floats | as stored | change |", "|---:|---:|---:|---:|", ...rows, "",
    `The models shown; over all ${record.runs.length} runs the loss moves by at most ${most.toFixed(3)} %.`].join("\n");
}

const tables = { "heads table": headsTable, "depth table": depthTable, "runs table": runsTable, "stored table": storedTable, ...lessonTables };
let stale = 0;
for (const file of ["docs/sims/multi-head-attention/index.md", "docs/dev/training.md",
  "docs/lessons/committee.md"]) {
  const before = readFileSync(file, "utf8");
  const after = before.replace(/<!-- begin: (.*?) -->[^]*?<!-- end: \1 -->/g, (whole, name) =>
    tables[name] ? `<!-- begin: ${name} -->\n${tables[name]()}\n<!-- end: ${name} -->` : whole);
  if (after === before) continue;
  if (process.argv.includes("--check")) {
    console.error(`${file} does not say what web/models/record.json says; run scripts/docs-tables.mjs`);
    stale = 1;
  } else {
    writeFileSync(file, after);
    console.log(`${file} updated`);
  }
}
process.exit(stale);
