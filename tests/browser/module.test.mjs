// SPDX-License-Identifier: MIT
// The engine module in Chromium, Firefox and WebKit: the oracle's numbers, and the bits Node has, training included.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { coreChecks } from '../module/core.mjs';
import { createAttentionEngine } from '../module/support.mjs';
import { engines } from './engines.mjs';
import { serve, site } from './support.mjs';

const page = '<!DOCTYPE html><html lang="en"><head><title>module</title><link rel="icon" href="data:,"></head><body></body></html>';

let server;
let checks;
let expected;
before(async () => {
  checks = await serve({ folder: new URL('../module', import.meta.url).pathname, headers: { 'access-control-allow-origin': '*' } });
  server = await serve({ pages: { '/module.html': page }, folder: site });
  expected = await coreChecks(createAttentionEngine);
});
after(() => Promise.all([server.close(), checks.close()]));

/** In the page: what coreChecks() answers there, and what a refusal looks like. */
async function inPage(coreAddress) {
  const { createAttentionEngine: create, AttentionEngineError } = await import('/engine/attention-engine.mjs');
  const { coreChecks: run } = await import(coreAddress);
  const said = [];
  const engine = await create();
  try {
    engine.multiHeadAttention({ tokens: 0 });
  } catch (error) {
    said.push(error instanceof AttentionEngineError, error.code, error.message);
  }
  return { ...await run(create), said, requests: performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname) };
}

for (const engine of engines) {
  describe(engine.name, { skip: engine.skip, timeout: 180_000 }, () => {
    let browser;
    before(async () => { browser = await engine.start(); });
    after(() => browser?.close());

    test('the same bits as in Node, and nothing asked of the network but the one file', async (t) => {
      t.diagnostic(browser.version);
      await browser.open(`${server.base}/module.html`);
      const found = await browser.evaluate(inPage, `${checks.base}/core.mjs`);
      assert.deepEqual(found.digests, expected.digests);
      assert.equal(found.worst, expected.worst);
      assert.ok(found.worst < 1e-5, `largest error ${found.worst}`);
      assert.deepEqual(found.said, [true, 'bad_value', 'tokens is 0; expected a whole number from 1.']);
      assert.deepEqual(found.requests.filter((name) => !/favicon/.test(name)).sort(), ['/core.mjs', '/engine/attention-engine.mjs']);
    });
  });
}
