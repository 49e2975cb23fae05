// SPDX-License-Identifier: MIT
// What a table needs to become a section of docs/dev/benchmarks.md: numbers as text, the machine, the markers.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { project } from './places.mjs';

const page = path.join(project, 'docs/dev/benchmarks.md');

/** --name=value and --flag of the command line, over the defaults; what is not among those is refused. */
export function options(defaults) {
  const chosen = { 'dry-run': false, ...defaults };
  for (const argument of process.argv.slice(2)) {
    const [, name, value] = /^--([\w-]+)(?:=(.*))?$/.exec(argument) ?? [];
    if (!name || !(name in chosen)) {
      console.error(`${argument}: no such option; there are: ${Object.keys(chosen).map((key) => `--${key}`).join(' ')}`);
      process.exit(2);
    }
    const like = chosen[name];
    chosen[name] = typeof like === 'boolean' ? true : typeof like === 'number' ? Number(value) : value;
  }
  return chosen;
}

/** Three figures, with a unit that keeps them readable. */
export function duration(ms) {
  if (ms === undefined) return '–';
  const [value, unit] = ms < 0.1 ? [1000 * ms, 'µs'] : [ms, 'ms'];
  return `${value >= 100 ? value.toFixed(0) : value.toPrecision(3)} ${unit}`;
}

export const times = (ratio) => (Number.isFinite(ratio) ? ratio.toFixed(2) : '–');

export function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, i) => (i ? '---:' : '---'))), ...rows.map(line)].join('\n');
}

/** The version of an installed package of the bench. */
export const version = (name) => {
  const file = path.join(project, 'tests/bench/node_modules', name, 'package.json');
  return existsSync(file) ? `${name} ${JSON.parse(readFileSync(file, 'utf8')).version}` : `${name} (not installed)`;
};

/** One paragraph: what was measured on, and how busy it was with other things at the start. */
export function machine(parts) {
  const cpus = os.cpus();
  const [busy] = os.loadavg();
  return [`${cpus[0].model.trim()}, ${cpus.length} cores`, ...parts, `load before the run ${busy.toFixed(1)}`].join('; ') + '.';
}

/** Keeps what was measured, for looking closer, in build/bench. */
export function keep(name, measured) {
  const folder = path.join(project, 'build/bench');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, `${name}.json`), JSON.stringify(measured, null, 1));
}

/** Puts a text between the markers of its section, or only prints it. */
export function write(name, text, { 'dry-run': dry }) {
  console.log(`\n${text}\n`);
  if (dry) return;
  const before = readFileSync(page, 'utf8');
  const marked = new RegExp(`(<!-- begin: ${name} -->\n)[^]*?(<!-- end: ${name} -->)`);
  if (!marked.test(before)) throw new Error(`${page} has no section between the markers of "${name}"`);
  writeFileSync(page, before.replace(marked, (_, begin, end) => `${begin}${text}\n${end}`));
  console.log(`written to ${path.relative(project, page)}`);
}
