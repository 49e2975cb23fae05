// SPDX-License-Identifier: MIT
// docs/embed.md against the scripts it describes: what they say they know is what the page lists.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';

const project = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const read = (file) => readFileSync(path.join(project, file), 'utf8');
const page = read('docs/embed.md');

/** The first column of the table that follows a heading, without its code marks. */
function firstColumn(heading) {
  const part = page.split(`\n${heading}\n`)[1].split(/\n#/)[0];
  return [...part.matchAll(/^\| `([^`]+)` \|/gm)].map((found) => found[1]);
}

/** The scripts that answer, in a page that only keeps what is posted. */
function answering() {
  const posted = [];
  const parent = { postMessage: (message) => posted.push(message) };
  let onMessage = () => {};
  const window = {
    parent,
    addEventListener: (_, listener) => { onMessage = listener; },
    sim: { faults: { shown: false }, page: { requestFrame: () => {} }, engine: { text: () => '', call: () => 0 } },
  };
  vm.runInNewContext(['events', 'export', 'messages'].map((name) => read(`web/${name}.js`)).join('\n'), { window, performance });
  window.sim.messages.ready();
  const ask = (message) => {
    onMessage({ source: parent, origin: 'null', data: { microsim: 1, id: 1, ...message } });
    return posted.at(-1);
  };
  return { posted, ask };
}

test('the page lists every message that the sim answers, and no other', () => {
  const { error } = answering().ask({ type: 'no such' });
  assert.deepEqual(firstColumn('### What the sim answers').sort(), error.replace('type must be one of ', '').split(', ').sort());
});

test('the page lists what the sim sends by itself', () => {
  const { posted } = answering();
  const events = [...answering().ask({ type: 'subscribe' }).error.matchAll(/"(\w+)"/g)].map((found) => found[1]);
  assert.deepEqual(firstColumn('### What the sim sends').sort(), [...posted.map(({ type }) => type), ...events].sort());
});

test('the page names every format of an export', () => {
  const formats = [...answering().ask({ type: 'export', format: '?' }).error.matchAll(/"(\w+)"/g)].map((found) => found[1]);
  assert.ok(formats.length >= 3);
  for (const format of formats) assert.match(page, new RegExp(`^\\| \`export\` \\|.*\`${format}\``, 'm'), format);
});

test('the page lists every attribute, method and event of the element', () => {
  const element = read('web/embed.js');
  const attributes = /observedAttributes = \[\.\.\.keys, ([^\]]+)\]/.exec(element)[1].match(/[\w-]+/g);
  const methods = [...element.matchAll(/^ {4}async (\w+)\(/gm)].map((found) => found[1]);
  const events = [...element.matchAll(/#tell\('(\w+)'/g)].map((found) => found[1]);
  const properties = [...element.matchAll(/^ {4}get (\w+)\(/gm)].map((found) => found[1]);
  for (const name of [...attributes, ...methods, ...events, ...properties, 'timeout']) {
    assert.match(page, new RegExp(`^\\|.*\`${name}\\b`, 'm'), name);
  }
});
