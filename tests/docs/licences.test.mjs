// SPDX-License-Identifier: MIT
// The licence of everything that ends up in the site is in it, word for word.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

const project = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const site = path.join(project, 'build/site');
const text = readFileSync(path.join(site, 'licences.txt'), 'utf8');

/** Heading -> text, as scripts/licences.mjs writes them. */
const parts = new Map(text.split(/\n={70,}\n(?=.*\n={70,}\n)/).slice(1)
  .map((part) => [part.slice(0, part.indexOf('\n')), part.slice(part.indexOf('\n')).replaceAll(/\s+/g, ' ')]));
const part = (start) => [...parts].find(([name]) => name.startsWith(start))?.[1] ?? '';

const expected = {
  'SDL 2': ['Sam Lantinga', 'This software is provided \'as-is\''],
  'Dear ImGui': ['Omar Cornut', 'Permission is hereby granted, free of charge'],
  'stb_truetype': ['Sean Barrett', 'Permission is hereby granted, free of charge'],
  'xtensor': ['Johan Mabille', 'Redistribution and use in source and binary forms'],
  'xtl': ['Johan Mabille', 'Redistribution and use in source and binary forms'],
  'xsimd': ['Johan Mabille', 'Redistribution and use in source and binary forms'],
  'Emscripten runtime': ['The Emscripten Authors', 'Permission is hereby granted, free of charge'],
  'musl': ['Rich Felker', 'Permission is hereby granted, free of charge'],
  'LLVM': ['LLVM Exceptions to the Apache 2.0 License', 'TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION'],
  'Inter': ['The Inter Project Authors', 'SIL OPEN FONT LICENSE Version 1.1'],
  'JetBrains Mono': ['The JetBrains Mono Project Authors', 'SIL OPEN FONT LICENSE Version 1.1'],
  'KaTeX': ['Khan Academy', 'Permission is hereby granted, free of charge'],
  'p5.js': ['GNU LESSER GENERAL PUBLIC LICENSE', 'Version 2.1, February 1999'],
  'MkDocs': ['Tom Christie', 'Redistribution and use in source and binary forms'],
  'Material for MkDocs': ['Martin Donath', 'Permission is hereby granted, free of charge'],
  'RxJS': ['Netflix', 'TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION'],
  'focus-visible': ['W3C'],
};

for (const [name, phrases] of Object.entries(expected)) {
  test(`the licence of ${name} is in the site`, () => {
    for (const phrase of phrases) assert.ok(part(name).includes(phrase), `${name}: "${phrase}"`);
  });
}

test('no part is in licences.txt that this test does not know', () => {
  const unknown = [...parts.keys()].filter((name) => !Object.keys(expected).some((start) => name.startsWith(start)));
  assert.deepEqual(unknown, []);
});

test('every module inside the theme\'s scripts and styles is named', () => {
  const maps = readdirSync(path.join(site, 'assets'), { recursive: true }).map(String).filter((name) => name.endsWith('.map'));
  const modules = new Set(maps.flatMap((map) =>
    JSON.parse(readFileSync(path.join(site, 'assets', map), 'utf8')).sources
      .map((source) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1])));
  modules.delete(undefined);
  // Colour values alone, from Google's published palette.
  modules.delete('material-design-color');
  const named = [...parts.keys()].join(' ').toLowerCase();
  assert.deepEqual([...modules].filter((name) => !named.includes(name)), []);
});

test('every npm package for the site and every linked library has its part', () => {
  const cmake = readFileSync(path.join(project, 'scripts/cmake/dependencies.cmake'), 'utf8');
  const linked = [...cmake.matchAll(/^\s*mha_source\((\w+) /gm)].map((m) => m[1]).filter((name) => name !== 'Catch2');
  const called = { imgui: 'Dear ImGui', sdl2_tree: 'SDL 2' };
  for (const name of linked) assert.ok(part(called[name] ?? name), name);
  for (const folder of ['katex', 'fonts']) assert.ok(existsSync(path.join(site, 'assets', folder)), folder);
});
