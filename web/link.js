// SPDX-License-Identifier: MIT
// The live state in the address, and the link for others. Never a history entry: replaceState only.
// @ts-check
'use strict';

(() => {
  const writeAfter = 300;    // ms; Safari allows 100 writes in 30 s
  const longest = 65536;     // characters of an address that are looked at
  let timer = 0;
  let fragment = '';

  function open() {
    fragment = window.location.hash.slice(1);
    window.sim.theme.paint(fragment);
    // What asks for the seeded hand of web/fuzz.js is no choice of a learner's.
    const query = window.location.search.slice(1, longest).replace(/(^|&)(fuzz|steps)=[^&]*/g, '');
    window.sim.engine.call('open_link', query, fragment.slice(0, longest));
    window.sim.page.requestFrame();
  }

  function write() {
    timer = 0;
    try {
      const address = fragment ? `#${fragment}` : window.location.pathname + window.location.search;
      window.history.replaceState(window.history.state, '', address);
    } catch {
      // A sandbox may forbid it; the sim works on without.
    }
  }

  /** @param {string} now the live state as the program writes it */
  function show(now) {
    if (now === fragment) return;
    fragment = now;
    window.sim.theme.paint(now);
    clearTimeout(timer);
    timer = window.setTimeout(write, writeAfter);
  }

  /** @returns {string} the address that opens what is on the screen */
  function address() {
    const bare = window.location.href.split('#')[0];
    const now = window.sim.engine.text('fragment');
    return now ? `${bare}#${now}` : bare;
  }

  /** @returns {string} the slug of the lesson on the screen */
  function lesson() {
    return JSON.parse(window.sim.engine.text('snapshot')).state.lesson;
  }

  function start() {
    window.addEventListener('hashchange', () => {
      if (window.location.hash.slice(1) === fragment) return;
      open();
      window.sim.events?.settle();
    });
    window.addEventListener('pagehide', () => { if (timer) write(); });
    open();
  }

  window.sim.link = { start, show, address, lesson };
})();
