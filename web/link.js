// SPDX-License-Identifier: MIT
// The live state in the address, and the link for others. Never a history entry: replaceState only.
// @ts-check
'use strict';

(() => {
  const writeAfter = 300;    // ms; Safari allows 100 writes in 30 s
  const longest = 65536;     // characters of an address that are looked at
  let timer = 0;
  let fragment = '';

  /** @param {string} id */
  const element = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

  function open() {
    fragment = window.location.hash.slice(1);
    window.sim.engine.call('open_link', window.location.search.slice(1, longest), fragment.slice(0, longest));
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

  /** Copies the link; where the browser forbids it, shows it selected. Call it inside the learner's press. */
  async function copy() {
    window.sim.engine.call('take_copy_request');
    const text = address();
    try {
      await window.navigator.clipboard.writeText(text);
      window.sim.page.say('Link copied.');
      note('Link copied', '');
    } catch {
      note('Press Ctrl+C (on a Mac, Command+C) to copy this link:', text);
    }
  }

  function copyIfAsked() {
    if (window.sim.engine.call('take_copy_request')) copy();
  }

  let noteTimer = 0;
  /** @param {string} words @param {string} text selected for copying; "" closes by itself */
  function note(words, text) {
    const field = /** @type {HTMLInputElement} */ (element('share-link'));
    element('share-words').textContent = words;
    field.hidden = text === '';
    element('share-note').hidden = false;
    clearTimeout(noteTimer);
    if (text) {
      field.value = text;
      field.focus({ preventScroll: true });
      field.select();
    } else {
      noteTimer = window.setTimeout(closeNote, 2500);
    }
  }

  function closeNote() {
    const back = element('share-note').contains(document.activeElement);
    element('share-note').hidden = true;
    if (back) window.sim.semantic.focusQuietly('share');
  }

  function start() {
    window.addEventListener('hashchange', () => {
      if (window.location.hash.slice(1) === fragment) return;
      open();
      window.sim.events?.settle();
    });
    window.addEventListener('pagehide', () => { if (timer) write(); });
    element('share-close').addEventListener('click', closeNote);
    element('share-note').addEventListener('keydown', (event) => {
      if (event.key === 'Escape') closeNote();
    });
    open();
  }

  window.sim.link = { start, show, copy, copyIfAsked, address };
})();
