// SPDX-License-Identifier: MIT
// Every failure ends in words on the page, with what to do. Loaded on its own and first, so that it also speaks
// when the other scripts do not arrive.
// @ts-check
'use strict';

window.sim = /** @type {any} */ ({});

(() => {
  const stallSeconds = 15;
  let shown = false;
  let watchdog = 0;

  /** @param {string} id */
  const element = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

  /**
   * Shows what happened and what to do. The first fault stays: later ones mostly follow from it.
   * @param {string} code short name for reports
   * @param {string} cause one sentence
   * @param {string} [action] one sentence
   */
  function show(code, cause, action = 'Reload the page to try again.') {
    if (shown) return;
    shown = true;
    stopWatching();
    element('fault-cause').textContent = cause;
    element('fault-action').textContent = action;
    element('fault-code').textContent = `(${code})`;
    element('fault').hidden = false;
    // The words of the first paint are gone once the sim has drawn.
    document.getElementById('loading')?.setAttribute('hidden', '');
    document.documentElement.classList.add('faulted');
  }

  /** A program that was running stopped. @param {unknown} error */
  function crashed(error) {
    console.error(error);
    const text = error instanceof Error ? error.message : String(error);
    const memory = /memory|OOM/i.test(text);
    show(
      memory ? 'memory' : 'stopped',
      memory ? 'The simulator ran out of memory.' : 'The simulator stopped because of an error in it.',
      'Reload the page: your choices are in its address and come back.');
  }

  /** A loading step must show progress within 15 seconds of the call. */
  function watch() {
    clearTimeout(watchdog);
    watchdog = window.setTimeout(
      () => show('stalled', 'The simulator is taking too long to load.', 'Check the connection, then reload the page.'),
      stallSeconds * 1000);
  }

  function stopWatching() {
    clearTimeout(watchdog);
    watchdog = 0;
  }

  /** Of our files, or of this page itself where everything is inside. @param {ErrorEvent} event */
  function isOurs(event) {
    const { pathname } = new URL(event.filename || 'x:/', 'x:/');
    return pathname.endsWith('.js') || pathname === window.location.pathname;
  }

  // Loading errors of scripts do not bubble, hence the capture. Those of main.html are deferred; what is asked for later
  // reports its own.
  window.addEventListener('error', (event) => {
    const target = event.target;
    if (target instanceof HTMLScriptElement && target.defer) {
      const name = target.src.split('/').pop();
      show('missing-file', `A file of the simulator could not be loaded: ${name}.`);
    } else if (event instanceof ErrorEvent && isOurs(event)) {
      crashed(event.error ?? event.message);
    }
  }, true);
  window.addEventListener('unhandledrejection', (event) => crashed(event.reason));

  document.documentElement.classList.add(window.self === window.top ? 'alone' : 'framed');
  // The page is read by now, because this script is deferred; waiting for DOMContentLoaded would wait for a script that stalls.
  element('reload').addEventListener('click', () => window.location.reload());
  watch();

  window.sim.faults = { show, crashed, watch, stopWatching, get shown() { return shown; } };
})();
