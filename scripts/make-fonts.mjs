// SPDX-License-Identifier: MIT
// Subsets Inter and JetBrains Mono to what the sim draws and writes them as C++ arrays.
//   node scripts/make-fonts.mjs OUT.cpp
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import subsetFont from 'subset-font';

const output = process.argv[2];
if (!output) {
  console.error('usage: node scripts/make-fonts.mjs OUT.cpp');
  process.exit(2);
}

const range = (first, last) => String.fromCodePoint(...Array.from({ length: last - first + 1 }, (_, i) => first + i));
const signs = '−×÷·→←↔≤≥√Σ…‘’“”‹›⌊⌋²ᵀ–';
const words = range(0x20, 0x7e) + range(0xa1, 0xff) + signs;
const numbers = range(0x20, 0x7e) + signs;
const fonts = [
  ['inter_regular', '@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf', words],
  ['inter_semibold', '@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf', words],
  ['mono_regular', '@expo-google-fonts/jetbrains-mono/400Regular/JetBrainsMono_400Regular.ttf', numbers],
  ['mono_semibold', '@expo-google-fonts/jetbrains-mono/600SemiBold/JetBrainsMono_600SemiBold.ttf', numbers],
];
// What stb_truetype reads; layout features, hinting programs and names stay out.
const drawn = ['cmap', 'glyf', 'head', 'hhea', 'hmtx', 'loca', 'maxp'];
// The page shows the same bytes in its one native field; browsers refuse a font without these.
const shownByThePage = ['OS/2', 'name', 'post'];
// Alternates and ligatures are glyphs that neither stb_truetype nor a font without GSUB can reach.
const plain = { targetFormat: 'truetype', noLayoutClosure: true, keepFeatures: [], noHinting: true };

function keepTables(font, kept) {
  const count = font.readUInt16BE(4);
  const tables = [];
  for (let i = 0; i < count; i++) {
    const record = 12 + 16 * i;
    const tag = font.toString('latin1', record, record + 4);
    const start = font.readUInt32BE(record + 8);
    if (kept.includes(tag)) {
      tables.push({ record, data: font.subarray(start, start + font.readUInt32BE(record + 12)) });
    }
  }
  let offset = 12 + 16 * tables.length;
  const head = Buffer.alloc(offset);
  font.copy(head, 0, 0, 4);
  head.writeUInt16BE(tables.length, 4);
  const parts = [head];
  tables.forEach(({ record, data }, i) => {
    font.copy(head, 12 + 16 * i, record, record + 16);
    head.writeUInt32BE(offset, 12 + 16 * i + 8);
    const padded = Buffer.alloc((data.length + 3) & ~3);
    data.copy(padded);
    parts.push(padded);
    offset += padded.length;
  });
  return Buffer.concat(parts);
}

const require = createRequire(import.meta.url);
let text = '// Made by scripts/make-fonts.mjs from Inter and JetBrains Mono (SIL Open Font License 1.1).\n#include "view/font_data.hpp"\n\nnamespace mha::view {\nnamespace {\n';
let access = '';
for (const [name, file, glyphs] of fonts) {
  const whole = await readFile(require.resolve(file));
  const kept = name === 'inter_regular' ? [...drawn, ...shownByThePage] : drawn;
  const font = keepTables(Buffer.from(await subsetFont(whole, glyphs, plain)), kept);
  const lines = [];
  for (let i = 0; i < font.length; i += 32) lines.push([...font.subarray(i, i + 32)].join(','));
  text += `alignas(4) const unsigned char k_${name}[] = {\n${lines.join(',\n')}};\n`;
  access += `std::span<const unsigned char> ${name}() { return k_${name}; }\n`;
}
text += `}  // namespace\n${access}}  // namespace mha::view\n`;
await mkdir(path.dirname(path.resolve(output)), { recursive: true });
await writeFile(output, text);
