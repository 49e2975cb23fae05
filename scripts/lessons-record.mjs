// SPDX-License-Identifier: MIT
// node scripts/lessons-record.mjs WORK MODELS: from the reports of scripts/train-lessons in WORK writes
// MODELS/record-names.json (the two shipped models of names and the comparison of head counts at equal parameters),
// record-sort.json and record-steps.json: commands, seeds, losses, roles, knock-outs and loss curves. A record whose
// reports are not in WORK stays as it is.
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const CURVE_POINTS = 16; // of the tool's 80; enough to see the shape

const [work, models] = process.argv.slice(2);
if (!work || !models) {
  console.error("usage: lessons-record.mjs WORK MODELS");
  process.exit(2);
}

const read = (name) => {
  const file = join(work, `${name}.json`);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : null;
};
const rounded = (x) => Number(x.toFixed(6));
// The command without the folders it was run in.
const command = (text) => text.replace(/ --(out|report) \S+/g, "");

function thinned(curve) {
  const every = Math.max(1, Math.round(curve.length / CURVE_POINTS));
  return curve.filter((_, i) => (i + 1) % every === 0).map((p) => [p.step, Number(p.loss.toFixed(4))]);
}

function whole(report) {
  const { config, curve, ...rest } = report;
  return { ...rest, command: command(report.command), heads_count: config.heads, curve: thinned(curve) };
}

function short(report) {
  return {
    heads: report.config.heads, seed: report.seed, command: command(report.command), parameters: report.parameters,
    fingerprint: report.fingerprint, loss: rounded(report.loss), training_loss: rounded(report.training_loss),
    roles: report.heads.map((h) => h.role), curve: thinned(report.curve),
  };
}

function summary(runs) {
  return [...new Set(runs.map((r) => r.heads))].sort((a, b) => a - b).map((heads) => {
    const losses = runs.filter((r) => r.heads === heads).map((r) => r.loss);
    const mean = losses.reduce((a, b) => a + b, 0) / losses.length;
    const square = losses.reduce((a, b) => a + (b - mean) ** 2, 0) / Math.max(1, losses.length - 1);
    return { heads, seeds: losses.length, mean: rounded(mean), deviation: rounded(Math.sqrt(square)),
      lowest: Math.min(...losses), highest: Math.max(...losses) };
  });
}

function write(name, record) {
  writeFileSync(join(models, name), `${JSON.stringify(record)}\n`.replace(/,"(runs|shipped|knockouts|heads|curve)":/g, ',\n"$1":')
    .replace(/\},\{"heads":/g, '},\n{"heads":'));
  console.log(join(models, name));
}

const late = read("names-5000");
const early = read("names-1000");
const runs = readdirSync(work).filter((n) => /^names-heads-\d+-seed-\d+\.json$/.test(n))
  .map((n) => short(read(n.replace(/\.json$/, "")))).sort((a, b) => a.heads - b.heads || a.seed - b.seed);
if (late && early && runs.length > 0) {
  write("record-names.json", {
    training_names: late.training_names, held_out_names: late.held_out_names, summary: summary(runs),
    shipped: { "names-5000": whole(late), "names-1000": whole(early) }, runs,
  });
}
const sort = read("sort");
if (sort) write("record-sort.json", whole(sort));
const steps = read("steps");
const other = read("steps-4-heads");
if (steps && other) write("record-steps.json", { shipped: whole(steps), compared: whole(other) });
