// SPDX-License-Identifier: MIT
// One row of the attention table, in a page or in Node: makes the contestants, holds each against the oracle, and races
// those that passed.
import { error, oracle, problem, tolerance } from '../lib/layer.mjs';
import { race } from '../lib/rounds.mjs';

/** All forms of one peer with their errors; a peer that is not there or cannot be set up is a sentence. */
async function made(name, p, right) {
  let forms;
  try {
    forms = await (await import(`../peers/${name}.mjs`)).contestants(p);
  } catch (reason) {
    return { checked: [], left: [`${name} could not be set up: ${reason?.message ?? reason}`] };
  }
  const checked = [];
  const left = [];
  for (const form of forms) {
    try {
      const found = form.error ?? error(await form.call(), right);
      if (found.largest <= tolerance) checked.push({ ...form, error: found });
      else left.push(`${form.peer}, ${form.form}: not timed, its largest error is ${found.largest.toExponential(1)} of the largest output`);
    } catch (reason) {
      left.push(`${form.peer}, ${form.form}: not timed, ${reason?.message ?? reason}`);
    }
  }
  return { checked, left };
}

export async function run({ row, peers, options }) {
  const p = problem(row);
  const right = oracle(p);
  const checked = [];
  const left = [];
  for (const name of peers) {
    const peer = await made(name, p, right);
    checked.push(...peer.checked);
    left.push(...peer.left);
  }
  const times = await race(checked, options);
  return { forms: times.map((time, i) => ({ ...time, error: checked[i].error })), left };
}
