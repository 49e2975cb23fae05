// SPDX-License-Identifier: MIT
// Every control that can be reached in every lesson is used through its native element, and what it did has to be in the
// state; the link of that state has to bring all elements back to where they were.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, openSim, serve } from './support.mjs';
import { lessons, resize, show, states } from './states.mjs';

let server, browser, use;
before(async () => {
  [server, browser] = await Promise.all([serve(), launch()]);
  use = await openSim(browser, server.sim(), { viewport: { width: 700, height: 560 }, reducedMotion: 'reduce' });
});
after(async () => { await browser.close(); await server.close(); });

/** Not pressed here: they reach out of the program, to the clipboard, to downloads, to the file picker. */
const outside = ['share-link', 'share-embed', 'save-png', 'save-svg', 'save-table', 'own-names'];
const texts = { heads: 'the dog sat on the mat', words: 'the dog sat on the mat', steps: 'she likes it', committee: 'ann', 'nano-gpt': 'ABCABC' };

/** Menus whose items depend on the state, once more in another. */
const further = {
  heads: ['compare-left', 'compare-right'].map((menu) => ({ fields: 'compare=1&left=1&right=3', presses: [menu] })),
};

/** In the page: uses each control in the first place where it is found enabled, and goes on from what that opens. */
async function useAll({ slug, places, text, leave, done }) {
  const { engine } = window.sim;
  const { rest, element, lesson } = window.through;
  const faults = [];
  const used = new Set(done);
  const met = new Set();   // found enabled
  const seen = new Set();
  const nodes = () => JSON.parse(engine.text('registry')).nodes.filter((node) => node.label !== undefined);
  const meet = () => {
    const here = nodes();
    for (const { id, enabled } of here) {
      seen.add(id);
      if (enabled !== false) met.add(id);
    }
    return here;
  };
  const go = ({ fields, presses }) => window.through.go(slug, fields, presses);
  /** What the elements show, a line each; a count that is under way goes on meanwhile. */
  const shown = () => [...document.querySelectorAll('#semantic .node')].filter((root) => !/counting/.test(root.textContent)).map((root) => {
    const target = root.matches('label, .field') ? root.querySelector('input') : root;
    return [root.dataset.id, target.textContent, target.value, target.checked, target.disabled, target.getAttribute('aria-valuetext'),
      target.getAttribute('aria-pressed'), target.getAttribute('aria-current'), target.getAttribute('aria-expanded')].join(' ');
  });
  const all = () => engine.text('state_fields') + engine.text('registry') + engine.text('snapshot');
  const input = async (target, value) => {
    target.value = value;
    target.dispatchEvent(new Event('input', { bubbles: true }));
    await rest();
  };
  /** @returns what is wrong with what happened, "" for nothing */
  const operate = async (node) => {
    const target = element(node.id);
    const now = () => nodes().find(({ id }) => id === node.id);
    if (node.role === 'slider') {
      for (const value of [node.min, node.max, Math.floor((node.min + node.max) / 2)]) {
        await input(target, String(value));
        if (now().value !== value || target.valueAsNumber !== value) return `set to ${value} stands at ${target.value}, in the registry at ${now().value}`;
      }
    } else if (node.role === 'text_field') {
      await input(target, text);
      if (now().value_text !== text || JSON.parse(engine.text('snapshot')).state.text !== text) return `holds ${now().value_text}`;
    } else {
      const before = all();
      target.click();
      await rest();
      const turned = now();
      if (node.role === 'checkbox' || node.role === 'switcher') {
        if (turned && (turned.checked === node.checked || element(node.id).checked !== turned.checked)) return 'does not turn';
      }
      if (all() === before && node.role === 'cell') {
        // Its row may be the chosen one: from another it is chosen again.
        for (const id of nodes().map((one) => one.id).filter((one) => one.startsWith(node.id.replace(/\d+-\d+$/, '')))) {
          element(id).click();
          await rest();
          if (all() !== before) break;
        }
        const elsewhere = all();
        element(node.id).click();
        await rest();
        return all() === elsewhere ? 'does nothing' : '';
      }
      // What is chosen already stays so, and a reset of what is at its start has nothing to do.
      if (all() === before && !node.checked && node.id !== 'reset') return 'does nothing';
    }
    return '';
  };
  const queue = places;
  for (let place = queue.shift(); place; place = queue.shift()) {
    await go(place);
    const start = engine.text('state_fields');
    const here = meet();
    // The cells of a grid differ in their place only: of each grid the first and the last are used.
    const grid = (id) => id.replace(/\d+-\d+$/, '');
    const cells = here.filter((node) => node.role === 'cell');
    const inner = cells.filter(({ id }, i) => i > 0 && i < cells.length - 1 && [i - 1, i + 1].every((next) => grid(cells[next].id) === grid(id)));
    for (const { id } of inner) used.add(id);
    for (const node of here) {
      if (node.enabled === false || used.has(node.id) || leave.includes(node.id)) continue;
      used.add(node.id);
      await go(place);
      const wrong = await operate(node);
      if (wrong) faults.push(`${node.role} ${node.id} ${wrong} (${place.fields} ${place.presses})`);
      const fields = engine.text('state_fields');
      const other = lesson() !== slug;
      const opened = !other && nodes().some(({ id, enabled }) => enabled !== false && !met.has(id));
      if (opened) queue.push(fields === start ? { fields: place.fields, presses: [...place.presses, node.id] } : { fields, presses: [] });
      if (!other) meet();
      if (fields === start || other || JSON.parse(engine.text('snapshot')).menu) continue;
      const there = shown();
      await go({ fields, presses: [] });
      const back = shown();
      const differ = there.find((line, i) => line !== back[i]);
      if (differ) faults.push(`after ${node.id} (${place.fields} ${place.presses}) the link ${fields} shows ${back[there.indexOf(differ)]}, not ${differ}`);
    }
  }
  return { faults, used: [...used], never: [...seen].filter((id) => !used.has(id)) };
}

for (const lesson of lessons) {
  test(`lesson ${lesson}: every control changes the state, and the link brings it back`, async (context) => {
    const places = [...states[lesson].map((fields) => ({ fields, presses: [] })), ...further[lesson] ?? []];
    const past = await use.page.evaluate(() => history.length);
    let done = [];
    const never = [];
    for (const width of [700, 320]) {
      await resize(use.page, width);
      await show(use.page, lesson);
      const report = await use.page.evaluate(useAll, { slug: lesson, places, text: texts[lesson], leave: outside, done });
      assert.deepEqual(report.faults, [], `at ${width} px`);
      done = report.used;
      never.push(...report.never.filter((id) => !outside.includes(id)));
    }
    assert.deepEqual(never, [], 'seen, and never enabled');
    assert.ok(done.length > 50, `${done.length} controls`);
    assert.equal(await use.page.evaluate(() => history.length), past, 'an entry in the history was left');
    context.diagnostic(`${done.length} controls`);
    assert.deepEqual(use.said(), []);
  });
}

test('an element that a press moved and the program did not follow goes back', async () => {
  await show(use.page, 'heads', '');
  const stands = await use.page.evaluate(async () => {
    const box = document.querySelector('#semantic [data-id="concat"] input');
    const slider = document.querySelector('#semantic [data-id="heads"] input');
    const before = [box.checked, slider.value];
    box.checked = !box.checked;
    slider.value = slider.max;
    window.sim.page.acted();  // as after a press that led to nothing
    await window.microsim.idle();
    return { before, after: [box.checked, slider.value] };
  });
  assert.deepEqual(stands.after, stands.before);
});
