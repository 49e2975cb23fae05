// SPDX-License-Identifier: MIT
// The canvas: exactly as many pixels as the device shows, a still image while it is released or printed, and its
// WebGL context, of which browsers leave a page 16: each sim keeps one only while it is in sight.
// @ts-check
'use strict';

(() => {
  const smallestRatio = 0.5, largestRatio = 4;  // as App::Impl::draw has them
  const releaseAfter = 1000;     // ms out of sight
  const giveUpAfter = 10_000;    // ms without a context until the native elements show
  let box = { width: 0, height: 0 };
  let lost = false;
  let asElements = false;
  let asked = false;
  let released = false;
  let releaseTimer = 0;
  let giveUpTimer = 0;
  let seen = true;
  let loser = /** @type {WEBGL_lose_context | null} */ (null);

  const canvas = () => /** @type {HTMLCanvasElement} */ (document.getElementById('canvas'));
  const still = () => /** @type {HTMLImageElement} */ (document.getElementById('still'));

  /** Device pixels for each CSS pixel. */
  const ratio = () => Math.min(Math.max(window.devicePixelRatio || 1, smallestRatio), largestRatio);

  /** In whole device pixels. @param {{ width: number, height: number }} size in CSS pixels */
  const rounded = ({ width, height }) => ({ width: Math.round(width * ratio()), height: Math.round(height * ratio()) });

  /** @param {ResizeObserverEntry} entry */
  function measured(entry) {
    const about = rounded(entry.contentRect);
    const exact = entry.devicePixelContentBoxSize?.[0];
    // Device emulation and some browsers under zoom report CSS pixels here; a true value is within one pixel.
    const near = exact && Math.abs(exact.inlineSize - about.width) <= 1 && Math.abs(exact.blockSize - about.height) <= 1;
    box = near ? { width: exact.inlineSize, height: exact.blockSize } : about;
    window.sim.page.requestFrame();
  }

  /** Calls `measured` now and at every change of size or ratio. */
  function observe() {
    const observer = new ResizeObserver((entries) => measured(entries[entries.length - 1]));
    const start = () => {
      observer.unobserve(canvas());
      try {
        observer.observe(canvas(), { box: 'device-pixel-content-box' });
      } catch {
        observer.observe(canvas());
      }
    };
    // Moving to another screen may change the ratio without any resize.
    const watchRatio = () => window.matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`)
      .addEventListener('change', () => { start(); watchRatio(); }, { once: true });
    start();
    watchRatio();
  }

  /** Gives the canvas exactly these pixels; that clears it, so only when they are others. @param {number} width @param {number} height */
  function fit(width, height) {
    const it = canvas();
    if (it.width !== width) it.width = width;
    if (it.height !== height) it.height = height;
  }

  /** The picture as a data URL; "" without one. Drawing and reading must share a task. */
  function take() {
    if (lost || asElements || !window.sim.page.drawNow()) return '';
    return canvas().toDataURL('image/png');
  }

  /** The picture with at least two pixels for each CSS pixel, for paper and slides; "" without one. */
  function takeLarge() {
    if (ratio() >= 2) return take();
    if (lost || asElements || !window.sim.page.drawNow(2)) return '';
    const image = canvas().toDataURL('image/png');
    window.sim.page.drawNow();  // its own size again before anything is shown
    return image;
  }

  function showStill() {
    if (released) return;        // it stands already
    const image = take();
    if (image) still().src = image;
    still().hidden = !image;
  }

  function release() {
    if (lost || !loser) return;
    showStill();
    released = true;
    loser.loseContext();
  }

  /**
   * Out of sight for a while gives the context back to the browser; in sight again asks for it, also for one that the
   * browser took by itself.
   * @param {boolean} now
   */
  function inSight(now) {
    seen = now;
    clearTimeout(releaseTimer);
    clearTimeout(giveUpTimer);
    if (!seen) releaseTimer = window.setTimeout(release, releaseAfter);
    else if (lost) askBack();
  }

  function askBack() {
    giveUpTimer = window.setTimeout(() => useElements(true), giveUpAfter);
    loser?.restoreContext();
  }

  /** The native elements take the picture's place. @param {boolean} on */
  function useElements(on) {
    asElements = on;
    document.documentElement.classList.toggle('no-picture', on);
    const alert = /** @type {HTMLElement} */ (document.getElementById('no-picture'));
    alert.hidden = !on;
  }

  /** Asks for the context while the program is still on its way: each takes its time, in processes of their own. */
  function ahead() {
    if (asked) return;
    asked = true;
    canvas().addEventListener('webglcontextlost', (event) => {
      event.preventDefault();
      lost = true;
      window.sim.engine.call('context', false);
      if (!seen) return;
      // Released, but in sight again before the browser said so; else it was taken.
      giveUpTimer = released ? window.setTimeout(askBack) : window.setTimeout(() => useElements(true), giveUpAfter);
    });
    canvas().addEventListener('webglcontextrestored', () => {
      clearTimeout(giveUpTimer);
      lost = released = false;
      window.sim.engine.call('context', true);
      useElements(false);
      window.sim.page.drawNow();
      still().hidden = true;
    });
    // At its size from the start: another one would wait for the context.
    box = rounded(canvas().getBoundingClientRect());
    fit(box.width, box.height);
    // As src/platform/window_sdl.cpp asks for it, and kept from picture to picture: only what is new is drawn.
    const context = canvas().getContext('webgl2', { alpha: false, depth: false, stencil: false, antialias: false, preserveDrawingBuffer: true });
    loser = context?.getExtension('WEBGL_lose_context') ?? null;
  }

  /** The program has its window. */
  function start() {
    window.sim.engine.call('context', !lost);
    window.addEventListener('beforeprint', showStill);
    window.addEventListener('afterprint', () => { still().hidden = !released; });
  }

  window.sim.picture = {
    ahead, fit, observe, start, take, takeLarge, release, inSight, useElements, ratio, get box() { return box; }, get lost() { return lost; },
  };
})();
