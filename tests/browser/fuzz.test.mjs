// SPDX-License-Identifier: MIT
// The product's own seeded hand (web/fuzz.js) in every lesson: nothing it does breaks the sim. MHA_FUZZ_STEPS and
// MHA_FUZZ_SEED choose another length and another beginning.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { complaints, launch, ready, serve } from './support.mjs';

const steps = Number(process.env.MHA_FUZZ_STEPS ?? 400);
const seed = Number(process.env.MHA_FUZZ_SEED ?? 1);
let server, browser;
before(async () => { [server, browser] = await Promise.all([serve(), launch()]); });
after(async () => { await browser.close(); await server.close(); });

for (const [i, lesson] of ['heads', 'words', 'steps', 'committee', 'nano-gpt'].entries()) {
  test(`${steps} things done to the lesson ${lesson} break nothing`, { timeout: 600_000 }, async () => {
    const page = await browser.newPage({ viewport: { width: 1200, height: 600 } });
    const said = complaints(page);
    await page.goto(server.sim(`?lesson=${lesson}&fuzz=${seed + i}&steps=${steps}`));
    await ready(page);
    const report = await page.locator('#fuzz-report').textContent({ timeout: 580_000 });
    const { step, fault, before: done } = JSON.parse(report);
    assert.equal(fault, '', `seed ${seed + i}, step ${step}, after ${JSON.stringify(done)}; ${said().join('; ')}`);
    assert.equal(step, steps);
    assert.deepEqual(said(), []);
    await page.close();
  });
}
