// SPDX-License-Identifier: MIT
// Brings the trained models: each is a classic script, models/NAME.js, that calls mhaModel(NAME, base64). A page that
// has everything inside (scripts/single-file.mjs) carries them as inert text instead.
// @ts-check
'use strict';

(() => {
  const seconds = 15;
  /** Asked for and not here yet. @type {Map<string, number>} name -> timer */
  const pending = new Map();
  /** Fetched ahead, not yet wanted. @type {Map<string, Uint8Array>} */
  const shelf = new Map();
  let wanted = '';
  let came = '';             // the model whose script ran last
  let acted = false;

  /** @param {string} name @returns {string} the model's text when this page carries it, else "" */
  const inPage = (name) => document.querySelector(`script[type="text/plain"][data-model="${name}"]`)?.textContent ?? '';

  /** @param {string} name */
  function fetchModel(name) {
    if (pending.has(name) || shelf.has(name) || !/^[a-z0-9-]{1,40}$/.test(name)) return;
    if (document.readyState === 'loading') {
      // Scripts that run this early are inline, and the models come behind them.
      document.addEventListener('DOMContentLoaded', () => fetchModel(name), { once: true });
      return;
    }
    const carried = inPage(name);
    if (carried) {
      pending.set(name, 0);
      window.mhaModel?.(name, carried);
      return;
    }
    const script = document.createElement('script');
    script.src = `models/${name}.js`;
    script.onerror = () => {
      script.remove();
      settle(name, null, 'could not be loaded');
    };
    script.onload = () => {
      script.remove();
      // Cut off, or another page in its place: a script that cannot be read is loaded all the same.
      if (came !== name) settle(name, null, 'is damaged');
    };
    pending.set(name, window.setTimeout(() => settle(name, null, `did not arrive in ${seconds} seconds`), seconds * 1000));
    document.head.append(script);
  }

  /** @param {string} name @param {Uint8Array | null} bytes @param {string} why */
  function settle(name, bytes, why) {
    clearTimeout(pending.get(name));
    // One that was given up, and comes at last, is welcome.
    if (!pending.delete(name)) return bytes && hand(name, bytes, '');
    if (name !== wanted) {
      if (bytes) shelf.set(name, bytes);
      return;
    }
    hand(name, bytes, why);
  }

  /** @param {string} name @param {Uint8Array | null} bytes @param {string} why */
  function hand(name, bytes, why) {
    if (name === wanted) wanted = '';
    if (bytes) window.sim.engine.call('model_arrived', name, bytes);
    else window.sim.engine.call('model_failed', name, `The file of this model ${why}.`);
    window.sim.page.requestFrame();
    prefetch(name);
  }

  /**
   * Undoes scripts/make-page.mjs: behind the header, all low bytes came before all high bytes.
   * @param {Uint8Array} bytes @returns {Uint8Array} the checkpoint
   */
  function inPairs(bytes) {
    const start = 8 + Number(new DataView(bytes.buffer).getBigUint64(0, true));
    const half = (bytes.length - start) / 2;
    const file = bytes.slice();
    for (let i = 0; i < half; ++i) {
      file[start + 2 * i] = bytes[start + i];
      file[start + 2 * i + 1] = bytes[start + half + i];
    }
    return file;
  }

  window.mhaModel = async (name, base64) => {
    came = name;
    try {
      settle(name, inPairs(await window.sim.engine.inflate(base64)), '');
    } catch {
      settle(name, null, 'is damaged');
    }
  };

  /** The program needs this model now. @param {string} name "" when it has what it needs */
  function want(name) {
    wanted = name;
    if (!name) return;
    if (!shelf.has(name)) return fetchModel(name);
    // What was fetched ahead is read after this frame, not in it; and after the first one is on the screen.
    const afterwards = () => setTimeout(handFromShelf, 0, name);
    if (window.microsim.frames > 1) afterwards();
    else requestAnimationFrame(afterwards);
  }

  /** @param {string} name */
  function handFromShelf(name) {
    const bytes = shelf.get(name);
    if (shelf.delete(name) && bytes) hand(name, bytes, '');
  }

  /** After a first action, the models one slider step away come ahead of the question. @param {string} name */
  function prefetch(name) {
    const match = /^(.*-)(\d+)$/.exec(name);
    if (!acted || !match) return;
    for (const step of [1, -1]) {
      const heads = Number(match[2]) + step;
      if (heads >= 1 && heads <= 8) fetchModel(`${match[1]}${heads}`);
    }
  }

  /**
   * The model that the link will most likely want comes while the program starts: it is small, and would else be asked
   * for only after the first frame. The program decides; a wrong guess stays on the shelf.
   */
  function ahead() {
    const asked = (/** @type {string} */ key) => [location.hash, location.search]
      .map((link) => new URLSearchParams(link.slice(1)).get(key)).find((value) => value !== null) ?? '';
    if (/^(heads|words)?$/.test(asked('lesson'))) fetchModel(`heads-${/^[1-8]$/.exec(asked('heads')) ?? 4}`);
  }

  /** The learner did something. @param {string} name the model now shown */
  function onAction(name) {
    if (acted) return;
    acted = true;
    prefetch(name);
  }

  // Back on line, a model that could not be had is asked for again; without such a fault there is no such control.
  window.addEventListener('online', () => {
    if (window.sim.engine.call('activate', 'retry')) window.sim.page.requestFrame();
  });

  window.sim.models = { want, ahead, onAction, get waiting() { return wanted !== ''; } };
})();
