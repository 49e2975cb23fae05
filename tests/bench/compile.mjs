// SPDX-License-Identifier: MIT
// How long it takes to see a change in one file of a lesson: in its native tests, and in the browser.
//
//   --shipped   the site as it ships too, whose program is optimised as a whole: minutes
//
// Everything is built before, so that only the change is left to do. Nothing comes from ccache.
import { spawnSync } from 'node:child_process';
import { utimesSync } from 'node:fs';
import path from 'node:path';

import { project } from './lib/places.mjs';
import { machine, options, table, write } from './lib/report.mjs';
import { median } from './lib/rounds.mjs';

const chosen = options({ shipped: false });
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
  return median(list);
}

seconds('scripts/env', 'cmake', '--preset', 'dev');
const rows = [
  ['native: the lessons\' tests', 5, afterChange(5, 'scripts/env', 'cmake', '--build', 'build/dev', '--target', 'lessons_tests')],
  ['web: `scripts/serve --quick --build-only`', 20, afterChange(5, 'scripts/serve', '--quick', '--build-only')],
];
if (chosen.shipped) rows.push(['web as shipped: `scripts/serve --build-only`', '', afterChange(1, 'scripts/serve', '--build-only')]);
write('compile', [machine(['g++ and Emscripten of the toolchain']), table(['after a change in one file of a lesson', 'seconds', 'bar'],
  rows.map(([what, bar, time]) => [what, time.toFixed(1), bar]))].join('\n\n'), chosen);
