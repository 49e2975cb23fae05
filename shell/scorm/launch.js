// SPDX-License-Identifier: MIT
// Tells a learning management system, by SCORM 1.2, whether the learner changed anything in the simulator: first
// "incomplete", then "completed". Nothing else is told. Without such a system the page only shows the sim.
// @ts-check
'use strict';

(() => {
  const farthest = 20;     // windows up from here
  const lookEvery = 1000;  // ms
  const statusName = 'cmi.core.lesson_status';

  /** The system puts an object named API into a window around this page. @param {Window | null} start */
  function apiFrom(start) {
    let at = start;
    for (let step = 0; at && step < farthest; ++step) {
      try {
        const api = /** @type {any} */ (at).API;
        if (api) return api;
      } catch {
        // A window of another site may not be looked into; one further up may.
      }
      if (at.parent === at) return null;
      at = at.parent;
    }
    return null;
  }

  const api = apiFrom(window) ?? apiFrom(window.opener) ?? apiFrom(window.top?.opener ?? null);

  /** @param {string} name @param {...string} values @returns {string} "" when the system fails: the lesson goes on */
  function call(name, ...values) {
    try {
      return String(api[name](...values));
    } catch {
      return '';
    }
  }

  /** The sim keeps in its address what differs from its start; it writes there only after the learner's doing. */
  function isChanged() {
    try {
      const frame = /** @type {HTMLIFrameElement} */ (document.getElementById('sim'));
      return (frame.contentWindow?.location.hash ?? '') !== '';
    } catch {
      return false;
    }
  }

  /** @param {string} status */
  function tell(status) {
    call('LMSSetValue', statusName, status);
    call('LMSCommit', '');
  }

  function start() {
    let done = /^(completed|passed)$/.test(call('LMSGetValue', statusName));
    // Said at once, because a system that was told nothing takes leaving the page for completing it.
    if (!done) tell('incomplete');
    const look = () => {
      if (done || !isChanged()) return;
      done = true;
      tell('completed');
      clearInterval(timer);
    };
    const timer = setInterval(look, lookEvery);
    window.addEventListener('pagehide', () => {
      look();
      clearInterval(timer);
      call('LMSCommit', '');
      call('LMSFinish', '');
    }, { once: true });
    // Back from the browser's memory, a session that was finished has to begin anew.
    window.addEventListener('pageshow', (event) => { if (event.persisted) window.location.reload(); });
  }

  if (api && call('LMSInitialize', '') === 'true') start();
})();
