// SPDX-License-Identifier: MIT
// What holds in every state of every lesson, at three widths and with each menu open: what is painted can be read,
// tables have headers, targets are large enough, Tab goes as the eye does, and there are not too many elements.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launch, openSim, serve } from './support.mjs';
import { everywhere, lessons } from './states.mjs';
import { lacks, look, numbers, unread, unwritten } from './reading.mjs';

let server, browser, use;
before(async () => {
  [server, browser] = await Promise.all([serve(), launch()]);
  use = await openSim(browser, server.sim(), { viewport: { width: 700, height: 560 }, reducedMotion: 'reduce' });
});
after(async () => { await browser.close(); await server.close(); });

const least = 24;        // CSS px: WCAG 2.5.8
const rowOfControls = 34;  // of the 35 px rows under the picture, less the line between
const large = 44;
const mostNodes = 300;

/**
 * Sliders, checkboxes and switches under the picture take their whole row; Previous and Next are large, and on phones a row
 * high. Only the cells of a matrix with more than 8 columns may be smaller: their size is the matrix's, which is what there
 * is to see, and arrow keys and the table reach the same numbers. So may the words of a sentence of more than 12, one a
 * line beside what they stand for, which have to fit a frame's height.
 */
function smallTargets({ nodes, controls, width }) {
  const roles = new Map(nodes.map((node) => [node.id, node.role]));
  const dense = new Set([...roles.keys()].filter((id) => /-\d+-8$/.test(id)).map((id) => id.replace(/\d+-\d+$/, '')));
  return controls.flatMap(({ id, y, width: w, height: h }) => {
    if (roles.get(id) === 'cell' && dense.has(id.replace(/\d+-\d+$/, ''))) return [];
    if (/^word-\d+$/.test(id) && roles.has('word-13')) return [];
    const moves = id === 'previous' || id === 'next';
    const main = moves || y >= 440 && ['slider', 'checkbox', 'switcher'].includes(roles.get(id));
    const [wide, high] = main ? [large, moves && width >= 480 ? large : rowOfControls] : [least, least];
    return w < wide || h < high ? [`${id.replace(/\d+/g, 'N')} ${h.toFixed(1)} high, ${w.toFixed(0)} wide, not ${high} and ${wide}`] : [];
  });
}

/** The element lies where the registry says, which is where it is painted. */
const astray = ({ nodes, controls }) => nodes.flatMap(({ id, label, rect }) => {
  const found = label !== undefined && controls.find((control) => control.id === id);
  const off = found && Math.max(...['x', 'y', 'width', 'height'].map((side, i) => Math.abs(found[side] - rect[i])));
  return label !== undefined && !(off < 1) ? [`${id} lies elsewhere`] : [];
});

/** Tab goes on to something above, or to the left in the same row. A column on the right may begin higher, and so may an open
 * menu, or what follows it. */
function againstTheEye({ nodes, controls }) {
  const items = new Set(nodes.filter((node) => node.role === 'menu_item').map((node) => node.id));
  const stops = controls.filter((control) => control.stop);
  return stops.slice(1).flatMap((next, i) => {
    const last = stops[i];
    if (items.has(last.id) !== items.has(next.id)) return [];
    const sameRow = Math.min(last.y + last.height, next.y + next.height) - Math.max(last.y, next.y) > 0.5 * Math.min(last.height, next.height);
    const leftwards = next.x + next.width <= last.x + 1;
    const above = next.y + next.height <= last.y + 1 && next.x < last.x + last.width;
    return sameRow && leftwards || above ? [`${last.id} → ${next.id}`] : [];
  });
}

const checks = {
  'every painted number can be read': unread,
  'tables have headers and a summary': ({ tables }) => tables.flatMap(lacks),
  'every attention matrix is a table': unwritten,
  'targets are large enough': smallTargets,
  'elements lie over what is painted': astray,
  'Tab goes as the eye does': againstTheEye,
  [`at most ${mostNodes} nodes`]: ({ nodes }) => nodes.length > mostNodes ? [`${nodes.length} nodes`] : [],
};

for (const lesson of lessons) {
  describe(`lesson ${lesson}`, () => {
    const faults = Object.fromEntries(Object.keys(checks).map((name) => [name, {}]));
    const seen = { states: 0, numbers: 0, controls: 0, tables: 0, nodes: 0, elements: 0 };
    before(async () => {
      await everywhere(use.page, async (nodes, width, what) => {
        const shown = { nodes, width, ...await look(use.page) };
        ++seen.states;
        seen.numbers += shown.painted.flatMap(numbers).length;
        seen.controls += shown.controls.length;
        seen.tables += shown.tables.length;
        seen.nodes = Math.max(seen.nodes, nodes.length);
        seen.elements = Math.max(seen.elements, shown.elements);
        for (const [name, check] of Object.entries(checks)) {
          for (const fault of check(shown)) (faults[name][fault] ??= []).push(what);
        }
      }, { among: [lesson] });
    });
    test('there is something to look at', (context) => {
      context.diagnostic(JSON.stringify(seen));
      assert.ok(seen.states >= 25 && seen.numbers > 300 && seen.controls > 400 && seen.tables > 10, JSON.stringify(seen));
      assert.deepEqual(use.said(), []);
    });
    for (const name of Object.keys(checks)) {
      test(name, () => assert.deepEqual(Object.entries(faults[name]).map(([fault, where]) => `${fault}: ${where[0]} and ${where.length - 1} more`), []));
    }
  });
}
