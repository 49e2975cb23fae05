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

  /** What an error says that is known, the code for it, and what to do. @type {[RegExp, string, string, string?][]} */
  const known = [
    [/unsafe-eval|CSP|Content Security/, 'policy', 'The security policy of this site forbids WebAssembly, which the simulator needs.',
      'Whoever runs the site must allow ‘wasm-unsafe-eval’ for scripts.'],
    [/memory|OOM|alloc/i, 'memory', 'The simulator ran out of memory.',
      'Close other tabs, then reload the page: your choices are in its address and come back.'],
    [/CompileError|LinkError|damaged/, 'damaged', 'The files of the simulator are damaged or do not fit each other.'],
    [/^/, 'stopped', 'The simulator stopped because of an error in it.',
      'Reload the page: your choices are in its address and come back.'],
  ];

  /** The program does not start, or stopped. @param {unknown} error */
  function crashed(error) {
    console.error(error);
    const [, code, cause, action] = /** @type {any} */ (known.find(([words]) => words.test(String(error))));
    show(code, cause, action);
  }

  /** @param {string} code @param {string} url @param {string} what @param {string} [action] */
  const showFile = (code, url, what, action) => show(code, `A file of the simulator ${what}: ${url.split('/').pop()}.`, action);

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

  /** @param {ErrorEvent} event */
  function onError({ error, message, filename }) {
    // A file that cannot be read is cut off, or another page came in its place. From file:// the name is kept secret.
    if (!(error instanceof SyntaxError) && filename) return crashed(error ?? message);
    if (!filename || [...document.scripts].some((script) => script.defer && script.src === filename)) {
      showFile('damaged', filename || 'one of its scripts', 'is damaged, or something else came in its place, such as a login page',
        'Log in to the network if it asks for that, then reload the page.');
    }
  }

  // Loading errors of scripts do not bubble, hence the capture. Those of main.html are deferred; what is asked for later
  // reports its own.
  window.addEventListener('error', (event) => {
    const target = event.target;
    if (target instanceof HTMLScriptElement && target.defer) showFile('missing-file', target.src, 'could not be loaded');
    else if (event instanceof ErrorEvent && (isOurs(event) || watchdog && window.location.protocol === 'file:')) onError(event);
  }, true);
  // This one goes no further than the document.
  document.addEventListener('load', ({ target }) => {
    if (!(target instanceof HTMLScriptElement && target.defer)) return;
    bar.value += 1;
    if (watchdog) watch();
  }, true);
  window.addEventListener('unhandledrejection', (event) => crashed(event.reason));

  document.documentElement.classList.add(window.self === window.top ? 'alone' : 'framed');
  const bar = /** @type {HTMLProgressElement} */ (element('arrived'));
  bar.max = document.querySelectorAll('script[defer]').length;
  // The page is read by now, because this script is deferred; waiting for DOMContentLoaded would wait for a script that stalls.
  element('reload').addEventListener('click', () => window.location.reload());
  watch();
  // A style sheet that is missing, or comes under a wrong type, gives no colours. WebKit may run this before it has it;
  // one that never came was taken out by unblock.js.
  const missStyle = () => {
    if (!getComputedStyle(document.body).getPropertyValue('--bg')) showFile('missing-file', 'page.css', 'could not be loaded');
  };
  if (document.querySelector('link[rel="stylesheet"]')) window.addEventListener('load', missStyle);
  else missStyle();

  window.sim.faults = { show, crashed, watch, stopWatching, get shown() { return shown; } };
})();
