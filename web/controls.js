// SPDX-License-Identifier: MIT
// One native element for each role of the registry: how it is made, filled, and what its input says.
// @ts-check
'use strict';

(() => {
  const longestText = 4096;  // the program cuts at its own, smaller limit and says so
  const longestFile = 2 ** 20 + 1;  // bytes: one more than the program takes, so that it sees a longer file and says so

  /** @param {string} tag @param {Record<string, string>} [attributes] */
  function element(tag, attributes = {}) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    return made;
  }

  /** @param {Element} target @param {string} name @param {string | null} value null removes it */
  function set(target, name, value) {
    if (value === null) target.removeAttribute(name);
    else if (target.getAttribute(name) !== value) target.setAttribute(name, value);
  }

  /** An input inside its label, so that the words show when the elements do. @param {Record<string, string>} attributes */
  function labelled(attributes) {
    const root = element('label');
    const target = element('input', attributes);
    root.append(element('span'), target);
    return { root, target };
  }

  /** @param {string} kind @param {RegistryNode} node @returns {{root: HTMLElement, target: HTMLElement}} */
  function make(kind, node) {
    switch (kind) {
      case 'slider': return labelled({ type: 'range' });
      case 'checkbox': return labelled({ type: 'checkbox' });
      case 'switcher': return labelled({ type: 'checkbox', role: 'switch' });
      case 'text_field': return makeField(node);
      case 'file': return labelled({ type: 'file', accept: '.txt,.csv,text/plain' });
    }
    /** @type {Record<string, [string, Record<string, string>]>} */
    const plain = {
      title: ['h1', {}], heading: ['h2', {}], paragraph: ['p', {}], status: ['p', {}], alert: ['p', { role: 'alert' }],
      table: ['table', {}],
    };
    const [tag, attributes] = plain[kind] ?? ['button', { type: 'button' }];
    const root = element(tag, attributes);
    return { root, target: root };
  }

  /** @param {RegistryNode} node */
  function makeField(node) {
    const root = element('div', { class: 'field' });
    const label = element('label', { for: `field-${node.id}` });
    const target = element('input', {
      type: 'text', id: `field-${node.id}`, autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false',
      enterkeyhint: 'done', 'aria-describedby': `suggest-${node.id}`,
    });
    const list = element('div', { class: 'suggestions', role: 'group', id: `suggest-${node.id}`, 'aria-label': 'Suggestions' });
    list.hidden = true;
    root.append(label, target, list);
    return { root, target };
  }

  /** Brings an element up to its node. @param {HTMLElement} target @param {RegistryNode} node @param {RegistryNode | null} before */
  function fill(target, node, before) {
    if (node.role === 'table') return fillTable(target, node);
    if (node.label === undefined) {
      if (target.textContent !== node.text) target.textContent = node.text ?? '';
      return;
    }
    const off = node.enabled === false;
    if (/** @type {any} */ (target).disabled !== off) /** @type {any} */ (target).disabled = off;
    set(target, 'title', null);
    set(target, 'aria-description', node.help ?? null);
    if (target instanceof HTMLInputElement) fillInput(target, node, before);
    else fillButton(target, node);
  }

  /** @param {HTMLElement} target @param {RegistryNode} node @returns {boolean} shows something else than its node */
  function strayed(target, node) {
    if (!(target instanceof HTMLInputElement) || node.role === 'file' || node.role === 'text_field') return false;
    return node.role === 'slider' ? target.valueAsNumber !== node.value : target.checked !== (node.checked === true);
  }

  /** @param {HTMLElement} target @param {RegistryNode} node */
  function fillButton(target, node) {
    if (target.textContent !== node.label) target.textContent = node.label ?? '';
    const on = String(node.checked === true);
    set(target, 'aria-pressed', node.role === 'toggle' ? on : null);
    set(target, 'aria-expanded', node.role === 'menu_button' ? on : null);
    set(target, 'aria-current', (node.role === 'menu_item' || node.role === 'cell') && node.checked ? 'true' : null);
  }

  /** @param {HTMLInputElement} target @param {RegistryNode} node @param {RegistryNode | null} before */
  function fillInput(target, node, before) {
    const label = /** @type {HTMLElement} */ (target.previousElementSibling);
    if (label.textContent !== node.label) label.textContent = node.label ?? '';
    if (node.role === 'slider') {
      set(target, 'min', String(node.min));
      set(target, 'max', String(node.max));
      set(target, 'step', String(node.step));
      set(target, 'aria-valuetext', node.value_text ?? null);
      if (target.valueAsNumber !== node.value) target.value = String(node.value);
    } else if (node.role === 'text_field') {
      const text = node.value_text ?? '';
      // What is being typed is the learner's; only a text that came from elsewhere replaces it.
      const typed = target === document.activeElement && (before === null || target.dataset.sent === text.trim());
      if (!typed && text !== before?.value_text && target.value !== text) target.value = text;
      fillSuggestions(target, node.suggestions ?? []);
    } else if (node.role !== 'file' && target.checked !== (node.checked === true)) {
      target.checked = node.checked === true;
    }
  }

  /** @param {HTMLInputElement} target @param {string[]} words */
  function fillSuggestions(target, words) {
    const list = /** @type {HTMLElement} */ (target.nextElementSibling);
    list.hidden = words.length === 0;
    if (list.dataset.words === words.join('\n')) return;
    list.dataset.words = words.join('\n');
    list.replaceChildren(...words.map((word) => {
      const button = element('button', { type: 'button', 'data-suggestion': word });
      button.textContent = word;
      return button;
    }));
  }

  /** Takes a suggestion: the whole line with its last word completed. @param {HTMLElement} button */
  function complete(button) {
    const target = /** @type {HTMLInputElement} */ (button.closest('.field')?.querySelector('input'));
    target.value = `${button.dataset.suggestion ?? ''} `;
    target.focus({ preventScroll: true });
    target.setSelectionRange(target.value.length, target.value.length);
    target.dispatchEvent(new Event('input', { bubbles: true }));
  }

  /** @typedef {{tag: string, text: string, scope: string}} Cell */
  /** The rows of a table, the head first. @param {RegistryNode} node @returns {Cell[][]} */
  function rowsOf(node) {
    const cell = (/** @type {string} */ tag, text = '', scope = '') => ({ tag, text, scope });
    const corner = node.row_headers?.length ? [cell('td')] : [];
    const head = [...corner, ...(node.columns ?? []).map((text) => cell('th', text, 'col'))];
    return [head, ...(node.cells ?? []).map((row, index) => {
      const header = node.row_headers?.[index];
      return [...(header === undefined ? [] : [cell('th', header, 'row')]), ...row.map((text) => cell('td', text))];
    })];
  }

  /** What cells each table has: its words and numbers change far more often. @type {WeakMap<HTMLElement, string>} */
  const shapes = new WeakMap();

  /** @param {HTMLElement} target @param {RegistryNode} node */
  function fillTable(target, node) {
    const rows = rowsOf(node);
    const texts = [[node.caption, node.summary].filter(Boolean).join('. '), ...rows.flat().map(({ text }) => text)];
    const shape = rows.map((row) => row.map(({ tag }) => tag)).join(';');
    if (shapes.get(target) !== shape) buildTable(target, rows);
    shapes.set(target, shape);
    target.querySelectorAll('caption, th, td').forEach((made, i) => {
      if (made.textContent !== texts[i]) made.textContent = texts[i];
    });
  }

  /** @param {HTMLElement} target @param {Cell[][]} rows */
  function buildTable(target, rows) {
    const lines = rows.map((row) => {
      const line = element('tr');
      line.append(...row.map(({ tag, scope }) => element(tag, scope ? { scope } : {})));
      return line;
    });
    const head = element('thead'), body = element('tbody');
    head.append(lines[0]);
    body.append(...lines.slice(1));
    target.replaceChildren(element('caption'), head, body);
  }

  /** Whether a click on it is a press, not a choice or typing. @param {EventTarget | null} target */
  function isPressed(target) {
    return target instanceof HTMLButtonElement || target instanceof HTMLInputElement && target.type === 'checkbox';
  }

  /** The chosen file's text goes to the program; it never leaves the page. @param {HTMLInputElement} target @param {string} id */
  function takeFile(target, id) {
    const file = target.files?.[0];
    if (!file) return;
    const take = (/** @type {string} */ text) => {
      target.value = '';  // so that the same file, changed, can be chosen again
      window.sim.engine.call('set_text', id, text);
      window.sim.page.acted();
    };
    file.slice(0, longestFile).text().then(take, () => take(''));  // a file that cannot be read is like an empty one
  }

  /** @param {HTMLInputElement} target @param {string} id */
  function onInput(target, id) {
    if (target.type === 'file') takeFile(target, id);
    if (target.type === 'range') window.sim.engine.call('set_value', id, target.valueAsNumber);
    if (target.type !== 'text') return;
    const text = target.value.slice(0, longestText);
    target.dataset.sent = text.trim();
    window.sim.engine.call('set_text', id, text);
  }

  window.sim.semantic = { kinds: { make, fill, strayed, complete, isPressed, onInput } };
})();
