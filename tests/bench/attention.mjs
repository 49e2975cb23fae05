// SPDX-License-Identifier: MIT
// The table of the attention layer: ours against what a web author would pick, in Chromium and in Node.
//
//   --processes=3   fresh browsers, and fresh Nodes
//   --seconds=10    for each row in each of them
//   --rows=1,2,...  of the six
//   --only=PLACE    chromium or node
//   --peers=A,B     files of tests/bench/peers
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { errors, forms, held, medians, sentences } from './lib/attention-report.mjs';
import { rows } from './lib/layer.mjs';
import { openChromium, project, runInNode } from './lib/places.mjs';
import { duration, machine, options, version, write } from './lib/report.mjs';

const chosen = options({ processes: 3, seconds: 10, rows: '1,2,3,4,5,6', only: '', peers: 'ours,ort,litert,tfjs,plain,limit' });
const places = chosen.rows.split(',').map((text) => Number(text) - 1);
const picked = places.map((place) => rows[place]);
const peers = chosen.peers.split(',');

/** The rows one after another, each in a new page or a new Node. */
async function runRows(run, where) {
  const results = [];
  for (const row of picked) {
    const result = await run({ row, peers, options: { seconds: chosen.seconds } });
    const best = [...result.forms].sort((a, b) => a.ms - b.ms).slice(0, 6).map(({ peer, form, ms }) => `${peer}/${form} ${duration(ms)}`);
    console.log(`${where}: ${row.tokens}, ${row.dModel}, ${row.heads}: ${best.join(' | ')}`);
    results.push(result);
  }
  return results;
}

/** Chromium: a browser of its own for every repetition. */
async function inChromium() {
  const runs = [];
  let name = '';
  for (let i = 0; i < chosen.processes; i++) {
    const browser = await openChromium();
    name = `Chromium ${browser.version}`;
    try {
      runs.push(await runRows((given) => browser.run('attention.mjs', given), `Chromium ${i + 1}`));
    } finally {
      await browser.close();
    }
  }
  return { name, runs };
}

async function inNode() {
  const runs = [];
  for (let i = 0; i < chosen.processes; i++) runs.push(await runRows((given) => runInNode('attention.mjs', given), `Node ${i + 1}`));
  return { name: `Node ${process.versions.node}`, runs };
}

/** [process][row] turned into [row][process]. */
const byRow = (runs) => picked.map((_, i) => runs.map((run) => run[i]));

function section({ name, runs }, bars) {
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
  `${chosen.processes} processes, ${chosen.seconds} s a row in each`]);
const measured = [];
if (chosen.only !== 'node') measured.push([await inChromium(), true]);
if (chosen.only !== 'chromium') measured.push([await inNode(), false]);
mkdirSync(path.join(project, 'build/bench'), { recursive: true });
writeFileSync(path.join(project, 'build/bench/attention.json'), JSON.stringify({ about, measured: measured.map(([place]) => place) }, null, 1));
write('attention', [about, ...measured.map(([place, bars]) => section(place, bars))].join('\n\n'), chosen);
