// SPDX-License-Identifier: MIT
// The part of the scripts that most learners never need, messages of the page around and files to save, comes when it
// is first asked for.
// @ts-check
'use strict';

(() => {
  /** @type {Promise<void> | null} */
  let coming = null;

  /** @returns {Promise<void>} when window.sim.messages and window.sim.exports are there */
  function load() {
    if (window.sim.messages) return Promise.resolve();
    coming ??= new Promise((resolve, reject) => {
      const script = document.createElement('script');
      script.src = 'messages.js';
      script.onload = () => resolve();
      script.onerror = () => {
        coming = null;  // the next one who asks may be luckier
        reject(new Error('messages.js could not be loaded'));
      };
      document.head.append(script);
    });
    return coming;
  }

  window.sim.extras = { load };
})();
