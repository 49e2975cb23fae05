// SPDX-License-Identifier: MIT
// How long it takes to see a change in one file of a lesson: in its native tests, and in the browser.
//   node tests/bench/compile.mjs [--shipped]
// Everything must have been built before (scripts/test lessons, scripts/serve --quick). --shipped measures the site as it
// ships too, whose program is optimised as a whole: minutes. Nothing comes from ccache. Prints a table in Markdown.
import { spawnSync } from 'node:child_process';
import { utimesSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

const { values: { shipped } } = parseArgs({ options: { shipped: { type: 'boolean', default: false } } });
const project = path.resolve(path.dirname(new URL(import.meta.url).pathname), '../..');
const lesson = path.join(project, 'src/lessons/heads_grid.cpp');

/** Seconds of a command; it must succeed. */
function seconds(command, ...args) {
  const start = performance.now();
  const run = spawnSync(path.join(project, command), args, { cwd: project, env: { ...process.env, CCACHE_DISABLE: '1' }, encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`${command} ${args.join(' ')}\n${run.stdout}${run.stderr}`);
  return (performance.now() - start) / 1000;
}

/** The median of a few times; before the first one nothing else is left to do. */
function afterChange(times, ...command) {
  seconds(...command);
  const list = [];
  for (let i = 0; i < times; ++i) {
    const now = new Date();
    utimesSync(lesson, now, now);
    list.push(seconds(...command));
  }
  return list.sort((a, b) => a - b)[Math.floor(times / 2)];
}

const rows = [
  ['native: the lessons\' tests', 5, afterChange(5, 'scripts/env', 'cmake', '--build', 'build/dev', '--target', 'lessons_tests')],
  ['web: `scripts/serve --quick --build-only`', 20, afterChange(5, 'scripts/serve', '--quick', '--build-only')],
];
if (shipped) rows.push(['web as shipped: `scripts/serve --build-only`', '', afterChange(1, 'scripts/serve', '--build-only')]);
console.log('| after a change in one file of a lesson | seconds | bar |\n|---|---|---|');
for (const [what, bar, time] of rows) console.log(`| ${what} | ${time.toFixed(1)} | ${bar} |`);
