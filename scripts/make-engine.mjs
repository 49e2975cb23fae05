// SPDX-License-Identifier: MIT
// Makes attention-engine.mjs: the parts of web/engine, in order, and the WebAssembly binaries inside. Its types lie
// beside it.
//   node scripts/make-engine.mjs --build DIR --out DIR
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';

const { values: { build, out } } = parseArgs({ options: { build: { type: 'string' }, out: { type: 'string' } } });
if (!build || !out) {
  console.error('usage: node scripts/make-engine.mjs --build DIR --out DIR');
  process.exit(2);
}
const parts = ['errors', 'memory', 'attention', 'config', 'model', 'trainer', 'engine'];
const source = path.join(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '..', 'web', 'engine');
const binary = (name) => readFileSync(path.join(build, `${name}.wasm`)).toString('base64');
const licence = '// SPDX-License-Identifier: MIT\n';
const text = [
  `${licence}// The attention engine as one module, for browsers and Node. Made by scripts/make-engine.mjs from web/engine.\n`,
  `const binary = '${binary('attention-engine')}';\n`,
  `const fastBinary = '${binary('attention-engine-fast')}';\n`,
  ...parts.map((name) => readFileSync(path.join(source, `${name}.js`), 'utf8').replace(licence, '').replace('// @ts-check\n', '')),
].join('\n');
mkdirSync(out, { recursive: true });
writeFileSync(path.join(out, 'attention-engine.mjs'), text);
copyFileSync(path.join(source, 'attention-engine.d.mts'), path.join(out, 'attention-engine.d.mts'));
console.log(`attention-engine.mjs: ${text.length} bytes, ${gzipSync(text, { level: 9 }).length} with gzip`);
