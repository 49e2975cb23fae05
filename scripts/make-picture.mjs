// SPDX-License-Identifier: MIT
// scripts/env --browsers node scripts/make-picture.mjs [SLUG...]: takes the lessons' preview pictures (1200 x 630) from
// the built site, each in the state that shows most.
import { writeFileSync } from 'node:fs';
import { launch, ready, serve } from '../tests/browser/support.mjs';

const pictures = {
  heads: ['?heads=8', 'docs/sims/multi-head-attention/multi-head-attention.png'],
  words: ['?lesson=words&gold=1', 'docs/lessons/words.png'],
  steps: ['?lesson=steps&step=3&part=3', 'docs/lessons/steps.png'],
  committee: ['?lesson=committee&off=3', 'docs/lessons/committee.png'],
  'nano-gpt': ['?lesson=nano-gpt&step=7', 'docs/lessons/nano-gpt.png'],
};

const wanted = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(pictures);
const site = await serve();
const browser = await launch();
try {
  for (const slug of wanted) {
    const [query, out] = pictures[slug];
    const page = await browser.newPage({ viewport: { width: 1200, height: 630 }, colorScheme: 'light', reducedMotion: 'reduce' });
    await page.goto(site.sim(query));
    await ready(page);
    // The sim is 520 high; the preview keeps its proportions by a margin in the site's own blue.
    const sim = await page.screenshot({ clip: { x: 0, y: 0, width: 1200, height: 520 } });
    await page.setContent(`<style>body{margin:0;background:#1f4e79;height:630px;display:grid;place-items:center}</style>
      <img width="1160" src="data:image/png;base64,${sim.toString('base64')}">`);
    writeFileSync(out, await page.screenshot());
    await page.close();
    console.log(out);
  }
} finally {
  await browser.close();
  await site.close();
}
