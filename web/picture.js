// SPDX-License-Identifier: MIT
// The canvas: exactly as many pixels as the device shows, a still image while it is released or printed, and its
// WebGL context, of which browsers leave a page 16: each sim keeps one only while it is in sight.
// @ts-check
'use strict';

(() => {
  const largestRatio = 4;
  const releaseAfter = 1000;     // ms out of sight
  const giveUpAfter = 10_000;    // ms without a context until the native elements show
  let box = { width: 0, height: 0 };
  let lost = false;
  let asElements = false;
  let released = false;
  let timer = 0;                 // of one of the two
  let seen = true;
  let loser = /** @type {WEBGL_lose_context | null} */ (null);

  const canvas = () => /** @type {HTMLCanvasElement} */ (document.getElementById('canvas'));
  const still = () => /** @type {HTMLImageElement} */ (document.getElementById('still'));

  /** Device pixels for each CSS pixel. */
  const ratio = () => Math.min(Math.max(window.devicePixelRatio || 1, 0.25), largestRatio);

  /** @param {ResizeObserverEntry} entry */
  function measured(entry) {
    const rounded = {
      width: Math.round(entry.contentRect.width * ratio()), height: Math.round(entry.contentRect.height * ratio()),
    };
    const exact = entry.devicePixelContentBoxSize?.[0];
    // Device emulation and some browsers under zoom report CSS pixels here; a true value is within one pixel.
    const near = exact && Math.abs(exact.inlineSize - rounded.width) <= 1 && Math.abs(exact.blockSize - rounded.height) <= 1;
    box = near ? { width: exact.inlineSize, height: exact.blockSize } : rounded;
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
    const image = take();
    if (image) still().src = image;
    still().hidden = !image;
  }

  function release() {
    timer = 0;
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
    clearTimeout(timer);
    if (!seen) timer = window.setTimeout(release, releaseAfter);
    else if (lost) askBack();
  }

  function askBack() {
    timer = window.setTimeout(() => useElements(true), giveUpAfter);
    loser?.restoreContext();
  }

  /** The native elements take the picture's place. @param {boolean} on */
  function useElements(on) {
    asElements = on;
    document.documentElement.classList.toggle('no-picture', on);
    const alert = /** @type {HTMLElement} */ (document.getElementById('no-picture'));
    alert.hidden = !on;
  }

  function start() {
    canvas().addEventListener('webglcontextlost', (event) => {
      event.preventDefault();
      lost = true;
      window.sim.engine.call('context', false);
      if (!seen) return;
      // Released, but in sight again before the browser said so; else it was taken.
      timer = released ? window.setTimeout(askBack) : window.setTimeout(() => useElements(true), giveUpAfter);
    });
    canvas().addEventListener('webglcontextrestored', () => {
      clearTimeout(timer);
      lost = released = false;
      window.sim.engine.call('context', true);
      useElements(false);
      window.sim.page.drawNow();
      still().hidden = true;
    });
    window.addEventListener('beforeprint', showStill);
    window.addEventListener('afterprint', () => { still().hidden = !released; });
    loser = canvas().getContext('webgl2')?.getExtension('WEBGL_lose_context') ?? null;
  }

  window.sim.picture = {
    observe, start, take, takeLarge, release, inSight, useElements, ratio, get box() { return box; }, get lost() { return lost; },
  };
})();
