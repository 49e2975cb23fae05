// SPDX-License-Identifier: MIT
// The canvas: exact device pixels, a lost context, and pictures for people to look at.
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { complaints, isDrawn, launch, middle, openSim, serve, shots, snapshot, works } from './support.mjs';

let server, browser;
before(async () => { [server, browser] = await Promise.all([serve(), launch()]); await mkdir(shots, { recursive: true }); });
after(async () => { await browser.close(); await server.close(); });

const open = (query, options) =>
  openSim(browser, server.sim(query), { viewport: { width: 700, height: 522 }, reducedMotion: 'reduce', ...options });

for (const deviceScaleFactor of [1, 1.25, 1.5, 2, 2.625, 3]) {
  test(`exact device pixels at ratio ${deviceScaleFactor}`, async () => {
    const { page, close } = await open('', { deviceScaleFactor, viewport: { width: 701, height: 522 } });
    // Emulated ratios leave devicePixelContentBoxSize in CSS pixels, so the device's pixels are counted from the ratio itself.
    const exact = () => page.evaluate(() => {
      const canvas = document.getElementById('canvas');
      const box = canvas.getBoundingClientRect();
      return [canvas.width - Math.round(box.width * devicePixelRatio), canvas.height - Math.round(box.height * devicePixelRatio), canvas.width];
    });
    const [width, height, pixels] = await exact();
    assert.deepEqual([width, height], [0, 0]);
    assert.ok(Math.abs(pixels - 701 * deviceScaleFactor) < 1);
    await page.setViewportSize({ width: 433, height: 522 });
    await page.waitForFunction((wide) => document.getElementById('canvas').width < wide, pixels);
    assert.deepEqual((await exact()).slice(0, 2), [0, 0]);
    await close();
  });
}

/** Browser zoom and another screen change the ratio of a page that runs. */
test('another ratio draws the picture anew, and back again it is the same to the pixel', async () => {
  const { page, close } = await open('?heads=3', {});
  const session = await page.context().newCDPSession(page);
  const at = async (deviceScaleFactor) => {
    // An emulated ratio is no news to the page until its size changes too.
    for (const width of [710, 700]) {
      await session.send('Emulation.setDeviceMetricsOverride', { width, height: 522, deviceScaleFactor, mobile: false });
      await page.waitForFunction((pixels) => document.getElementById('canvas').width === pixels, Math.round(width * deviceScaleFactor));
    }
    await page.evaluate(() => window.microsim.idle());
    return page.evaluate(async () => {
      const image = new Image();
      image.src = window.sim.picture.take();
      await image.decode();
      const copy = Object.assign(document.createElement('canvas'), { width: 70, height: 52 });
      const context = copy.getContext('2d');
      context.imageSmoothingQuality = 'high';
      context.drawImage(image, 0, 0, 70, 52);
      return { picture: image.src, light: [...context.getImageData(0, 0, 70, 52).data] };
    });
  };
  const first = await at(1);
  for (const ratio of [2, 1.25, 0.8, 4]) {
    const { light } = await at(ratio);
    const far = light.reduce((sum, value, i) => sum + Math.abs(value - first.light[i]), 0) / light.length;
    assert.ok(far < 6, `at ratio ${ratio} the picture differs by ${far} of 255 on average`);
  }
  assert.equal((await at(1)).picture === first.picture, true);
  await close();
});

/** Where a processor draws, a full canvas costs as much as all the rest. */
test('the grounds are cleared, and look as if they had been drawn', async () => {
  for (const [theme, ground, band] of [['light', [240, 248, 255], [255, 255, 255]], ['dark', null, null]]) {
    const { page, close } = await open(`?heads=8&theme=${theme}`, {});
    const { cleared, largest, canvas, corner, low } = await page.evaluate(async () => {
      const gl = document.getElementById('canvas').getContext('webgl2');
      const { bufferData, drawElements, scissor, clear } = gl;
      let vertices, indices, box;
      const seen = { cleared: [], largest: 0, canvas: gl.drawingBufferWidth * gl.drawingBufferHeight };
      window.sim.page.drawNow(2);  // the next picture has another size, and so is drawn as a whole
      gl.scissor = (...given) => { box = given; scissor.apply(gl, given); };
      gl.clear = (bits) => { if (gl.isEnabled(gl.SCISSOR_TEST)) seen.cleared.push(box[2] * box[3]); clear.call(gl, bits); };
      gl.bufferData = (kind, data, use, from, count) => {
        const part = data.slice(from, from + count).buffer;
        if (kind === gl.ARRAY_BUFFER) vertices = new Float32Array(part);
        else indices = new Uint32Array(part);
        bufferData.call(gl, kind, data, use, from, count);
      };
      gl.drawElements = (mode, count, type, offset) => {
        for (let i = offset / 4; i < offset / 4 + count; i += 3) {
          const [a, b, c] = [0, 1, 2].map((k) => [...vertices.subarray(indices[i + k] * 5, indices[i + k] * 5 + 2)]);
          seen.largest = Math.max(seen.largest, Math.abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2);
        }
        drawElements.call(gl, mode, count, type, offset);
      };
      window.sim.page.drawNow();
      const at = (x, y) => { const pixel = new Uint8Array(4); gl.readPixels(x, y, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel); return [...pixel].slice(0, 3); };
      Object.assign(seen, { corner: at(8, gl.drawingBufferHeight - 8), low: at(gl.drawingBufferWidth - 8, 8) });
      return seen;
    });
    assert.equal(cleared.length, 2, 'the ground and the band of the controls');
    assert.equal(cleared[0], canvas);
    assert.ok(cleared[1] > canvas / 20 && cleared[1] < canvas / 2);
    assert.ok(largest < canvas / 20, `a triangle of ${largest} pixels`);
    if (ground) assert.deepEqual([corner, low], [ground, band]);
    else assert.ok(Math.max(...corner, ...low) < 80, 'dark');
    await close();
  }
});

/** Where a 5 by 5 neighbourhood has one colour in both pictures: no letters, no edges. The cells of heat maps are such places. */
const flatPlaces = (page) => page.evaluate(async () => {
  const gl = document.getElementById('canvas').getContext('webgl2');
  const { drawElements } = gl;
  const seen = { quads: 0, compared: 0, colours: new Set(), far: [] };
  window.sim.page.drawNow(2);  // the next picture has another size, and so is drawn as a whole
  gl.drawElements = (mode, count, ...rest) => { seen.quads += count === 6 ? 1 : 0; drawElements.call(gl, mode, count, ...rest); };
  window.sim.page.drawNow();
  gl.drawElements = drawElements;
  const [width, height] = [gl.drawingBufferWidth, gl.drawingBufferHeight];
  const pixels = async (src) => {
    const image = new Image();
    image.src = src;
    await image.decode();
    const context = Object.assign(document.createElement('canvas'), { width, height }).getContext('2d');
    context.drawImage(image, 0, 0, width, height);
    return new Uint32Array(context.getImageData(0, 0, width, height).data.buffer);
  };
  const drawn = await pixels(window.sim.picture.take());
  const written = await pixels(`data:image/svg+xml,${encodeURIComponent(window.sim.engine.text('svg'))}`);
  const flat = (image, x, y) => {
    for (let dy = -2; dy <= 2; ++dy) for (let dx = -2; dx <= 2; ++dx) if (image[(y + dy) * width + x + dx] !== image[y * width + x]) return false;
    return true;
  };
  const parts = (colour) => [0, 8, 16].map((shift) => colour >> shift & 255);
  for (let y = 2; y < height - 2; ++y) {
    for (let x = 2; x < width - 2; ++x) {
      if (!flat(written, x, y) || !flat(drawn, x, y)) continue;
      const [a, b] = [drawn[y * width + x], written[y * width + x]];
      ++seen.compared;
      seen.colours.add(b);
      if (parts(a).some((part, i) => Math.abs(part - parts(b)[i]) > 2)) seen.far.push(`${x}, ${y}: ${parts(a)} and ${parts(b)}`);
    }
  }
  return { ...seen, colours: seen.colours.size, share: seen.compared / (width * height), far: seen.far.slice(0, 20) };
});

/** On the canvas a heat map is one quad of a texture, in the SVG a rectangle for each cell. */
for (const query of ['heads=8&mask=1&theme=light', 'heads=8&theme=dark', 'heads=8&theme=contrast', 'lesson=nano-gpt', 'lesson=words']) {
  test(`flat places have the colours of the picture saved as SVG: ${query}`, async () => {
    const sentence = 'text=The+small+dog+that+chased+the+cats+sees+the+old+bird+now';
    const heads = query.startsWith('heads');
    const { page, close } = await open(`?${query}${heads ? `&${sentence}` : ''}`, { viewport: { width: 1200, height: 600 } });
    const { quads, share, colours, far } = await flatPlaces(page);
    assert.deepEqual(far, []);
    assert.ok(share > 0.5, `${share} of the picture are flat`);
    assert.ok(colours > (heads ? 100 : 10), `${colours} colours`);
    if (heads) assert.ok(quads >= 8, `${quads} quads`);
    await close();
  });
}

/** The picture as it stands, and drawn anew on an empty canvas. */
const keptAndAnew = (page) => page.evaluate(async () => {
  await window.microsim.idle();
  const kept = document.getElementById('canvas').toDataURL();
  window.sim.page.drawNow(2);  // the next picture has another size
  window.sim.page.drawNow();
  return [kept, document.getElementById('canvas').toDataURL()];
});

/** Of a picture only what changed is drawn, over what is there. */
for (const [query, acts] of Object.entries({
  'heads=8': async ({ mouse, slider, keyboard, check }) => {
    for (const x of [200, 206, 260, 500, 900]) await mouse.move(x, 90 + x / 4).then(check);
    await slider('Heads', 12).then(check);
    for (let i = 0; i < 9; ++i) await keyboard.press('Tab').then(check);
    await keyboard.press('Space').then(check);
  },
  'lesson=words&theme=dark': async ({ mouse, keyboard, check }) => {
    for (const x of [100, 180, 181, 400, 640]) await mouse.move(x, 160 + x / 9).then(check);
    await mouse.click(180, 150);
    await check();
    for (let i = 0; i < 5; ++i) await keyboard.press('Tab').then(check);
  },
  'lesson=nano-gpt': async ({ mouse, check }) => {
    await mouse.move(300, 200).then(check);
    await mouse.down();
    for (const x of [310, 340, 420]) await mouse.move(x, 220).then(check);
    await mouse.up();
    await check();
  },
})) {
  test(`what is drawn over the last picture makes the picture of an empty canvas: ${query}`, async () => {
    const { page, close } = await open(`?${query}`, { viewport: { width: 900, height: 600 }, deviceScaleFactor: 1.5 });
    const check = async () => {
      const [kept, anew] = await keptAndAnew(page);
      assert.ok(kept === anew, 'another picture than on an empty canvas');
    };
    const slider = async (name, steps) => {
      const [x, y] = await middle(page.getByRole('slider', { name }));
      await page.mouse.move(x, y);
      await page.mouse.down();
      for (let i = 1; i <= steps; ++i) {
        await page.mouse.move(x + 9 * i, y);
        if (i % 4 === 0) await check();
      }
      await page.mouse.up();
    };
    await acts({ mouse: page.mouse, keyboard: page.keyboard, slider, check });
    await close();
  });
}

const png = (page) => page.evaluate(() => window.sim.picture.take());

test('a context lost and restored a hundred times draws the same picture', async () => {
  const { page, close } = await open('?heads=8', {});
  const first = await png(page);
  assert.ok(first.length > 10_000);
  for (let round = 0; round < 5; ++round) {
    await page.evaluate(async () => {
      const extension = document.getElementById('canvas').getContext('webgl2').getExtension('WEBGL_lose_context');
      const event = (name) => new Promise((resolve) => document.getElementById('canvas').addEventListener(name, resolve, { once: true }));
      for (let i = 0; i < 20; ++i) {
        const lost = event('webglcontextlost'), restored = event('webglcontextrestored');
        extension.loseContext();
        await lost;
        window.sim.page.requestFrame();
        await new Promise((resolve) => setTimeout(resolve, 10));
        extension.restoreContext();
        await restored;
      }
      await window.microsim.idle();
    });
    assert.equal(await png(page) === first, true, `round ${round}`);
  }
  await page.getByRole('slider', { name: /Heads/ }).fill('3');
  assert.equal((await snapshot(page)).model.heads, 3);
  await close();
});

for (const back of ['before', 'after']) {
  test(`a context lost while the program is on its way, and restored ${back} it is there`, async () => {
    const context = await browser.newContext({ viewport: { width: 700, height: 522 } });
    const page = await context.newPage();
    const said = complaints(page);
    let release;
    await page.route('**/mha-wasm-4.js', (route) => { release = () => route.continue(); });
    await page.goto(server.sim(), { waitUntil: 'commit' });
    await page.waitForFunction(() => window.sim?.picture && document.getElementById('canvas').width === 700);
    const tell = (does) => page.evaluate((name) => new Promise((resolve) => {
      const canvas = document.getElementById('canvas');
      window.extension ??= canvas.getContext('webgl2').getExtension('WEBGL_lose_context');
      canvas.addEventListener(name === 'loseContext' ? 'webglcontextlost' : 'webglcontextrestored', resolve, { once: true });
      window.extension[name]();
    }), does);
    await tell('loseContext');
    if (back === 'before') await tell('restoreContext');
    release();
    await page.waitForFunction(() => window.microsim?.frames > 0);
    if (back === 'after') await tell('restoreContext');
    await works(page);
    await isDrawn(page, 'heads');
    assert.deepEqual(said(), []);
    await context.close();
  });
}

for (const [heads, width, colorScheme] of [[4, 320, 'light'], [4, 700, 'light'], [4, 1200, 'light'], [8, 320, 'light'], [8, 700, 'light'],
  [8, 1200, 'light'], [4, 320, 'dark'], [4, 700, 'dark'], [4, 1200, 'dark']]) {
  test(`picture: ${heads} heads, ${width} px, ${colorScheme}`, async () => {
    const { page, close } = await open(`?heads=${heads}`, { viewport: { width, height: 522 }, colorScheme, deviceScaleFactor: width === 320 ? 2 : 1 });
    await page.screenshot({ path: path.join(shots, `heads-${heads}-${width}-${colorScheme}.png`) });
    const colours = await page.evaluate(async () => {
      const image = new Image();
      image.src = window.sim.picture.take();
      await image.decode();
      const copy = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
      const context = copy.getContext('2d');
      context.drawImage(image, 0, 0);
      return new Set(new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer)).size;
    });
    assert.ok(colours > 100, `${colours} colours: heat maps and text are drawn`);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false);
    await close();
  });
}
for (const [name, query] of [['open', '?open=1'], ['concat', '?concat=1'], ['compare', '?compare=1'], ['mask', '?mask=1']]) {
  test(`picture: ${name}`, async () => {
    const { page, close } = await open(query, {});
    await page.screenshot({ path: path.join(shots, `heads-${name}-700.png`) });
    await close();
  });
}
