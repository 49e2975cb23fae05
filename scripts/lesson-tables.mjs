// SPDX-License-Identifier: MIT
// The measured tables of the lessons on small models, from web/models/record-{names,sort,steps}.json; docs-tables.mjs
// puts them into the pages.
import { readFileSync } from "node:fs";

const read = (name) => JSON.parse(readFileSync(`web/models/record-${name}.json`, "utf8"));
const three = (x) => x.toFixed(3);
const change = (x) => `${x < 0 ? "−" : "+"}${Math.abs(x).toFixed(3)}`;
const role = (slug) => slug.replaceAll("-", " ");

/** Held-out loss of names with 1 to 16 heads and the same number of parameters. */
function namesHeads() {
  const { summary, runs, held_out_names } = read("names");
  const rows = summary.map((s) =>
    `| ${s.heads} | ${16 / s.heads} | ${three(s.mean)} | ${three(s.deviation)} | ${three(s.lowest)} to ${three(s.highest)} |`);
  return ["| heads | width of a head | held-out loss, mean | standard deviation over seeds | lowest to highest |",
    "|---:|---:|---:|---:|---:|", ...rows, "",
    `Nats per letter on ${held_out_names} held-out names; ${summary[0].seeds} seeds for each head count, 5,000 steps of 16 names; every model has ` +
    `${runs[0].parameters.toLocaleString("en")} parameters.`].join("\n");
}

/** What switching heads off costs the two shipped models of names. */
function namesKnockouts() {
  const { shipped } = read("names");
  const late = shipped["names-5000"].knockouts;
  const early = shipped["names-1000"].knockouts;
  const rows = late.map((row, i) => row.off === "none"
    ? `| none | ${three(row.loss)} | | ${three(early[i].loss)} | |`
    : `| ${row.off.replaceAll("+", ", ")} | ${change(row.loss - late[0].loss)} | ${change(row.loss_mean - late[0].loss_mean)} | ` +
      `${change(early[i].loss - early[0].loss)} | ${change(early[i].loss_mean - early[0].loss_mean)} |`);
  return ["| heads off | 5,000 steps, zero | mean | 1,000 steps, zero | mean |", "|---|---:|---:|---:|---:|", ...rows, "",
    `The first row is the loss in nats per letter, the others the change; ${late[0].cases.toLocaleString("en")} letters of held-out names.`].join("\n");
}

/** Inputs of 729 sorted right without each part. */
function sortKnockouts() {
  const record = read("sort");
  const names = { head: "head", attention: "attention", mlp: "MLP" };
  const words = (off) => {
    if (off === "none") return "nothing";
    const [, layer, part, head] = off.match(/^layer(\d)(?:\.([a-z]+)(\d*))?$/);
    return part ? `block ${layer}, ${names[part]}${head ? ` ${head}` : ""}` : `block ${layer}, whole`;
  };
  const rows = record.knockouts.map((r) => `| ${words(r.off)} | ${r.right} | ${(100 * r.right / r.cases).toFixed(1)} % |`);
  return ["| off | inputs sorted right, of 729 | |", "|---|---:|---:|", ...rows, "",
    `${record.held_out} of the inputs were never trained on; the whole model sorts ${record.held_out_right} of them.`].join("\n");
}

/** Roles of the heads of a record. */
function roles(heads) {
  const rows = heads.map((h) => {
    const best = h.role === "diffuse" ? null : h.scores.find((s) => s.role === h.role);
    const line = best ? Math.max(best.uniform, best.distance ?? 0) : 0;
    return `| ${h.layer} | ${h.head} | ${role(h.role)} | ${best ? best.mass.toFixed(2) : ""} | ${best ? line.toFixed(2) : ""} | ${h.entropy.toFixed(2)} |`;
  });
  return ["| block | head | role | weight there | chance | entropy, of uniform |", "|---:|---:|---|---:|---:|---:|", ...rows].join("\n");
}

function stepsTable() {
  const { shipped, compared } = read("steps");
  const row = (r) => `| ${r.heads_count} | ${three(r.loss)} | ${r.heads.map((h) => `${role(h.role)} (${change(h.loss_without - r.loss)})`).join(", ")} |`;
  return ["| heads | held-out loss | roles, and what each head's knock-out adds to the loss |", "|---:|---:|---|", row(shipped), row(compared)].join("\n");
}

export const lessonTables = {
  "names heads table": namesHeads,
  "names knock-out table": namesKnockouts,
  "names roles table": () => roles(read("names").shipped["names-5000"].heads),
  "sort knock-out table": sortKnockouts,
  "sort roles table": () => roles(read("sort").heads),
  "steps table": stepsTable,
};
