// SPDX-License-Identifier: MIT
// The embed API: {microsim: 1, id, type, ...} from the page around the sim, answered with the same id. Anything
// else, anything from elsewhere and anything too large is ignored or refused; nothing is ever shown as HTML.
// @ts-check
'use strict';

(() => {
  const height = 522;           // what the frame should be high: canvas 520 and its border
  const longestState = 8192;
  const perSecond = 60;
  const exportCounts = 10;      // an export draws and packs a picture: a flood of them would stop everything else
  let second = 0;
  let seen = 0;

  const engine = () => window.sim.engine;

  /** @type {Record<string, (data: any, origin: string) => object>} */
  const answers = {
    getState: () => ({ state: engine().text('state_fields') }),
    setState: ({ state }) => {
      if (typeof state !== 'string' || state.length > longestState) return { error: 'state must be text of at most 8192 characters' };
      engine().call('set_state', state);
      window.sim.events.settle();
      const notice = engine().text('notice');
      return { state: engine().text('state_fields'), ...(notice ? { notice } : {}) };
    },
    reset: () => {
      engine().call('reset');
      window.sim.events.settle();
      return { state: engine().text('state_fields') };
    },
    theme: ({ theme }) => typeof theme === 'string' && window.sim.theme.tell(theme) ? { theme } :
      { error: 'theme must be "auto", "light", "dark", "contrast" or "contrast-light"' },
    export: ({ format = 'png' }) => window.sim.exports.make(format),
    subscribe: (data, origin) => window.sim.events.subscribe(data, origin),
  };

  /** @param {unknown} type */
  function tooMany(type) {
    const now = Math.floor(performance.now() / 1000);
    if (now !== second) [second, seen] = [now, 0];
    seen += type === 'export' ? exportCounts : 1;
    return seen > perSecond;
  }

  /** @param {MessageEvent} event */
  function onMessage(event) {
    if (event.source !== window.parent) return;
    const data = event.data;
    if (typeof data !== 'object' || data === null || data.microsim !== 1 || tooMany(data.type)) return;
    const { id, type } = data;
    if (!(typeof id === 'number' || typeof id === 'string' && id.length <= 64)) return;
    const origin = event.origin === 'null' || event.origin === 'file://' ? '*' : event.origin;
    // Only texts go back: a thing that was handed over, such as a port, could not.
    const said = typeof type === 'string' && Object.hasOwn(answers, type) ? { type } : {};
    const answer = { microsim: 1, id, ...said, ...answerTo(data, origin) };
    window.sim.page.requestFrame();
    window.parent.postMessage(answer, origin);
  }

  /** @param {any} data @param {string} origin where events may go @returns {object} */
  function answerTo(data, origin) {
    if (window.sim.faults.shown) return { error: 'the simulator has stopped; reload its frame' };
    if (typeof data.type === 'string' && Object.hasOwn(answers, data.type)) return answers[data.type](data, origin);
    return { error: `type must be one of ${Object.keys(answers).join(', ')}` };
  }

  /** The sim is drawn and answers. */
  function ready() {
    window.addEventListener('message', onMessage);
    window.parent.postMessage({ type: 'microsim-resize', height }, '*');
    window.parent.postMessage({ type: 'microsim-ready', microsim: 1 }, '*');
  }

  window.sim.messages = { ready };
})();
