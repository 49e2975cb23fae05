// SPDX-License-Identifier: MIT
// The same smoke test in Chromium, Firefox and WebKit: loading, slider, sentence, keyboard, mouse, pictures, every
// lesson; and the same digits in all of them.
// Runs alone: three browsers are enough for two cores.
import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { engines } from './engines.mjs';
import { engineText, focus, inSim, look, open, place, rest, snapshot, tabTo } from './learner.mjs';
import { lesson, serve, shots, simPath, site } from './support.mjs';

const src = `/${simPath}/main.html`;
const lessons = ['heads', 'words', 'steps', 'committee', 'nano-gpt'];
const widths = [320, 700, 1200];

/** What each engine said and drew, by the name of the situation. @type {Map<string, Map<string, any>>} */
const digits = new Map();
const pictures = new Map();
const note = (book, what, engine, value) => book.set(what, (book.get(what) ?? new Map()).set(engine, value));

let server;
before(async () => {
  server = await serve();
  await mkdir(shots, { recursive: true });
});
after(() => server.close());

/** All that the program says about itself, as it says it; how often it computed is not the same everywhere. */
async function noteDigits(browser, engine, what) {
  const said = (await engineText(browser, 'snapshot')).replace(/"generation":\d+,/, '');
  note(digits, `${what}: numbers`, engine, said);
  note(digits, `${what}: transcript`, engine, await engineText(browser, 'transcript'));
  note(digits, `${what}: places`, engine, await engineText(browser, 'registry'));
}

/** The picture as a file, and its light for the comparison. */
async function notePicture(browser, engine, what, width) {
  const { file, colours, tiles } = await look(browser, width, 520);
  await writeFile(path.join(shots, `${engine.toLowerCase()}-${what}.png`), file, 'base64');
  assert.ok(colours > 100, `${colours} colours`);
  note(pictures, what, engine, tiles);
}

for (const engine of engines) {
  describe(engine.name, { skip: engine.skip, timeout: 300_000 }, () => {
    let browser;
    before(async () => { browser = await engine.start(); });
    after(() => browser?.close());

    test('loads without a complaint, draws with WebGL and rests', async (t) => {
      t.diagnostic(browser.version);
      await open(browser, server.sim());
      const now = await snapshot(browser);
      assert.equal(now.ready, true, now.problem);
      const page = await inSim(browser, async () => {
        const real = window.requestAnimationFrame;
        let asked = 0;
        window.requestAnimationFrame = (call) => { ++asked; return real(call); };
        const before = window.microsim.frames;
        await new Promise((resolve) => { setTimeout(resolve, 600); });
        const canvas = document.getElementById('canvas');
        return {
          classes: document.documentElement.className, context: String(canvas.getContext('webgl2')), asked,
          frames: window.microsim.frames - before, pixels: [canvas.width, canvas.height],
          shown: [canvas.clientWidth, canvas.clientHeight].map((length) => length * devicePixelRatio),
          face: document.fonts.check('16px "Sim Inter"') && [...document.fonts].some((face) => /Sim Inter/.test(face.family)),
        };
      });
      assert.deepEqual([page.frames, page.asked], [0, 0], 'frames at rest');
      assert.doesNotMatch(page.classes, /no-picture/);
      assert.match(page.context, /WebGL2/);
      assert.deepEqual(page.pixels, page.shown);
      assert.ok(page.face, 'the face of the canvas is there for the native field');
      assert.ok((await look(browser, 1250, 520)).colours > 100);
      assert.deepEqual(await browser.complaints(), []);
    });

    test('keys move the slider, and the engine computes with as many heads', async () => {
      await open(browser, server.sim('?heads=2'));
      await noteDigits(browser, engine.name, '2 heads');
      const two = JSON.stringify((await snapshot(browser)).heads[0].weights);
      await tabTo(browser, 'heads');
      await browser.press('ArrowRight');
      assert.equal((await snapshot(browser)).model.heads, 3);
      for (let heads = 4; heads <= 8; ++heads) await browser.press('ArrowRight');
      const now = await snapshot(browser);
      assert.equal(now.model.heads, 8);
      assert.equal(now.heads.length, 8);
      assert.notEqual(JSON.stringify(now.heads[0].weights), two);
      await noteDigits(browser, engine.name, '8 heads');
    });

    test('a sentence typed into the field is read', async () => {
      await open(browser, server.sim());
      await tabTo(browser, 'sentence');
      await browser.press('Home');
      await browser.press('Shift+End');
      await browser.type('I like machine learning');
      assert.deepEqual((await snapshot(browser)).words.map(({ text }) => text), ['I', 'like', 'machine', 'learning']);
      assert.equal(await inSim(browser, () => document.activeElement.value), 'I like machine learning');
      await noteDigits(browser, engine.name, 'a typed sentence');
    });

    test('Tab enters the sim, goes through its controls once and leaves it', async () => {
      await open(browser, server.add('/lesson.html', lesson(src)));
      const stops = await inSim(browser, () => [...document.querySelectorAll('#semantic .node')]
        .filter((node) => [node, ...node.querySelectorAll('input')].some((el) => el.matches('button, input') && !el.disabled && el.tabIndex === 0))
        .map((node) => `sim:${node.dataset.id}`));
      assert.ok(stops.length >= 8, `${stops.length} stops`);
      await browser.evaluate(() => document.getElementById('before').focus());
      const seen = [];
      for (let i = 0; i <= stops.length; ++i) {
        await browser.press('Tab');
        seen.push(await focus(browser));
      }
      assert.deepEqual(seen, [...stops, 'after']);
      await browser.press('Shift+Tab');
      assert.equal(await focus(browser), stops.at(-1));
      assert.equal(`sim:${(await snapshot(browser)).focus}`, stops.at(-1));
    });

    test('what is drawn over the last picture makes the picture of an empty canvas', async () => {
      await open(browser, server.sim('?heads=8'));
      await tabTo(browser, 'heads');
      for (const key of ['ArrowLeft', 'ArrowLeft', 'Tab', 'Tab', ' ']) {
        await browser.press(key);
        await snapshot(browser);
        const [kept, anew] = await inSim(browser, () => {
          const canvas = document.getElementById('canvas');
          const kept = canvas.toDataURL();
          window.sim.page.drawNow(2);  // the next picture has another size, and so is drawn as a whole
          window.sim.page.drawNow();
          return [kept, canvas.toDataURL()];
        });
        assert.ok(kept.length > 10_000, `a picture of ${kept.length} characters`);
        assert.ok(kept === anew, `after ${key}`);
      }
    });

    test('the mouse presses what is painted', async () => {
      await open(browser, server.sim());
      await browser.click(...await place(browser, 'concat', 0.1));
      const now = await snapshot(browser);
      assert.equal(now.state.concat, '1');
      assert.equal(await focus(browser), 'sim:concat');
      await browser.press(' ');
      assert.equal((await snapshot(browser)).state.concat, '0', 'keys go on where the mouse was');
      await browser.click(...await place(browser, 'heads', 0.99));
      assert.equal((await snapshot(browser)).model.heads, 8);
    });

    test('released and given back, the picture is there again', async () => {
      await open(browser, server.sim('?heads=3'));
      const { tiles } = await look(browser, 1250, 520);
      const changed = async () => (await look(browser, 1250, 520)).tiles.filter((light, at) => Math.abs(light - tiles[at]) > 4).length;
      const lost = (wanted) => inSim(browser, async (want) => {
        while (window.sim.picture.lost !== want) await new Promise((resolve) => { setTimeout(resolve, 20); });
      }, wanted);
      await inSim(browser, () => window.sim.picture.inSight(false));
      await lost(true);
      assert.equal(await changed(), 0, 'a still image stands in');
      await inSim(browser, () => window.sim.picture.inSight(true));
      await lost(false);
      await rest(browser);
      assert.equal(await inSim(browser, () => document.getElementById('still').hidden), true);
      assert.equal(await changed(), 0, 'drawn again');
    });

    test('works from a folder', async () => {
      await open(browser, `file://${site}/${simPath}/main.html?heads=3`);
      assert.equal((await snapshot(browser)).model.heads, 3);
      assert.deepEqual(await browser.complaints(), []);
    });

    for (const width of widths) {
      test(`the picture in a frame ${width} px wide`, async () => {
        await open(browser, server.add('/frame.html', `<!DOCTYPE html><html lang="en"><title>frame</title><link rel="icon" href="data:,">
          <body style="margin:0"><iframe title="sim" src="${src}" style="display:block;border:0;width:${width}px;height:522px"></iframe>`));
        assert.equal(await inSim(browser, () => document.documentElement.scrollWidth), width);
        await notePicture(browser, engine.name, String(width), width);
      });
    }

    for (const name of lessons) {
      test(`the lesson ${name} has its model and no fault`, async () => {
        await open(browser, server.sim(`?lesson=${name}`));
        const now = await snapshot(browser);
        assert.equal(now.ready, true, now.problem);
        assert.equal(now.state.lesson, name);
        assert.ok(now.model.heads > 0);
        assert.equal(await inSim(browser, () => document.getElementById('fault').hidden), true);
        assert.deepEqual(await browser.complaints(), []);
        await noteDigits(browser, engine.name, name);
        await notePicture(browser, engine.name, name, 1250);
      });
    }
  });
}

const started = engines.filter(({ skip }) => !skip);
const alone = started.length < 2 && 'there is nothing to compare with';

test('all engines say the same, digit by digit', { skip: alone }, () => {
  assert.equal(digits.size, 3 * (3 + lessons.length));
  for (const [what, said] of digits) {
    const [[first, expected], ...others] = said;
    assert.equal(said.size, started.length, `${what}: only from ${[...said.keys()].join(', ')}`);
    for (const [engine, text] of others) assert.equal(text, expected, `${what}, ${engine} and ${first}`);
  }
});

test('all engines draw the same', { skip: alone }, () => {
  assert.equal(pictures.size, widths.length + lessons.length);
  for (const [what, drawn] of pictures) {
    const [[first, expected], ...others] = drawn;
    assert.equal(drawn.size, started.length, `${what}: only from ${[...drawn.keys()].join(', ')}`);
    for (const [engine, tiles] of others) {
      const most = Math.max(...tiles.map((light, at) => Math.abs(light - expected[at])));
      // Seen: at most 1.6, from the edges of letters. A word too many makes 100.
      assert.ok(most <= 4, `${what}: a tile in ${engine} is ${most} of 255 lighter or darker than in ${first}`);
    }
  }
});
