// SPDX-License-Identifier: MIT
// The table of training: steps per second of microGPT, one name per step, in Chromium and in Node, beside our native tool.
//
//   --processes=3   fresh browsers; Node, whose figures are only reported, runs once
//   --seconds=10    in each of them
//   --only=PLACE    chromium or node
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { inPlaces, project } from './lib/places.mjs';
import { keep, machine, options, table, times, version, write } from './lib/report.mjs';
import { median } from './lib/rounds.mjs';

const chosen = options({ processes: 3, seconds: 10, only: '' });

/** The names that ship with the project. */
const names = [...readFileSync(path.join(project, 'src/data/name_list.hpp'), 'utf8').matchAll(/^ +"([a-z ]+)"/gm)]
  .map(([, text]) => text).join('').trim().split(/ +/);

const tool = path.join(project, 'build/bin/attention');

/** Milliseconds of a step of our native tool: a long run less a short one, so that start and report cancel out. */
function native() {
  if (!existsSync(tool)) return undefined;
  const run = (steps) => {
    const start = performance.now();
    const { status, stderr } = spawnSync(tool, ['train', 'names', '--batch', '1', '--steps', String(steps)], { stdio: ['ignore', 'ignore', 'pipe'] });
    if (status !== 0) throw new Error(`${tool} ended with ${status}: ${stderr}`);
    return performance.now() - start;
  };
  const pairs = Array.from({ length: 5 }, () => (run(41_000) - run(1_000)) / 40_000);
  return median(pairs);
}

/** One process, with the native tool before and after it. */
async function measured(run, where) {
  const before = native();
  const result = await run({ names, options: { seconds: chosen.seconds, rounds: 30 } });
  const after = native();
  if (before !== undefined) result.forms.push({ peer: 'ours, native', form: 'attention train names', ms: Math.min(before, after) });
  console.log(`${where}: ${result.forms.map(({ peer, form, ms }) => `${peer}/${form} ${(1000 / ms).toFixed(0)}`).join(' | ')}`);
  return result;
}

const best = ({ forms }, peer) => Math.min(...forms.filter((form) => form.peer === peer).map(({ ms }) => ms));

/** How many times as fast ours is as another, in each run; the lowest, the median, and whether that is enough. */
function bar(runs, against, least) {
  const found = runs.map((run) => best(run, against) / best(run, 'ours')).filter((ratio) => ratio > 0 && ratio < Infinity).sort((a, b) => a - b);
  if (!found.length) return [against, '–', '–', times(least), 'not measured'];
  return [against, times(found[0]), times(median(found)), times(least), found[0] >= least ? 'yes' : 'no'];
}

function section({ name, bars, runs }) {
  const forms = [...new Map(runs.flatMap((run) => run.forms).map((form) => [`${form.peer}, ${form.form}`, form])).keys()];
  const rates = (text) => runs.flatMap((run) => run.forms).filter(({ peer, form }) => `${peer}, ${form}` === text).map(({ ms }) => 1000 / ms);
  const rate = (value) => value.toLocaleString('en', { maximumFractionDigits: 0 });
  const parts = [`### ${name}`, table(['trainer', 'steps per second, median of the processes', 'best process'],
    forms.map((text) => [text, rate(median(rates(text))), rate(Math.max(...rates(text)))]))];
  if (bars) {
    parts.push('How many times as fast ours is, in the same run:', table(['against', 'lowest of the processes', 'median', 'asked', 'held'],
      [bar(runs, 'plain JavaScript', 2.5), bar(runs, 'ours, native', 0.5)]));
  }
  const left = [...new Set(runs.flatMap((run) => run.left))];
  if (left.length) parts.push('Not timed:', left.map((text) => `- ${text}`).join('\n'));
  return parts.join('\n\n');
}

const about = machine([version('@tensorflow/tfjs'), version('@tensorflow/tfjs-backend-wasm'), `${names.length} names`,
  `fresh browsers: ${chosen.processes}, ${chosen.seconds} s in each`]);
const places = await inPlaces('training.mjs', chosen, measured);
keep('training', { about, places });
write('training', [about, ...places.map(section)].join('\n\n'), chosen);
