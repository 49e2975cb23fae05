// SPDX-License-Identifier: MIT
// Packs the sim: static files that work from any server and from file://.
//   node scripts/make-page.mjs --build DIR --models DIR --out DIR
// --build holds mha.js and mha.wasm, --models the checkpoints (NAME.safetensors). Binary data is deflated and
// written as base64 in classic scripts: file:// has no fetch, and not every server compresses.
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { constants, deflateSync, gzipSync } from 'node:zlib';

const { values: given } = parseArgs({
  options: { build: { type: 'string' }, models: { type: 'string' }, out: { type: 'string' } },
});
if (!given.build || !given.out) {
  console.error('usage: node scripts/make-page.mjs --build DIR --models DIR --out DIR');
  process.exit(2);
}

const project = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '..');
const out = path.resolve(given.out);
const inProject = (...parts) => path.join(project, ...parts);

// In the order they must run in; faults.js stays a file of its own, so that it can tell when this one is missing.
const scripts = ['theme', 'engine', 'controls', 'semantic', 'pointer', 'models', 'link', 'messages', 'picture', 'page'];

const packed = (bytes) => deflateSync(bytes, { level: constants.Z_BEST_COMPRESSION, memLevel: 9 }).toString('base64');

/** The comments of our scripts are for readers of the source. */
const bare = (text) => text.replace(/^\s*\/\*\*(?:[^*]|\*(?!\/))*\*\/\n/gm, '').replace(/^\s*\/\/.*\n/gm, '');

let total = 0;
async function put(name, content) {
  const file = path.join(out, name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, content);
  const size = gzipSync(content).length;
  if (!name.startsWith('models/') || name === 'models/heads-4.js') total += size;
  console.log(`${name}: ${Buffer.byteLength(content)} bytes, ${size} with gzip`);
}

async function putModels() {
  const files = given.models ? await readdir(given.models).catch(() => []) : [];
  await rm(path.join(out, 'models'), { recursive: true, force: true });
  for (const file of files.filter((name) => name.endsWith('.safetensors')).sort()) {
    const name = path.basename(file, '.safetensors');
    const bytes = await readFile(path.join(given.models, file));
    await put(`models/${name}.js`, `mhaModel("${name}","${packed(bytes)}");\n`);
  }
}

const heading = '// CANVAS_HEIGHT: 520\n// Multi-Head Attention MicroSim, MIT licence. Made by scripts/make-page.mjs from web/.\n';
const parts = await Promise.all(scripts.map((name) => readFile(inProject('web', `${name}.js`), 'utf8')));
await put('main.html', await readFile(inProject('shell/main.html')));
await put('page.css', await readFile(inProject('web/page.css')));
await put('faults.js', bare(await readFile(inProject('web/faults.js'), 'utf8')));
await put('multi-head-attention.js', heading + bare(parts.join('\n')));
await put('mha.js', await readFile(path.join(given.build, 'mha.js')));
await put('mha-wasm.js', `mhaBinary("${packed(await readFile(path.join(given.build, 'mha.wasm')))}");\n`);
await putModels();
console.log(`first lesson (with the model heads-4): ${total} bytes with gzip`);
