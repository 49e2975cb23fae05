// SPDX-License-Identifier: MIT
// main.html?fuzz=SEED&steps=N: a seeded hand that does N things a learner, a finger, a page or a browser may do, and
// looks after each whether the sim is still whole. Loaded only then. The same seed does the same things.
// @ts-check
'use strict';

(() => {
  const leaveAlone = /^(share-|save-|own-names)/;  // they reach outside: clipboard, downloads, the file picker
  const texts = ['', 'The cat sat down', 'zog qux', 'a'.repeat(5000), '\u0000\ud800\u202e\u0301é', 'CBABBC', 'emma',
    'the '.repeat(40), '<b>&amp;"\'', 'Which word does the model see ?'];
  const keys = ['Escape', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', '+', '-', '0', 'q'];
  const themes = ['light', 'dark', 'contrast', 'contrast-light', 'auto'];
  const lessons = ['heads', 'words', 'steps', 'committee', 'nano-gpt'];
  const mostNodes = 300;
  const numbers = ['heads', 'open', 'word', 'layer', 'step', 'part', 'panel', 'zoom', 'pick', 'seed', 'page', 'x', 'y'];

  const engine = () => window.sim.engine;
  const canvas = () => /** @type {HTMLElement} */ (document.getElementById('canvas'));
  const stage = () => /** @type {HTMLElement} */ (document.getElementById('stage'));

  /** Mulberry32. @param {number} seed @returns {(below: number) => number} */
  function seeded(seed) {
    let state = seed >>> 0;
    return (below) => {
      state = (state + 0x6d2b79f5) >>> 0;
      let t = Math.imul(state ^ (state >>> 15), state | 1);
      t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
      return Math.floor(((t ^ (t >>> 14)) >>> 0) / 4294967296 * below);
    };
  }

  /** @param {string} type @param {number} x @param {number} y @param {number} id @param {boolean} touch */
  function pointer(type, x, y, id, touch) {
    const box = canvas().getBoundingClientRect();
    canvas().dispatchEvent(new PointerEvent(type, {
      clientX: box.left + x, clientY: box.top + y, pointerId: id, isPrimary: id === 1, bubbles: true, cancelable: true,
      pointerType: touch ? 'touch' : 'mouse', button: 0, buttons: type === 'pointerup' ? 0 : 1,
    }));
  }

  /** @param {(below: number) => number} random @returns {HTMLElement | undefined} */
  function anyElement(random) {
    const all = [...document.querySelectorAll('#semantic .node')].flatMap((node) => {
      const target = node.matches('button') ? node : node.querySelector('input');
      return target && !leaveAlone.test(/** @type {HTMLElement} */ (node).dataset.id ?? '') ? [target] : [];
    });
    return /** @type {HTMLElement | undefined} */ (all[random(all.length || 1)]);
  }

  /** @param {(below: number) => number} random @returns {string} what was done */
  function useElement(random) {
    const target = anyElement(random);
    if (!target) return 'nothing to use';
    const id = /** @type {HTMLElement} */ (target.closest('.node')).dataset.id;
    if (target instanceof HTMLInputElement && target.type === 'range') {
      target.value = String(Number(target.min) + random(Number(target.max) - Number(target.min) + 1));
      target.dispatchEvent(new Event('input', { bubbles: true }));
    } else if (target instanceof HTMLInputElement && target.type === 'text') {
      target.value = texts[random(texts.length)];
      target.dispatchEvent(new Event('input', { bubbles: true }));
    } else {
      target.click();
    }
    return `use ${id}`;
  }

  /** Each does one thing and says what. @type {((random: (below: number) => number) => string)[]} */
  const doings = [
    useElement, useElement, useElement,
    (random) => {
      const [x, y] = [random(1220) - 10, random(540) - 10];
      const touch = random(2) === 1;
      for (const type of ['pointermove', 'pointerdown', 'pointerup']) pointer(type, x, y, 1, touch);
      return `press at ${x}, ${y}`;
    },
    (random) => {
      const [x, y, to] = [random(1200), random(520), random(1200)];
      pointer('pointerdown', x, y, 1, false);
      for (let part = 1; part <= 4; ++part) {
        pointer('pointermove', x + (to - x) * part / 4, y, 1, false);
        window.sim.page.drawNow();
      }
      pointer('pointerup', to, y, 1, false);
      return `drag from ${x}, ${y} to ${to}`;
    },
    (random) => {
      const [x, y, apart] = [random(1000), random(500), random(300)];
      for (const id of [1, 2]) pointer('pointerdown', x + 40 * id, y, id, true);
      for (const id of [1, 2]) pointer('pointermove', x + apart * id, y + random(50), id, true);
      for (const id of [1, 2]) pointer(random(4) ? 'pointerup' : 'pointercancel', x + apart * id, y, id, true);
      return `two fingers at ${x}, ${y}`;
    },
    (random) => {
      const key = keys[random(keys.length)];
      anyElement(random)?.focus({ preventScroll: true });
      (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
      return `key ${key}`;
    },
    (random) => {
      const fields = `${numbers[random(numbers.length)]}=${random(12) - 1}&${numbers[random(numbers.length)]}=${random(1000)}` +
        (random(3) ? '' : `&lesson=${lessons[random(lessons.length)]}`);
      engine().call('set_state', fields);
      return `state ${fields}`;
    },
    (random) => {
      const width = [320, 358, 480, 640, 700, 1000, 1200][random(7)];
      stage().style.width = `${width}px`;
      return `width ${width}`;
    },
    (random) => {
      const theme = themes[random(themes.length)];
      window.sim.theme.tell(theme);
      return `theme ${theme}`;
    },
    (random) => {
      const context = /** @type {HTMLCanvasElement} */ (canvas()).getContext('webgl2');
      const extension = context?.getExtension('WEBGL_lose_context');
      if (!extension || random(10)) return 'context left alone';
      extension.loseContext();
      setTimeout(() => extension.restoreContext(), 5);
      return 'context lost and restored';
    },
  ];

  /** @param {any} node @param {HTMLElement} root @returns {string} what differs; "" for nothing */
  function differs(node, root) {
    const target = /** @type {any} */ (root.matches('label, .field') ? root.querySelector('input') : root);
    const name = target instanceof HTMLInputElement ? target.labels?.[0]?.textContent : target.textContent;
    if (name !== node.label) return `is named ${name}, not ${node.label}`;
    if (target.disabled !== (node.enabled === false)) return 'is enabled in one of them only';
    if (node.role === 'slider' && target.valueAsNumber !== node.value) return `stands at ${target.value}, not ${node.value}`;
    if (target.type === 'checkbox' && target.checked !== node.checked) return 'is checked in one of them only';
    return '';
  }

  /** What is broken, in a sentence; "" when all is whole. @returns {string} */
  function broken() {
    if (window.sim.faults.shown) return 'a fault is shown';
    const drawn = window.sim.page.drawNow();
    const text = engine().text('registry');
    if (/NaN|Infinity|undefined|:null/.test(text)) return 'a text holds a number that is none';
    const { nodes } = JSON.parse(text);
    if (nodes.length > mostNodes) return `${nodes.length} nodes are more than ${mostNodes}`;
    const roots = new Map([...document.querySelectorAll('#semantic .node')].map((root) => [/** @type {HTMLElement} */ (root).dataset.id, root]));
    if (drawn && roots.size !== nodes.length) return `${nodes.length} things are registered, ${roots.size} are elements`;
    for (const node of drawn ? nodes : []) {
      const root = /** @type {HTMLElement | undefined} */ (roots.get(node.id));
      if (!root) return `${node.id} is no element`;
      const wrong = node.label === undefined ? '' : differs(node, root);
      if (wrong) return `${node.id} ${wrong}`;
    }
    const snapshot = JSON.parse(engine().text('snapshot'));
    if (drawn && snapshot.controls !== nodes.filter((/** @type {any} */ node) => node.label !== undefined).length) return 'a control is missing';
    const state = engine().text('state_fields');
    engine().call('set_state', state);
    return engine().text('state_fields') === state ? '' : `the state ${state} is not one that a link can give`;
  }

  /** @param {number} seed @param {number} steps @returns {Promise<object>} the report */
  async function run(seed, steps) {
    const random = seeded(seed);
    const done = [];
    for (let step = 1; step <= steps; ++step) {
      done.push(doings[random(doings.length)](random));
      if (done.length > 8) done.shift();
      const fault = broken();
      if (fault) return { seed, step, fault, before: done };
      // Observers, models and animations have their turn now and then.
      if (step % 10 === 0) await new Promise((resolve) => setTimeout(resolve, step % 100 === 0 ? 60 : 0));
    }
    return { seed, step: steps, fault: '' };
  }

  window.sim.fuzz = { run };
})();
