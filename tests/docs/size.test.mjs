// SPDX-License-Identifier: MIT
// What a learner downloads before the first sentence is drawn, against the budget, and that packing loses nothing.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';
import { deflateRawSync, gzipSync, inflateSync } from 'node:zlib';
import { wasmSizes } from './wasm_sizes.mjs';

const project = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const sim = path.join(project, 'build/site/sims/multi-head-attention');
const read = (file) => readFileSync(path.join(sim, file));

const budget = 450_000;

/** main.html, every file it names, and the model of the lesson's start. */
function firstLesson() {
  const html = read('main.html').toString();
  const named = [...html.matchAll(/<(?:script|link|img)\b[^>]*?\s(?:src|href)="([^"#]+)"/g)].map((m) => m[1]);
  return ['main.html', ...named.filter((url) => !url.startsWith('data:')), 'models/heads-4.js'];
}

const line = (name, size, deflated) => `${String(size).padStart(9)} ${String(deflated).padStart(8)}  ${name}`;

/** The fonts stand in the program's data as arrays of bytes. */
function fontSizes() {
  const text = readFileSync(path.join(project, 'build/web/src/view/font_data.cpp'), 'utf8');
  return [...text.matchAll(/k_(\w+)\[\] = \{([^}]*)\}/g)].map(([, name, bytes]) => {
    const font = Buffer.from(bytes.split(',').map(Number));
    return [name, [font.length, deflateRawSync(font, { level: 9 }).length]];
  });
}

/** Where the bytes of the first lesson are, largest first: bytes, and deflated. */
function account() {
  const built = (file) => readFileSync(path.join(project, 'build/web/bin', file));
  const { sections, functions, named, bodies } = wasmSizes(built('mha.wasm'), built('mha.js.symbols').toString());
  assert.equal(named, bodies, 'every function has a name');
  const rows = (title, list) => [`  ${title}`, ...list.map(([name, [size, deflated]]) => line(name, size, deflated))];
  return [
    ...rows('the program, by section', sections.filter(([, [size]]) => size > 100)),
    ...rows('its code, by folder and library', functions),
    ...rows('of its data, the fonts', fontSizes()),
  ];
}

test('the first lesson is at most 450 kB over the wire, with gzip', () => {
  const sizes = firstLesson().map((file) => [file, read(file).length, gzipSync(read(file)).length]);
  const total = sizes.reduce((sum, [, , size]) => sum + size, 0);
  const list = ['  files: bytes, with gzip', ...sizes.map(([file, size, zipped]) => line(file, size, zipped)), line('together', '', total),
    ...account()].join('\n');
  console.log(list);
  assert.ok(total <= budget, `more than ${budget} bytes:\n${list}`);
});

/** The arguments with which a packed script calls `name`. */
function given(file, name) {
  let values = [];
  vm.runInNewContext(read(file).toString(), { [name]: (...all) => { values = all; } });
  return values;
}

test('the program arrives as it was built', () => {
  const parts = [1, 2, 3, 4].map((i) => given(`mha-wasm-${i}.js`, 'mhaBinary'));
  assert.deepEqual(parts.map(([last]) => last), [false, false, false, true]);
  const bytes = inflateSync(Buffer.from(parts.map(([, text]) => text).join(''), 'base64'));
  assert.ok(WebAssembly.validate(bytes));
  assert.deepEqual(bytes, readFileSync(path.join(project, 'build/web/bin/mha.wasm')));
});

test('every model arrives as it is in web/models, by the page\'s own unpacking', async () => {
  const folder = path.join(project, 'web/models');
  const names = readdirSync(folder).filter((file) => file.endsWith('.safetensors'));
  assert.ok(names.length >= 8);
  const arrived = new Map();
  const page = {
    addEventListener: () => {}, setTimeout: () => 0, clearTimeout: () => {}, DataView, Map, Promise, Uint8Array,
    document: {
      readyState: 'complete', querySelector: () => null, createElement: () => ({ dataset: {}, remove: () => {} }),
      head: { append: () => {} },
    },
  };
  page.window = page;
  page.addEventListener = () => {};
  page.sim = {
    engine: {
      inflate: async (text) => new Uint8Array(inflateSync(Buffer.from(text, 'base64'))),
      call: (what, name, bytes) => arrived.set(name, bytes),
    },
    page: { requestFrame: () => {} },
  };
  vm.runInNewContext(readFileSync(path.join(project, 'web/models.js'), 'utf8'), page);
  for (const file of names) {
    const name = path.basename(file, '.safetensors');
    page.sim.models.want(name);
    await page.mhaModel(...given(`models/${name}.js`, 'mhaModel'));
    assert.deepEqual(Buffer.from(arrived.get(name)), readFileSync(path.join(folder, file)), name);
  }
});
