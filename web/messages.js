// SPDX-License-Identifier: MIT
// The embed API: {microsim: 1, id, type, ...} from the page around the sim, answered with the same id. Anything
// else, anything from elsewhere and anything too large is ignored or refused; nothing is ever shown as HTML.
// @ts-check
'use strict';

(() => {
  const height = 522;           // what the frame should be high: canvas 520 and its border
  const longestState = 8192;
  const perSecond = 60;
  let second = 0;
  let seen = 0;

  const engine = () => window.sim.engine;

  /** @type {Record<string, (data: any) => object>} */
  const answers = {
    getState: () => ({ state: engine().text('state_fields') }),
    setState: ({ state }) => {
      if (typeof state !== 'string' || state.length > longestState) return { error: 'state must be text of at most 8192 characters' };
      engine().call('set_state', state);
      const notice = engine().text('notice');
      return { state: engine().text('state_fields'), ...(notice ? { notice } : {}) };
    },
    reset: () => {
      engine().call('reset');
      return { state: engine().text('state_fields') };
    },
    theme: ({ theme }) => typeof theme === 'string' && window.sim.theme.tell(theme) ? { theme } :
      { error: 'theme must be "auto", "light", "dark", "contrast" or "contrast-light"' },
    export: ({ format = 'png' }) => {
      if (format !== 'png') return { error: 'format must be "png"' };
      const png = window.sim.picture.take();
      return png ? { png } : { error: 'there is no picture to export now' };
    },
  };

  function tooMany() {
    const now = Math.floor(performance.now() / 1000);
    if (now !== second) [second, seen] = [now, 0];
    return ++seen > perSecond;
  }

  /** @param {MessageEvent} event */
  function onMessage(event) {
    if (window.parent === window || event.source !== window.parent) return;
    const data = event.data;
    if (typeof data !== 'object' || data === null || data.microsim !== 1 || tooMany()) return;
    const { id, type } = data;
    if (!(typeof id === 'number' || typeof id === 'string' && id.length <= 64)) return;
    const answer = typeof type === 'string' && Object.hasOwn(answers, type) ? answers[type](data) : { error: 'unknown type' };
    window.sim.page.requestFrame();
    const origin = event.origin === 'null' || event.origin === 'file://' ? '*' : event.origin;
    window.parent.postMessage({ microsim: 1, id, type, ...answer }, origin);
  }

  /** The sim is drawn and answers. */
  function ready() {
    window.addEventListener('message', onMessage);
    if (window.parent === window) return;
    window.parent.postMessage({ type: 'microsim-resize', height }, '*');
    window.parent.postMessage({ type: 'microsim-ready', microsim: 1 }, '*');
  }

  window.sim.messages = { ready };
})();
