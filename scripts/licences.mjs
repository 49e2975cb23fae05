// SPDX-License-Identifier: MIT
// Writes the licence texts of everything that is in the built site, taken from what it was built with.
//   node scripts/licences.mjs OUT.txt        (under scripts/env)
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const project = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const npm = (...parts) => path.join(project, 'node_modules', ...parts);
const doc = (name) => `/usr/share/doc/${name}/copyright`;
const emscripten = (file) =>
  path.join(execFileSync('em-config', ['EMSCRIPTEN_ROOT'], { encoding: 'utf8' }).trim(), file);
/** A file of a third-party source tree: the private root's, or CMake's own download. */
const source = (folder, fetched, file) =>
  [path.join(process.env.MHA_SOURCES ?? '', folder, file), path.join(project, `build/web/_deps/${fetched}-src`, file)];

/** The text of the first file that exists. */
function first(...files) {
  const found = files.flat().find((file) => path.isAbsolute(file) && existsSync(file));
  if (!found) throw new Error(`no licence text: none of ${files.flat().join(', ')} is there`);
  return readFileSync(found, 'utf8').trim();
}

/** From a Debian copyright file: the notice of `files`, and the wording of the licence `name`. */
function stanzas(text, files, name) {
  const all = text.split(/\n\s*\n/);
  const notice = all.find((part) => new RegExp(`^Files:\\s*${files.replaceAll('*', '\\*')}\\s*$`, 'm').test(part));
  const wording = all.find((part) => new RegExp(`^License: ${name}\\n`).test(part));
  if (!notice || !wording) throw new Error(`no notice of ${files} under ${name} in a Debian copyright file`);
  return `${notice}\n\n${wording}`.replace(/^ \.$/gm, '');
}

const apache = () => first('/usr/share/common-licenses/Apache-2.0', emscripten('system/lib/libcxx/LICENSE.TXT'));

/** The packages by xtensor-stack come to the private root as headers alone, so their texts are kept here. */
const stack = (name) => first(source(name, name, 'LICENSE'), path.join(project, `scripts/licences/${name}.txt`));

/** Where a host without Debian's packages has a Python package's licence. */
function python(name) {
  if (existsSync(doc(name))) return first(doc(name));
  const place = execFileSync('python3', ['-c', 'import mkdocs, os; print(os.path.dirname(os.path.dirname(mkdocs.__file__)))'],
    { encoding: 'utf8' }).trim();
  const facts = readdirSync(place).find((entry) => entry.startsWith(`${name.replaceAll('-', '_')}-`) && entry.endsWith('.dist-info')) ?? '';
  const files = readdirSync(path.join(place, facts), { recursive: true }).map(String);
  return first(files.filter((file) => /LICENSE/.test(file)).map((file) => path.join(place, facts, file)));
}

const parts = [
  ['SDL 2', () => first(source('libsdl2', 'sdl2_tree', 'LICENSE.txt'))],
  ['Dear ImGui', () => first(source('imgui', 'imgui', 'LICENSE.txt'))],
  ['stb_truetype, stb_rect_pack and stb_textedit, parts of Dear ImGui', () => {
    const text = first(source('imgui', 'imgui', 'imstb_truetype.h'));
    return text.slice(text.lastIndexOf('This software is available under 2 licenses')).replace(/-*\s*\*\/\s*$/, '');
  }],
  ['xtensor', () => stack('xtensor')],
  ['xtl', () => stack('xtl')],
  ['xsimd', () => stack('xsimd')],
  ['Emscripten runtime', () => existsSync(emscripten('LICENSE')) ? first(emscripten('LICENSE'))
    : stanzas(first(doc('emscripten')), '*', 'Expat')],
  ['musl, the C library of Emscripten', () => first(emscripten('system/lib/libc/musl/COPYRIGHT'))],
  ['LLVM libc++, libc++abi and compiler-rt, the C++ library of Emscripten', () =>
    `${first(emscripten('system/lib/libcxx/LICENSE.TXT'), doc('libllvm19'))}\n\n${apache()}`],
  ['Inter', () => first(npm('@expo-google-fonts/inter/LICENSE_FONT'))],
  ['JetBrains Mono', () => first(npm('@expo-google-fonts/jetbrains-mono/LICENSE_FONT'))],
  ['KaTeX', () => first(npm('katex/LICENSE'))],
  ['p5.js, in one of the examples of the engine', () => first(npm('p5/license.txt'))],
  ['MkDocs', () => python('mkdocs')],
  ['Material for MkDocs, with escape-html and clipboard.js, and lunr', () => python('mkdocs-material')],
  ['RxJS, tslib and Material Design Icons, parts of Material for MkDocs', () =>
    `RxJS: Copyright (c) Google, Inc., Netflix, Inc., Microsoft Corp. and contributors\ntslib: Copyright (c) Microsoft Corporation\nMaterial Design Icons: Copyright (c) Pictogrammers and Google\n\n${apache()}`],
  ['focus-visible, a part of Material for MkDocs', () =>
    'Copyright (c) WICG and its contributors. This work is distributed under the W3C Software and Document License\n(https://www.w3.org/Consortium/Legal/copyright-software) in the hope that it will be useful, but WITHOUT ANY\nWARRANTY; without even the implied warranty of MERCHANTABILITY or FITNESS FOR A PARTICULAR PURPOSE.'],
];

const output = process.argv[2];
if (!output) {
  console.error('usage: node scripts/licences.mjs OUT.txt');
  process.exit(2);
}
const line = '='.repeat(78);
const text = parts.map(([name, licence]) => `\n\n${line}\n${name}\n${line}\n\n${licence().trimEnd()}\n`).join('');
writeFileSync(output, `Software and fonts that this site contains, and the licences they come under.\n${text}`);
