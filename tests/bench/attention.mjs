// SPDX-License-Identifier: MIT
// The table of the attention layer: ours against what a web author would pick, in Chromium and in Node.
//
//   --processes=3   fresh browsers; Node, whose figures are only reported, runs once
//   --seconds=10    for each row in each of them
//   --rows=1,2,...  of the six
//   --only=PLACE    chromium or node
//   --peers=A,B     files of tests/bench/peers
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

import { errors, forms, held, medians, sentences } from './lib/attention-report.mjs';
import { rows } from './lib/layer.mjs';
import { inPlaces, project } from './lib/places.mjs';
import { duration, keep, machine, options, version, write } from './lib/report.mjs';

const chosen = options({ processes: 3, seconds: 10, rows: '1,2,3,4,5,6', only: '', peers: 'ours,ort,litert,tfjs,plain,limit' });
const places = chosen.rows.split(',').map((text) => Number(text) - 1);
const picked = places.map((place) => rows[place]);
const peers = chosen.peers.split(',');

/** Milliseconds of a call of our native build, or nothing where it was not built. */
function native({ tokens, dModel, heads }) {
  const tool = path.join(project, 'build/bench/attention_bench');
  if (!existsSync(tool)) return [];
  const { status, stdout } = spawnSync(tool, [tokens, dModel, heads, chosen.seconds / 5].map(String), { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${tool} ended with ${status}`);
  return [Number(stdout)];
}

/** The rows one after another, each in a new page or a new Node, our native build before and after it. */
async function runRows(run, where) {
  const results = [];
  for (const row of picked) {
    const natively = native(row);
    const result = await run({ row, peers, options: { seconds: chosen.seconds } });
    natively.push(...native(row));
    if (natively.length) result.forms.push({ peer: 'ours, native', form: 'the same digits', ms: Math.min(...natively) });
    const best = [...result.forms].sort((a, b) => a.ms - b.ms).slice(0, 6).map(({ peer, form, ms }) => `${peer}/${form} ${duration(ms)}`);
    console.log(`${where}: ${row.tokens}, ${row.dModel}, ${row.heads}: ${best.join(' | ')}`);
    results.push(result);
  }
  return results;
}

/** [process][row] turned into [row][process]. */
const byRow = (runs) => picked.map((_, i) => runs.map((run) => run[i]));

function section({ name, bars, runs }) {
  const perRow = byRow(runs);
  const parts = [`### ${name}`, 'Median of one call; of peers the better process, of ours and the limit the median of the processes.', medians(picked, perRow)];
  if (bars) parts.push('How many times as fast as the other, in the same run:', held(picked, perRow, places));
  parts.push('Error against double precision, root-mean-square, as a part of the output\'s:', errors(picked, perRow));
  parts.push('The fastest form of each peer, row by row:', forms(picked, perRow));
  const left = sentences(perRow);
  if (left) parts.push('Not timed:', left);
  return parts.join('\n\n');
}

if (!existsSync(path.join(project, 'build/bench/limit.wasm'))) throw new Error('build/bench/limit.wasm is missing; run scripts/bench without --no-build');
const about = machine([version('onnxruntime-web'), version('@litertjs/core'), version('@tensorflow/tfjs'), version('@tensorflow/tfjs-backend-wasm'),
  `fresh browsers: ${chosen.processes}, ${chosen.seconds} s a row in each`]);
const measured = await inPlaces('attention.mjs', chosen, runRows);
keep('attention', { about, measured });
write('attention', [about, ...measured.map(section)].join('\n\n'), chosen);
