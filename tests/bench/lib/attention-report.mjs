// SPDX-License-Identifier: MIT
// Makes the tables of the attention layer from what the runs gave: medians, ratios against the bars, errors.
//
// A run is one process; it has, for each row, {forms: [{peer, form, ms, batches, error}], left: [sentences]}.
import { median } from './rounds.mjs';
import { duration, table, times } from './report.mjs';

const ours = ['ours', 'ours, fast', 'ours, one call', 'ours, native'];
const limits = ['limit', 'limit, relaxed'];
const isPeer = (name) => ![...ours, ...limits].includes(name);

const name = ({ tokens, dModel, heads }) => `${tokens}, ${dModel}, ${heads}`;

/** The best form of one contestant in one process. */
const bestForm = (result, peer) => result.forms.filter((form) => form.peer === peer).sort((a, b) => a.ms - b.ms)[0];
const bestOf = (result, peer) => bestForm(result, peer)?.ms;

/** The fastest peer of one process. */
const fastest = (result) => result.forms.filter(({ peer }) => isPeer(peer)).sort((a, b) => a.ms - b.ms)[0];

/** A peer counts with its better process, ours and the limit with the median of all. */
function shown(results, peer) {
  const all = results.map((result) => bestOf(result, peer)).filter((ms) => ms !== undefined);
  if (!all.length) return undefined;
  return isPeer(peer) ? Math.min(...all) : median(all);
}

/** How many times as fast as `against(result)` one of ours is in each process, the lowest first. */
const ratios = (results, mine, against) => results
  .map((result) => against(result) / bestOf(result, mine)).filter(Number.isFinite).sort((a, b) => a - b);

export function medians(rows, perRow) {
  const peers = [...new Set(perRow.flat().flatMap((result) => result.forms.map(({ peer }) => peer)))];
  const order = [...peers.filter(isPeer), ...limits, ...ours].filter((peer) => peers.includes(peer));
  return table(['tokens, width, heads', ...order],
    rows.map((row, i) => [name(row), ...order.map((peer) => duration(shown(perRow[i], peer)))]));
}

/** [what is asked, of which of ours, against what, at least] for a row's place in the table. */
function bars(i) {
  const peer = (result) => fastest(result)?.ms;
  const ort = (result) => bestOf(result, 'onnxruntime-web');
  const limit = (result) => bestOf(result, 'limit');
  const list = [];
  if (i < 2) list.push(['the fastest peer', 'ours', peer, 2]);
  if (i === 2) list.push(['the fastest peer', 'ours', peer, 1]);
  if (i > 2) list.push(['the fastest peer', 'ours', peer, 0.95], ['onnxruntime-web', 'ours', ort, 1.2], ['the fastest peer', 'ours, fast', peer, 1.25]);
  if (i === 4) list.push(['the limit', 'ours', limit, 0.88]);
  list.push(['ours, native', 'ours', (result) => bestOf(result, 'ours, native'), 1 / 1.5]);
  list.push(['ours', 'ours, native', (result) => bestOf(result, 'ours'), 1 / 1.5]);
  return list;
}

export function held(rows, perRow, places) {
  const lines = rows.flatMap((row, i) => bars(places[i]).map(([what, mine, against, least]) => {
    const found = ratios(perRow[i], mine, against);
    // What the products alone would have: more than that cannot be asked of the layer.
    const bound = ['the fastest peer', 'onnxruntime-web'].includes(what) ? ratios(perRow[i], mine === 'ours, fast' ? 'limit, relaxed' : 'limit', against) : [];
    const who = what === 'the fastest peer' ? `${what} (${[...new Set(perRow[i].map((result) => fastest(result)?.peer))].join(', ')})` : what;
    const verdict = !found.length ? 'not measured' : found[0] >= least ? 'yes' : 'no';
    return [name(row), mine, who, times(found[0]), times(found.length ? median(found) : NaN), times(least), verdict,
      bound.length ? times(median(bound)) : ''];
  }));
  return table(['tokens, width, heads', 'which of ours', 'against', 'lowest of the processes', 'median', 'asked', 'held', 'the limit itself'], lines);
}

const exponent = (x) => (x === undefined ? '–' : x.toExponential(1).replace('e-', '·10⁻').replace(/\d$/, (d) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[d]));

/**
 * Root-mean-square error of each contestant's fastest form, and how it compares with the most exact of the engines;
 * plain JavaScript is none, it sums in double precision.
 */
export function errors(rows, perRow) {
  const all = [...new Set(perRow.flat().flatMap((result) => result.forms.map(({ peer }) => peer)))].filter((peer) => !limits.includes(peer));
  const own = ours.filter((peer) => all.includes(peer) && peer !== 'ours, native');
  const order = [...all.filter(isPeer), ...own];
  const of = (i, peer) => bestForm(perRow[i][0], peer)?.error?.rms;
  const engines = order.filter((peer) => isPeer(peer) && peer !== 'plain JavaScript');
  const least = (i) => Math.min(...engines.map((peer) => of(i, peer) ?? Infinity));
  return table(['tokens, width, heads', ...order, ...own.map((peer) => `${peer} / the most exact engine`)], rows.map((row, i) =>
    [name(row), ...order.map((peer) => exponent(of(i, peer))), ...own.map((peer) => times(of(i, peer) / least(i)))]));
}

/** Which form of each peer was the fastest. */
export function forms(rows, perRow) {
  const found = new Map();
  rows.forEach((row, i) => {
    for (const peer of new Set(perRow[i].flatMap((result) => result.forms.map((form) => form.peer)))) {
      if (!isPeer(peer)) continue;
      const best = perRow[i].map((result) => bestForm(result, peer)).filter(Boolean).sort((a, b) => a.ms - b.ms)[0];
      if (!found.has(peer)) found.set(peer, []);
      found.get(peer).push(best.form);
    }
  });
  return [...found].map(([peer, list]) => `- ${peer}: ${list.join('; ')}`).join('\n');
}

export const sentences = (perRow) => [...new Set(perRow.flat().flatMap(({ left }) => left))].map((text) => `- ${text}`).join('\n');
