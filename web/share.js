// SPDX-License-Identifier: MIT
// What the learner takes along: the link or the embed code of exactly what is shown, or a file of it.
// @ts-check
'use strict';

(() => {
  /** The order of sim::Taken in src/sim/action.hpp. */
  const ways = ['', 'link', 'embed', 'png', 'svg', 'csv'];
  /** @type {Record<string, string>} */
  const pressed = { 'share-link': 'link', 'share-embed': 'embed', 'save-png': 'png', 'save-svg': 'svg', 'save-table': 'csv' };
  /** @type {Record<string, string>} */
  const types = { svg: 'image/svg+xml', csv: 'text/csv' };
  let timer = 0;

  /** @param {string} id */
  const element = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

  function embedCode() {
    const attributes = {
      src: window.sim.link.address(), width: '100%', height: '522', title: 'Multi-head attention simulator', loading: 'lazy',
      allow: 'clipboard-write', scrolling: 'no',
    };
    const written = Object.entries(attributes).map(([name, value]) => `${name}="${value.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`);
    return `<iframe ${written.join(' ')}></iframe>`;
  }

  /** Where the browser forbids copying, the text is shown selected. @param {string} what @param {string} text */
  async function copy(what, text) {
    try {
      await window.navigator.clipboard.writeText(text);
      window.sim.page.say(`${what} copied.`);
      note(`${what} copied`, '');
    } catch {
      note(`Press Ctrl+C (on a Mac, Command+C) to copy this ${what.toLowerCase()}:`, text);
    }
  }

  /** @param {string} format */
  async function save(format) {
    try {
      await window.sim.extras.load();
    } catch {
      return note('The part that saves files could not be loaded. Check the connection and try again.', '');
    }
    const made = window.sim.exports.make(format);
    if (made.error) return note(made.error, '');
    const link = document.createElement('a');
    const text = made[format];
    link.href = types[format] ? URL.createObjectURL(new Blob([text], { type: types[format] })) : text;
    link.download = `multi-head-attention-${window.sim.link.lesson()}.${format}`;
    link.click();
    if (types[format]) setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    window.sim.page.say(`${link.download} saved.`);
  }

  /** @param {string} way */
  function take(way) {
    if (way === 'link') copy('Link', window.sim.link.address());
    else if (way === 'embed') copy('Embed code', embedCode());
    else if (way) save(way);
  }

  /** A press with the pointer: browsers copy only inside it, a frame later it is too late. @param {string} id */
  const onPress = (id) => take(pressed[id] ?? '');

  /** After a native element was pressed. */
  const onActivated = () => take(ways[window.sim.engine.call('taken')] ?? '');

  /** @param {string} words @param {string} text selected for copying; "" closes by itself */
  function note(words, text) {
    const field = /** @type {HTMLInputElement} */ (element('share-link'));
    element('share-words').textContent = words;
    field.hidden = element('share-close').hidden = text === '';
    // Words that go by themselves are in nobody's way.
    element('share-note').style.pointerEvents = text ? '' : 'none';
    element('share-note').hidden = false;
    clearTimeout(timer);
    if (text) {
      field.value = text;
      field.focus({ preventScroll: true });
      field.select();
    } else {
      timer = window.setTimeout(closeNote, 2500 + 40 * words.length);
    }
  }

  function closeNote() {
    const back = element('share-note').contains(document.activeElement);
    element('share-note').hidden = true;
    if (back) window.sim.semantic.focusQuietly('share');
  }

  function start() {
    element('share-close').addEventListener('click', closeNote);
    element('share-note').addEventListener('keydown', (event) => {
      if (event.key === 'Escape') closeNote();
    });
  }

  window.sim.share = { start, onPress, onActivated };
})();
