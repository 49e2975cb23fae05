// SPDX-License-Identifier: MIT
// How the cost of one layer grows with the number of tokens and with the width: time and memory, and the exponents.
//
//   --processes=3   fresh browsers; the median of them is shown
//   --seconds=2     for each size in each of them
import { openChromium } from './lib/places.mjs';
import { duration, machine, options, table, write } from './lib/report.mjs';
import { median } from './lib/rounds.mjs';

const chosen = options({ processes: 3, seconds: 2 });
const powers = (from, to) => Array.from({ length: Math.log2(to / from) + 1 }, (_, i) => from * 2 ** i);
const sweeps = [
  { of: 'tokens', fixed: 'width 64, 4 heads', rows: powers(16, 4096).map((tokens) => ({ tokens, dModel: 64, heads: 4 })) },
  { of: 'width', fixed: '64 tokens, 4 heads', rows: powers(16, 1024).map((dModel) => ({ tokens: 64, dModel, heads: 4 })) },
];

/** Multiplications and additions of the products: projections and W_O, scores and weighted sums. */
const operations = ({ tokens, dModel }) => 8 * tokens * dModel * dModel + 4 * tokens * tokens * dModel;

/** The exponent between one size and the one of half of it: 1 where the cost doubles, 2 where it grows fourfold. */
const exponent = (more, less) => Math.log2(more / less).toFixed(2);
/** The exponent of the power of the size that fits all costs best: the slope of a line through their logarithms. */
function fitted(sizes, costs) {
  const mean = (list) => list.reduce((sum, value) => sum + value, 0) / list.length;
  const [x, y] = [sizes.map(Math.log), costs.map(Math.log)];
  const [middle, height] = [mean(x), mean(y)];
  return (mean(x.map((at, i) => (at - middle) * (y[i] - height))) / mean(x.map((at) => (at - middle) ** 2))).toFixed(2);
}
const megabytes = (bytes) => `${(bytes / 2 ** 20).toPrecision(3)} MB`;

async function measured(row, browsers) {
  const results = [];
  for (const browser of browsers) results.push(await browser.run('growth.mjs', { row, options: { seconds: chosen.seconds } }));
  return { ms: median(results.map(({ ms }) => ms)), bytes: results[0].bytes };
}

function section({ of, fixed, rows }, costs) {
  const lines = rows.map((row, i) => {
    const of2 = (pick) => (i ? exponent(pick(i), pick(i - 1)) : '–');
    const squares = row.heads * row.tokens * row.tokens * 4;
    return [of === 'tokens' ? row.tokens : row.dModel, duration(costs[i].ms), of2((k) => costs[k].ms), of2((k) => operations(rows[k])),
      (operations(row) / costs[i].ms / 1e6).toFixed(1), megabytes(costs[i].bytes), of2((k) => costs[k].bytes), megabytes(squares)];
  });
  const sizes = rows.map((row) => (of === 'tokens' ? row.tokens : row.dModel));
  for (const [name, from] of [['fitted, all sizes', 0], [`fitted, from ${sizes[Math.floor(sizes.length / 2)]}`, Math.floor(sizes.length / 2)]]) {
    const fit = (cost) => fitted(sizes.slice(from), rows.map((_, i) => cost(i)).slice(from));
    lines.push([name, '', fit((i) => costs[i].ms), fit((i) => operations(rows[i])), '', '', fit((i) => costs[i].bytes), '']);
  }
  return [`### By ${of}: ${fixed}`, table([of, 'one pass', 'exponent', 'of the operations', 'GFLOP/s', 'memory', 'exponent', 'all weights would take'], lines)].join('\n\n');
}

const browsers = [];
for (let i = 0; i < chosen.processes; i++) browsers.push(await openChromium());
const sections = [];
try {
  for (const sweep of sweeps) {
    const costs = [];
    for (const row of sweep.rows) {
      costs.push(await measured(row, browsers));
      console.log(`${row.tokens}, ${row.dModel}: ${duration(costs.at(-1).ms)}, ${megabytes(costs.at(-1).bytes)}`);
    }
    sections.push(section(sweep, costs));
  }
} finally {
  for (const browser of browsers) await browser.close();
}
const about = machine([`Chromium ${browsers[0].version}`, `${chosen.processes} processes, ${chosen.seconds} s a size in each`]);
write('growth', [about, ...sections].join('\n\n'), chosen);
