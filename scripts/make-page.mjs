// SPDX-License-Identifier: MIT
// Packs the sim: static files that work from any server and from file://.
//   node scripts/make-page.mjs --build DIR --models DIR --out DIR [--cache DIR] [--quick]
// --build holds mha.js and mha.wasm, --models the checkpoints (NAME.safetensors). Binary data is deflated and
// written as base64 in classic scripts: file:// has no fetch, and not every server compresses. --quick takes no time to
// make them small, except what is in --cache already.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { deflateSync, gzipSync } from 'node:zlib';
import zopfli from '@gfx/zopfli';

const { values: given } = parseArgs({
  options: {
    build: { type: 'string' }, models: { type: 'string' }, out: { type: 'string' }, cache: { type: 'string' }, quick: { type: 'boolean' },
  },
});
if (!given.build || !given.out) {
  console.error('usage: node scripts/make-page.mjs --build DIR --models DIR --out DIR [--cache DIR] [--quick]');
  process.exit(2);
}

const project = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '..');
const out = path.resolve(given.out);
const inProject = (...parts) => path.join(project, ...parts);

// In the order they must run in; faults.js stays a file of its own, so that it can tell when this one is missing.
const scripts = ['theme', 'engine', 'controls', 'semantic', 'pointer', 'models', 'link', 'extras', 'share', 'picture', 'page'];
// What answers the page around the sim comes after the first picture.
const answering = ['events', 'export', 'messages'];

/**
 * Deflated, as base64. Zopfli searches longer than zlib for the same format: a twentieth smaller, and browsers unpack
 * it as fast. The search takes a second or two a file, so its results stay in --cache under the hash of their input.
 */
async function packed(bytes) {
  const kept = given.cache && path.join(given.cache, createHash('sha256').update(bytes).digest('hex'));
  const known = kept && (await readFile(kept, 'latin1').catch(() => ''));
  if (known) return known;
  if (given.quick) return deflateSync(bytes, { level: 1 }).toString('base64');
  const text = Buffer.from(await zopfli.zlibAsync(bytes, { numiterations: 5 })).toString('base64');
  if (kept) {
    await mkdir(given.cache, { recursive: true });
    await writeFile(`${kept}.part`, text);
    await rename(`${kept}.part`, kept);
  }
  return text;
}

/**
 * A checkpoint of 16-bit floats with all low bytes before all high bytes: the high ones, sign and exponent, then
 * deflate by a third, and the low ones, noise, do not spoil it. web/models.js puts them back.
 */
function inPlanes(bytes, file) {
  const start = 8 + Number(bytes.readBigUInt64LE(0));
  const tensors = Object.entries(JSON.parse(bytes.toString('utf8', 8, start))).filter(([key]) => key !== '__metadata__');
  if (tensors.some(([, tensor]) => tensor.dtype !== 'F16')) throw new Error(`${file}: a shipped model has 16-bit floats`);
  const data = bytes.subarray(start);
  const plane = (first) => data.filter((_, i) => i % 2 === first);
  return Buffer.concat([bytes.subarray(0, start), plane(0), plane(1)]);
}

/** The comments of our scripts are for readers of the source. */
const bare = (text) => text.replace(/^\s*\/\*\*(?:[^*]|\*(?!\/))*\*\/\n/gm, '').replace(/^\s*\/\/.*\n/gm, '');

/** A style sheet without comments, and without the blanks that mean nothing. The licence line stays. */
const bareStyle = (text) => text.replace(/\/\*(?! SPDX)[^]*?\*\//g, '').replace(/\s+/g, ' ').replace(/ ?([{};,]) /g, '$1').replace(/;}/g, '}')
  .replace(/: (?=[^{}]*[;}])/g, ':');

/** Short local names: terser comes with Emscripten in Debian, and without it the scripts work as well. */
function shortened(text) {
  if (given.quick) return text;
  const run = spawnSync('terser', ['--compress', '--mangle'], { input: text, maxBuffer: 1 << 24 });
  return run.status === 0 ? run.stdout.toString() : text;
}

/** Not for the first lesson: it comes when it is asked for. */
const later = ['messages.js', 'fuzz.js'];
let total = 0;
async function put(name, content) {
  const file = path.join(out, name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, content);
  const size = gzipSync(content).length;
  if (!later.includes(name) && (!name.startsWith('models/') || name === 'models/heads-4.js')) total += size;
  console.log(`${name}: ${Buffer.byteLength(content)} bytes, ${size} with gzip`);
}

async function putModels() {
  const files = given.models ? await readdir(given.models).catch(() => []) : [];
  await rm(path.join(out, 'models'), { recursive: true, force: true });
  for (const file of files.filter((name) => name.endsWith('.safetensors')).sort()) {
    const name = path.basename(file, '.safetensors');
    const bytes = await readFile(path.join(given.models, file));
    await put(`models/${name}.js`, `mhaModel("${name}","${await packed(inPlanes(bytes, file))}");\n`);
  }
}

/**
 * The program in four files, so that its arrival shows. Files that come side by side share the line: growing ones
 * end one after the other all the same.
 */
async function putProgram(base64) {
  const cut = (tenths) => Math.floor(base64.length * tenths / 40) * 4;  // whole groups, so that each part can be read by itself
  for (const [i, [from, to]] of [[0, 1], [1, 3], [3, 6], [6, 10]].entries()) {
    await put(`mha-wasm-${i + 1}.js`, `mhaBinary(${to === 10},"${base64.slice(cut(from), cut(to))}");\n`);
  }
}

const heading = '// Multi-Head Attention MicroSim, MIT licence. Made by scripts/make-page.mjs from web/.\n';
/** Several of our scripts as one. */
async function joined(names) {
  const parts = await Promise.all(names.map((name) => readFile(inProject('web', `${name}.js`), 'utf8')));
  return heading + shortened(bare(parts.join('\n')));
}
await put('main.html', (await readFile(inProject('shell/main.html'), 'utf8')).replace(/<!--(?! SPDX| CANVAS)[^]*?-->/g, '').replace(/\n\s+/g, '\n'));
await put('page.css', bareStyle(await readFile(inProject('web/page.css'), 'utf8')));
await put('unblock.js', shortened(bare(await readFile(inProject('web/unblock.js'), 'utf8'))));
await put('faults.js', await joined(['faults']));
await put('multi-head-attention.js', `// CANVAS_HEIGHT: 520\n${await joined(scripts)}`);
await put('mha.js', shortened(await readFile(path.join(given.build, 'mha.js'), 'utf8')));
await putProgram(await packed(await readFile(path.join(given.build, 'mha.wasm'))));
await put('messages.js', await joined(answering));
await put('fuzz.js', await joined(['fuzz']));
await putModels();
// For other people's pages, so it is no part of what the sim loads, and stays readable.
await copyFile(inProject('web/embed.js'), path.join(out, 'embed.js'));
console.log(`first lesson (with the model heads-4): ${total} bytes with gzip`);
