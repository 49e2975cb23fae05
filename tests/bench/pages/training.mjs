// SPDX-License-Identifier: MIT
// The training table, in a page or in Node: makes the trainers, holds their losses against the double-precision one's,
// and races those that passed.
import { start, stream } from '../lib/microgpt.mjs';
import { race } from '../lib/rounds.mjs';

export const stepsPerCall = 16;  // so that names of different length even out
const checkedSteps = 30;
const tolerance = 2e-3;

const flat = (Numbers) => async () => (await import(`../trainers/flat.mjs?${Numbers.name}`)).trainer(start(), Numbers);
const file = (name) => async () => (await import(`../trainers/${name}.mjs`)).trainer(start());

const makers = [
  { peer: 'ours', form: 'createTrainer', make: file('ours'), stays: true },
  { peer: 'plain JavaScript', form: 'Float64Array', make: flat(Float64Array) },
  { peer: 'plain JavaScript', form: 'Float32Array', make: flat(Float32Array) },
  { peer: 'tfjs-wasm', form: 'variables and Adam', make: file('tfjs') },
  { peer: 'scalar autograd', form: 'a node for each number', make: file('scalar') },
];

/** Losses of the first steps of a trainer. */
function losses(step, names) {
  const next = stream(names);
  return Array.from({ length: checkedSteps }, () => step(next()));
}

/** A contestant of the race, when its losses are right. */
async function contestant({ peer, form, make, stays }, names, right) {
  const found = losses(await make(), names);
  const off = Math.max(...found.map((loss, i) => Math.abs(loss - right[i])));
  if (!(off <= tolerance)) throw new Error(`its loss is off by ${off}`);
  const step = await make();
  const next = stream(names);
  const call = () => { for (let i = 0; i < stepsPerCall; i++) step(next()); };
  return { peer, form, call, waits: false, stays, off };
}

export async function run({ names, options }) {
  const { trainer } = await import('../trainers/scalar.mjs');
  const right = losses(trainer(start()), names);
  const checked = [];
  const left = [];
  for (const maker of makers) {
    try {
      checked.push(await contestant(maker, names, right));
    } catch (reason) {
      left.push(`${maker.peer}, ${maker.form}: not timed, ${reason?.message ?? reason}`);
    }
  }
  const times = await race(checked, options);
  return { forms: times.map((time, i) => ({ ...time, ms: time.ms / stepsPerCall, off: checked[i].off })), left };
}
