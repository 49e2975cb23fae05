// SPDX-License-Identifier: MIT
// What a learner does at the sim and sees of it, in any browser of engines.mjs: the sim may be the page itself or in
// the frame of a lesson page.

/** Calls a function where the sim is: in the page, or in the frame of a lesson page. */
export const inSim = (browser, work, ...values) => browser.evaluate(
  (text, given) => (frames[0] ?? window).eval(`(${text})`)(...given), String(work), values);

/** Waits until the sim has drawn, has its model, and rests. */
export const rest = (browser) => inSim(browser, async () => {
  for (const from = Date.now(); !(window.microsim?.frames > 0);) {
    const fault = document.getElementById('fault');  // not there before the page has been read so far
    if (fault?.hidden === false) throw new Error(`the sim says: ${fault.textContent}`);
    if (Date.now() > from + 30_000) throw new Error('the sim has drawn nothing in 30 s');
    await new Promise((resolve) => { setTimeout(resolve, 20); });
  }
  await window.microsim.idle();
});

/** Opens a page and waits until the sim in it rests. */
export async function open(browser, url) {
  await browser.open(url);
  await rest(browser);
}

/** A text of the program, as it says it. @param {string} name one of web/engine.js */
export const engineText = async (browser, name) => {
  await rest(browser);
  return inSim(browser, (which) => window.sim.engine.text(which), name);
};
export const snapshot = async (browser) => JSON.parse(await engineText(browser, 'snapshot'));

/** Where focus is, across the frame: an element's id, or sim:ID for a control of the sim. */
export const focus = (browser) => browser.evaluate(() => {
  const outer = document.activeElement;
  const inner = outer.tagName === 'IFRAME' ? outer.contentDocument.activeElement : outer;
  const node = inner.closest('.node');
  return node ? `sim:${node.dataset.id}` : inner.id || inner.tagName;
});

/** Goes to a control by keyboard alone. */
export async function tabTo(browser, id) {
  for (let tabs = 0; tabs < 30; ++tabs) {
    if (await focus(browser) === `sim:${id}`) return;
    await browser.press('Tab');
  }
  throw new Error(`Tab does not reach ${id}`);
}

/** A place on a control, as the engine draws it: `across` is 0 at its left end and 1 at its right. */
export const place = (browser, id, across) => inSim(browser, (wanted, part) => {
  const [x, y, w, h] = JSON.parse(window.sim.engine.text('registry')).nodes.find((node) => node.id === wanted).rect;
  return [x + part * w, y + h / 2];
}, id, across);

/** The top left of what the browser shows: as a file, its colours, and the light of tiles of 10 x 10 pixels. */
export const look = async (browser, width, height) => browser.evaluate(async (png, w, h) => {
  const image = new Image();
  image.src = `data:image/png;base64,${png}`;
  await image.decode();
  const part = Object.assign(document.createElement('canvas'), { width: w, height: h });
  const context = part.getContext('2d', { willReadFrequently: true });
  context.drawImage(image, 0, 0);
  const pixels = context.getImageData(0, 0, w, h).data;
  const across = Math.floor(w / 10);
  const tiles = new Array(across * Math.floor(h / 10)).fill(0);
  for (let y = 0; y < Math.floor(h / 10) * 10; ++y) {
    for (let x = 0; x < across * 10; ++x) {
      const at = 4 * (y * w + x);
      tiles[Math.floor(y / 10) * across + Math.floor(x / 10)] += (pixels[at] + pixels[at + 1] + pixels[at + 2]) / 300;
    }
  }
  return { file: part.toDataURL('image/png').split(',')[1], colours: new Set(new Uint32Array(pixels.buffer)).size, tiles };
}, await browser.screenshot(), width, height);
