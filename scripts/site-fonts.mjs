// SPDX-License-Identifier: MIT
// Writes the lesson pages' letters: Inter in two weights, subset to Latin and the signs that the texts use.
//   node scripts/site-fonts.mjs FOLDER
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import subsetFont from 'subset-font';

const folder = process.argv[2];
if (!folder) {
  console.error('usage: node scripts/site-fonts.mjs FOLDER');
  process.exit(2);
}
const range = (first, last) =>
  String.fromCodePoint(...Array.from({ length: last - first + 1 }, (_, i) => first + i));
const letters = range(0x20, 0x7e) + range(0xa0, 0x17f) + range(0x2010, 0x2026) + '‹›€™←↑→↓−×÷·≈≠≤≥√∑∞²³ᵀ⌊⌋';
const require = createRequire(import.meta.url);

await mkdir(folder, { recursive: true });
for (const [weight, name] of [[400, '400Regular/Inter_400Regular'], [600, '600SemiBold/Inter_600SemiBold']]) {
  const whole = await readFile(require.resolve(`@expo-google-fonts/inter/${name}.ttf`));
  const font = await subsetFont(whole, letters, { targetFormat: 'woff2' });
  await writeFile(path.join(folder, `inter-${weight}.woff2`), font);
}
