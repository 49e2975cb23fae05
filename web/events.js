// SPDX-License-Identifier: MIT
// What the page around the sim hears of the learner, and only when it asked: that something was done, and that the
// state it waits for is there. Nothing leaves the browser by this; what the page makes of it is the page's.
// @ts-check
'use strict';

(() => {
  const atMostEvery = 1000;   // ms between two "interacted"
  const settles = 150;        // ms that an action may take to change the state
  const longestState = 8192;  // characters
  const names = ['interacted', 'answer'];
  let origin = '';            // of the page that asked
  /** @type {Set<string>} */
  let wanted = new Set();
  let expect = '';            // as the page wrote it
  /** Key and value of a link; null when nothing is waited for, or it was there and was said. @type {Map<string, string> | null} */
  let expected = null;
  let matched = false;
  let count = 0;              // actions since the page asked
  let learners = false;       // the learner acted since the state was last set from outside
  let known = '';             // the state last looked at
  let sentAt = -atMostEvery;
  let timer = 0;

  const state = () => window.sim.engine.text('state_fields');
  const live = () => JSON.parse(window.sim.engine.text('snapshot')).state;

  /** @param {object} message */
  const send = (message) => window.parent.postMessage({ microsim: 1, ...message, state: state() }, origin);

  /** @returns {boolean} whether every key that is waited for has its value */
  function isThere() {
    if (!expected) return false;
    const now = live();
    return [...expected].every(([key, value]) => now[key] === value);
  }

  /** What is wrong with a state to wait for; "" when nothing is. @param {unknown} text */
  function wrongWith(text) {
    if (typeof text !== 'string' || text.length > longestState) return 'expect must be text of at most 8192 characters';
    const keys = [...new URLSearchParams(text).keys()];
    const now = live();
    const unknown = keys.find((key) => !Object.hasOwn(now, key));
    if (unknown !== undefined) return `expect names "${unknown.slice(0, 40)}", which is no key of a link`;
    return keys.length ? '' : 'expect must name at least one key, as in "heads=8&open=3"';
  }

  /**
   * The message "subscribe": replaces what was asked for before; no events end it.
   * @param {any} data @param {string} from where answers may go @returns {object} the answer
   */
  function subscribe({ events, expect: text }, from) {
    if (!Array.isArray(events) || events.length > names.length || !events.every((name) => names.includes(name))) {
      return { error: 'events must be a list of "interacted", "answer", or both; an empty list ends the subscription' };
    }
    const waits = events.includes('answer');
    if (waits !== (text !== undefined)) return { error: '"answer" and expect go together: the state to wait for, as in "heads=8&open=3"' };
    const fault = waits ? wrongWith(text) : '';
    if (fault) return { error: fault };
    wanted = new Set(events);
    origin = from;
    expect = waits ? text : '';
    expected = waits ? new Map(new URLSearchParams(text)) : null;
    count = 0;
    clearTimeout(timer);
    timer = 0;
    settle();
    return { events: [...wanted], state: known, ...(waits ? { matches: matched } : {}) };
  }

  /** The state is now what the page or a link made it: not the learner's doing. */
  function settle() {
    if (!wanted.size) return;
    learners = false;
    known = state();
    matched = isThere();
  }

  function tellSoon() {
    if (timer || !wanted.has('interacted')) return;
    timer = window.setTimeout(() => {
      timer = 0;
      sentAt = performance.now();
      send({ type: 'interacted', count });
    }, Math.max(settles, sentAt + atMostEvery - performance.now()));
  }

  /** The learner did something. */
  function acted() {
    if (!wanted.size) return;
    ++count;
    learners = true;
    tellSoon();
  }

  /** The state on the screen is another. */
  function changed() {
    if (!wanted.size || state() === known) return;
    if (!learners) return settle();
    known = state();
    tellSoon();
    const before = matched;
    matched = isThere();
    if (!matched || before) return;
    expected = null;
    send({ type: 'answer', expect });
  }

  window.sim.events = { subscribe, settle, acted, changed };
})();
