// SPDX-License-Identifier: MIT
// scripts/env --browsers node scripts/make-picture.mjs: takes the lesson's preview picture (1200 x 630) from the built site.
import { writeFileSync } from 'node:fs';
import { launch, ready, serve } from '../tests/browser/support.mjs';

const out = 'docs/sims/multi-head-attention/multi-head-attention.png';
const site = await serve();
const browser = await launch();
try {
  const page = await browser.newPage({ viewport: { width: 1200, height: 630 }, colorScheme: 'light' });
  await page.goto(site.sim('?heads=8'));
  await ready(page);
  // The sim is 520 high; the preview keeps its proportions by a margin in the sim's own background.
  const sim = await page.screenshot({ clip: { x: 0, y: 0, width: 1200, height: 520 } });
  await page.setContent(`<style>body{margin:0;background:#1f4e79;height:630px;display:grid;place-items:center}</style>
    <img width="1160" src="data:image/png;base64,${sim.toString('base64')}">`);
  writeFileSync(out, await page.screenshot());
  console.log(out);
} finally {
  await browser.close();
  await site.close();
}
