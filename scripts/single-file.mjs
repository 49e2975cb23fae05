// SPDX-License-Identifier: MIT
// Puts the packed sim into one HTML file that needs no other: style, scripts, program, every model and the licences.
//   node scripts/single-file.mjs SITE FILE
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

const [site, file] = process.argv.slice(2);
if (!site || !file) {
  console.error('usage: node scripts/single-file.mjs SITE FILE');
  process.exit(2);
}
const sim = path.join(site, 'sims/multi-head-attention');
const read = (name) => readFile(path.join(sim, name), 'utf8');

/** Replaces what is there exactly once; the page must not change its form without this script. */
function replaceOnce(html, pattern, replacement) {
  const found = html.match(new RegExp(pattern, 'g')) ?? [];
  if (found.length !== 1) throw new Error(`main.html: ${pattern} is there ${found.length} times, not once`);
  return html.replace(pattern, replacement);  // a function, because in a text "$&" would mean something
}

/** Inside strings and patterns, where these can be, \x3c is the same character. */
const asInlineScript = (text) => `<script>\n${text.replace(/<(?=\/script|!--)/gi, '\\x3c')}</script>\n`;

/** Inert text, because only the models that are shown need unpacking; web/models.js finds it by its name. */
function asInlineModel(text) {
  const [, name, base64] = /^mhaModel\("([a-z0-9-]+)","([A-Za-z0-9+/=]+)"\);\n$/.exec(text) ?? [];
  if (!name) throw new Error('a model file is not one call of mhaModel');
  return `<script type="text/plain" data-model="${name}">${base64}</script>\n`;
}

const asText = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

let html = await read('main.html');

const style = await read('page.css');
if (/<\/style/i.test(style)) throw new Error('page.css: </style would end the style');
html = replaceOnce(html, /<link rel="stylesheet" href="page\.css">/, () => `<style>\n${style}#back pre { white-space: pre-wrap; overflow-wrap: anywhere; }\n</style>`);

// What is inside cannot keep the page waiting.
html = replaceOnce(html, / *<script async src="unblock\.js"><\/script>\n/, () => '');
// Inline scripts cannot be deferred: they move behind the elements they look for, in the same order.
const linked = / *<script defer src="([^"]+)"><\/script>\n/g;
const names = [...html.matchAll(linked)].map((match) => match[1]);
html = html.replace(linked, '');
// What main.html asks for once the program runs must be here before it does.
names.splice(names.findIndex((name) => name.startsWith('mha-wasm')), 0, 'messages.js');
const scripts = await Promise.all(names.map(async (name) => asInlineScript(await read(name))));

const modelFiles = (await readdir(path.join(sim, 'models'))).sort();
const models = await Promise.all(modelFiles.map(async (name) => asInlineModel(await read(`models/${name}`))));

// There is no lesson page to go back to; in its place are the licences, which every copy has to carry.
const licences = await Promise.all(['LICENSE.txt', 'licences.txt'].map((name) => readFile(path.join(site, name), 'utf8')));
html = replaceOnce(html, /<nav id="back"[\s\S]*?<\/nav>/, () =>
  `<footer id="back"><details><summary>Licences</summary><pre>${asText(licences.join('\n'))}</pre></details></footer>`);

html = replaceOnce(html, /<\/body>/, () => `${scripts.join('')}${models.join('')}</body>`);

const left = html.match(/<(?:script|link|img|iframe|a)\b[^>]*\s(?:src|href)="(?!data:)[^"]+"/g);
if (left) throw new Error(`these still need another file: ${left.join(' ')}`);
await writeFile(file, html);
