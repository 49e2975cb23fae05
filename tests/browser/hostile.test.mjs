// SPDX-License-Identifier: MIT
// Pages that mean harm, or are merely careless: 200,000 messages of every wrong kind, and 300 sims put in and taken out.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { complaints, launch, ready, serve, simFrame, simPath, snapshot, until } from './support.mjs';

let server, browser;
before(async () => { [server, browser] = await Promise.all([serve(), launch()]); });
after(async () => { await browser.close(); await server.close(); });

const src = `/${simPath}/main.html`;
const page = (body) => `<!DOCTYPE html><html lang="en"><title>lesson</title><link rel="icon" href="data:,"><body>${body}</body></html>`;

/** Runs in a frame: posts `count` messages of all kinds in turn to `target`, in batches, so that both sides go on. */
async function attack(target, count) {
  const cyclic = { microsim: 1, id: 1, type: 'setState' };
  cyclic.state = cyclic;
  const types = ['getState', 'setState', 'reset', 'theme', 'export', 'subscribe'];
  const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', '', 'microsim-ready', 'x'.repeat(100_000)];
  const values = [undefined, null, true, 0, -1, NaN, Infinity, 10n, '', 'x'.repeat(9000), '\u0000\uD800', [], [[]], {}, cyclic, new Date(NaN),
    /x/, new Map([[cyclic, cyclic]]), new Uint8Array(9), new Error('no'), 'heads=99&open=-1&text=%FF%00&off=9,9,9&lesson=none', 'heads=8',
    { __proto__: null, length: 3 }, ['answer', '__proto__'], ['interacted'], 'contrast', 'png', 'csv'];
  const fields = ['state', 'theme', 'format', 'events', 'expect'];
  const kinds = [
    (n) => values[n % values.length],
    (n) => ({ microsim: values[n % values.length], id: n, type: types[n % types.length] }),
    (n) => ({ microsim: 1, id: values[n % values.length], type: types[n % types.length] }),
    (n) => ({ microsim: 1, id: n, type: values[n % values.length] }),
    (n) => ({ microsim: 1, id: n, type: names[n % names.length] }),
    (n) => ({ microsim: 1, id: n, type: types[n % types.length], [fields[n % fields.length]]: values[(n >> 3) % values.length] }),
    (n) => ({ microsim: 1, id: n, type: 'subscribe', events: values[n % values.length], expect: values[(n >> 4) % values.length] }),
    (n) => JSON.parse(`{"microsim":1,"id":${n},"type":"setState","__proto__":{"state":"heads=1"},"constructor":{"prototype":1}}`),
    () => ({ type: 'microsim-ready' }),
    () => cyclic,
  ];
  for (let n = 0; n < count; ++n) {
    target.postMessage(kinds[n % kinds.length](Math.floor(n / kinds.length)), '*');
    // What can be handed over but not copied could not be sent back either.
    if (n % 1000 === 0) {
      const { port1 } = new MessageChannel();
      const part = ['id', 'type', 'state', 'format', 'events'][n / 1000 % 5];
      target.postMessage({ microsim: 1, id: n, type: 'setState', [part]: port1 }, '*', [port1]);
    }
    if (n % 2000 === 1999) await new Promise((resolve) => setTimeout(resolve));
  }
}

test('200,000 hostile messages from the page and from a frame beside it', async () => {
  const context = await browser.newContext({ viewport: { width: 700, height: 900 } });
  const lesson = await context.newPage();
  const said = complaints(lesson);
  server.add('/beside.html', page(`<script>window.hostile = ${attack};</script>`));
  await lesson.goto(server.add('/lesson.html', page(`<iframe src="${src}" title="sim" width="100%" height="522"></iframe><iframe src="/beside.html" title="beside"></iframe>`)
    .replace('<body>', `<body><script>window.ask = (message) => new Promise((resolve) => {
      const answered = ({ data }) => { if (data.id === message.id && data.type === message.type) { removeEventListener('message', answered); resolve(data); } };
      addEventListener('message', answered);
      frames[0].postMessage({ microsim: 1, ...message }, '*');
    }); window.hostile = ${attack};</script>`)));
  const beside = lesson.frames().find((frame) => frame.url().endsWith('/beside.html'));
  const frame = await simFrame(lesson);
  await until(lesson, () => Promise.race([window.ask({ id: 'first', type: 'getState' }).then(() => true), new Promise((no) => setTimeout(no, 200))]));
  await frame.evaluate(() => {
    window.counted = 0;
    window.addEventListener('message', () => ++window.counted);
  });
  await Promise.all([
    lesson.evaluate(() => window.hostile(window.frames[0], 160_000)),
    beside.evaluate(() => window.hostile(window.parent.frames[0], 40_000)),
  ]);
  await frame.waitForFunction(() => window.counted >= 200_000, null, { timeout: 30_000 });
  await lesson.waitForTimeout(1000);
  assert.deepEqual(said(), []);
  assert.equal(await frame.locator('#fault').isVisible(), false);
  const now = await snapshot(frame);
  assert.equal(now.ready, true);
  assert.ok(now.heads.every(({ weights }) => weights.every((row) => Math.abs(row.reduce((sum, value) => sum + value, 0) - 1) < 1e-5)));
  const answer = await lesson.evaluate(() => window.ask({ id: 'last', type: 'setState', state: 'lesson=heads&heads=5&open=2' }));
  assert.match(answer.state, /heads=5/);
  assert.equal((await snapshot(frame)).model.heads, 5);
  const refused = await lesson.evaluate(() => new Promise((resolve) => {
    addEventListener('message', ({ data }) => { if (data.id === 'port') resolve(data.error); });
    const { port1 } = new MessageChannel();
    frames[0].postMessage({ microsim: 1, id: 'port', type: port1 }, '*', [port1]);
  }));
  assert.match(refused, /^type must be one of getState, /);
  assert.equal(await frame.evaluate(() => ({}).state ?? ({}).microsim), undefined);
  await context.close();
});

// A whole load of 300 sims would take minutes; a page that swaps its content takes frames away at any moment of their
// start. Of twenty frames one goes when it says that it is ready, the others after a time between 0 and 100 ms.
test('300 sims put into a page and taken out again leave no document behind', async () => {
  const context = await browser.newContext({ viewport: { width: 700, height: 900 } });
  const lesson = await context.newPage();
  await lesson.goto(server.add('/lesson.html', page('<div id="place"></div>')));
  const devtools = await context.newCDPSession(lesson);
  const counters = async () => {
    for (let again = 0; again < 3; ++again) await devtools.send('HeapProfiler.collectGarbage');
    return devtools.send('Memory.getDOMCounters');
  };
  const mount = (count) => lesson.evaluate(async ([address, times]) => {
    let whole = 0;
    for (let n = 0; n < times; ++n) {
      const frame = document.createElement('iframe');
      Object.assign(frame, { src: address, width: '700', height: '522', title: 'sim' });
      await new Promise((resolve) => {
        const hear = ({ source, data }) => {
          if (source !== frame.contentWindow || data.type !== 'microsim-ready') return;
          ++whole;
          done();
        };
        const timer = setTimeout(() => done(), n % 20 === 0 ? 10_000 : n * 37 % 100);
        const done = () => { removeEventListener('message', hear); clearTimeout(timer); resolve(); };
        addEventListener('message', hear);
        document.getElementById('place').append(frame);
      });
      frame.remove();
    }
    return whole;
  }, [src, count]);
  await mount(1);
  const before = await counters();
  const whole = await mount(300);
  await lesson.waitForTimeout(500);
  const now = await counters();
  console.log(`${whole} of 300 sims had become ready; documents ${before.documents} -> ${now.documents}, nodes ${before.nodes} -> ${now.nodes}, ` +
    `listeners ${before.jsEventListeners} -> ${now.jsEventListeners}`);
  assert.ok(whole >= 10, `${whole} of 300 became ready`);
  assert.ok(now.documents <= before.documents + 2, `${before.documents} documents before, ${now.documents} after`);
  assert.ok(now.jsEventListeners <= before.jsEventListeners + 40, `${before.jsEventListeners} listeners before, ${now.jsEventListeners} after`);
  await lesson.evaluate((address) => document.getElementById('place').append(Object.assign(document.createElement('iframe'), { src: address, height: '522' })), src);
  assert.equal((await snapshot(await ready(lesson.frames()[1]))).ready, true);
  await context.close();
});
