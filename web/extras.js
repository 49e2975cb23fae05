// SPDX-License-Identifier: MIT
// The part of the scripts that most learners never need, messages of the page around and files to save, comes when it
// is first asked for.
// @ts-check
'use strict';

(() => {
  /** @type {Map<string, Promise<void>>} */
  const coming = new Map();

  /** @param {string} name of a script beside main.html @returns {Promise<void>} */
  function script(name) {
    const known = coming.get(name);
    if (known) return known;
    const here = new Promise((/** @type {(value: void) => void} */ resolve, reject) => {
      const element = document.createElement('script');
      element.src = name;
      element.onload = () => resolve();
      element.onerror = () => {
        coming.delete(name);  // the next one who asks may be luckier
        reject(new Error(`${name} could not be loaded`));
      };
      document.head.append(element);
    });
    coming.set(name, here);
    return here;
  }

  /** @returns {Promise<void>} when window.sim.messages and window.sim.exports are there */
  async function load() {
    if (!window.sim.messages) await script('messages.js');
    if (window.sim.messages) return;
    coming.clear();  // something else came in its place
    throw new Error('messages.js is damaged');
  }

  /** The seeded hand of main.html?fuzz=SEED&steps=N; its report stands under the sim. */
  async function fuzz() {
    const asked = new URLSearchParams(window.location.search);
    if (!asked.has('fuzz')) return;
    await script('fuzz.js');
    const report = document.createElement('pre');
    document.body.append(report);
    report.textContent = JSON.stringify(await window.sim.fuzz.run(Number(asked.get('fuzz')) || 1, Number(asked.get('steps')) || 1000), null, 1);
    report.id = 'fuzz-report';
  }

  window.sim.extras = { load, fuzz };
})();
