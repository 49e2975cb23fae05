// SPDX-License-Identifier: MIT
// The registry as native elements, laid exactly over the canvas: what screen readers, the keyboard and on-screen
// keyboards use, and what is left when there is no picture. Kept by id, so an element with focus stays itself.
// @ts-check
'use strict';

(() => {
  /** @typedef {{node: RegistryNode, root: HTMLElement, target: HTMLElement, kind: string}} Entry */
  /** @type {Map<string, Entry>} */
  let entries = new Map();
  /** @type {RegistryNode[]} */
  let nodes = [];
  /** Ids that had focus, latest last: where focus goes when its element is gone (a closed menu). @type {string[]} */
  let trail = [];
  let quiet = false;        // our own focus moves are not news for the program
  let keyboardLeads = false;

  const host = () => /** @type {HTMLElement} */ (document.getElementById('semantic'));
  const kinds = window.sim.semantic.kinds;

  /** One tab stop per grid: the cell of each grid that Tab reaches. @type {Map<string, string>} */
  const stops = new Map();

  /** @param {string} id @returns {[string, number, number] | null} */
  function gridPlace(id) {
    const match = /^(.*)-(\d+)-(\d+)$/.exec(id);
    return match ? [match[1], Number(match[2]), Number(match[3])] : null;
  }

  /** Places the element; text without a rectangle stays readable at the top left. @param {Entry} entry */
  function place({ node, root }) {
    const [x, y, w, h] = node.rect ?? [0, 0, 0, 0];
    // Properties, because a strict style-src refuses the attribute.
    root.style.left = `${x}px`;
    root.style.top = `${y}px`;
    root.style.width = `${Math.max(w, 1)}px`;
    root.style.height = `${Math.max(h, 1)}px`;
  }

  /** @param {Entry} entry @param {RegistryNode | null} before what the element shows now */
  function show(entry, before) {
    kinds.fill(entry.target, entry.node, before);
    place(entry);
  }

  /** @param {RegistryNode} node @param {boolean} firstHeading @returns {Entry} */
  function make(node, firstHeading) {
    const kind = node.role === 'heading' && firstHeading ? 'title' : node.role;
    const { root, target } = kinds.make(kind, node);
    root.classList.add('node');
    root.dataset.id = node.id;
    return { node, root, target, kind: node.role };
  }

  /** What hangs from an open menu follows its button, for Tab and for reading; it is painted last. @param {RegistryNode[]} all */
  function inReadingOrder(all) {
    const button = all.findIndex((node) => node.role === 'menu_button' && node.checked) + 1;
    const items = all.findIndex((node) => node.role === 'menu_item');
    return button && items > button ? [...all.slice(0, button), ...all.slice(items), ...all.slice(button, items)] : all;
  }

  let unread = false;  // a frame was drawn that the elements know nothing of

  /**
   * A frame was drawn. While the pointer moves the elements wait until it rests: nobody reads them before, and their
   * layout would take longer than the picture does.
   * @param {boolean} read
   */
  function drawn(read) {
    unread = !read;
    if (unread) rest();
  }

  /** The elements, or at least what is known of them, are those of the last frame. */
  function refresh() {
    if (unread) window.sim.page.drawNow();
  }

  /** Takes a new registry: makes, changes, orders and removes elements. @param {string} json an id for each node as it was */
  function update(json) {
    const known = new Map(nodes.map((node) => [node.id, node]));
    nodes = JSON.parse(json).nodes.map((/** @type {RegistryNode | string} */ node) => typeof node === 'string' ? known.get(node) : node);
    const parent = host();
    const focused = focusedId();
    const next = new Map();
    let headings = 0;
    for (const node of inReadingOrder(nodes)) {
      if (node.role === 'heading') ++headings;
      const old = entries.get(node.id);
      const entry = old && old.kind === node.role ? old : make(node, headings === 1);
      const before = old === entry ? old.node : null;
      entry.node = node;
      if (before !== node) {
        if (node.role === 'table' && window.sim.pointer.moving) late.add(entry);
        else show(entry, before);
      }
      next.set(node.id, entry);
    }
    quiet = true;
    for (const [id, entry] of entries) if (next.get(id) !== entry) entry.root.remove();
    entries = next;
    let cursor = parent.firstElementChild;
    for (const { root } of entries.values()) {
      if (root === cursor) cursor = cursor.nextElementSibling;
      else parent.insertBefore(root, cursor);
    }
    keepOneStopPerGrid();
    quiet = false;
    if (focused) keepFocus(focused);
    if (late.size) rest();
  }

  /** Tables that have not followed what was done with the pointer yet. @type {Set<Entry>} */
  const late = new Set();
  let restTimer = 0;

  function rest() {
    clearTimeout(restTimer);
    restTimer = window.setTimeout(onRest, window.sim.pointer.pause);
  }

  /** The elements, and then a table of a hundred cells at a time, once the pointer rests. */
  function onRest() {
    restTimer = 0;
    if (window.sim.pointer.moving) return rest();
    refresh();
    const [entry] = late;
    if (!entry) return;
    late.delete(entry);
    show(entry, null);
    clearTimeout(restTimer);
    restTimer = window.setTimeout(onRest);
  }

  /** All of them at once. */
  function showLate() {
    for (const entry of late) show(entry, null);
    late.clear();
  }

  /** After something was done: a press or a pull that the program did not follow left its element elsewhere. */
  function settle() {
    for (const { node, target } of entries.values()) if (kinds.strayed(target, node)) kinds.fill(target, node, node);
  }

  function keepOneStopPerGrid() {
    const seen = new Set();
    const first = new Map();
    for (const { node } of entries.values()) {
      const at = node.role === 'cell' ? gridPlace(node.id) : null;
      if (!at) continue;
      if (!first.has(at[0])) first.set(at[0], node.id);
      if (stops.get(at[0]) === node.id || node.checked && !entries.has(stops.get(at[0]) ?? '')) seen.add(at[0]).add(node.id);
    }
    for (const [grid, id] of first) if (!seen.has(grid)) stops.set(grid, id);
    for (const { node, target } of entries.values()) {
      const at = node.role === 'cell' ? gridPlace(node.id) : null;
      if (at) target.tabIndex = stops.get(at[0]) === node.id ? 0 : -1;
    }
  }

  /** The element with focus was moved or removed: gives focus back, or to where it came from. @param {string} id */
  function keepFocus(id) {
    if (entries.get(id)?.target === document.activeElement) return;
    const heir = [...trail].reverse().find((past) => isFocusable(past));
    const target = entries.get(isFocusable(id) ? id : heir ?? '')?.target;
    if (target) target.focus({ preventScroll: true });
    else tellFocus('');
  }

  /** @param {string} id */
  function isFocusable(id) {
    const entry = entries.get(id);
    return entry !== undefined && entry.target.tabIndex >= 0 && !entry.target.matches(':disabled');
  }

  /** @param {EventTarget | null} element @returns {string} */
  function idOf(element) {
    const root = element instanceof Element ? element.closest('.node') : null;
    return root instanceof HTMLElement ? root.dataset.id ?? '' : '';
  }
  const focusedId = () => idOf(document.activeElement);

  /** @param {string} id */
  function tellFocus(id) {
    window.sim.engine.call('focus', id, keyboardLeads);
    window.sim.page.requestFrame();
  }

  /** @param {string} id */
  function activate(id) {
    window.sim.page.catchUp();
    window.sim.engine.call('taken');  // what a press with the pointer left, which was answered in it
    if (window.sim.engine.call('activate', id)) window.sim.share.onActivated();
    window.sim.page.acted();
  }

  /** Arrow keys inside a grid of cells. @param {KeyboardEvent} event @returns {boolean} used */
  function moveInGrid(event) {
    const at = gridPlace(focusedId());
    const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
    if (!at || !step || entries.get(focusedId())?.node.role !== 'cell') return false;
    // A grid may have gaps: the next cell in that direction, however far.
    for (let n = 1; n <= 64; ++n) {
      const target = entries.get(`${at[0]}-${at[1] + n * step[0]}-${at[2] + n * step[1]}`)?.target;
      if (!target) continue;
      target.focus();
      break;
    }
    return true;
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    keyboardLeads = true;
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const used = moveInGrid(event) ||
      (event.key === 'Escape' || focusedId() === 'map') && window.sim.engine.call('key', event.key) !== 0;
    if (!used) return;
    event.preventDefault();
    window.sim.page.acted();
  }

  function start() {
    const parent = host();
    parent.addEventListener('focusin', (event) => {
      const id = idOf(event.target);
      if (quiet || !id) return;
      trail = [...trail.filter((past) => past !== id), id].slice(-8);
      const at = gridPlace(id);
      if (at && entries.get(id)?.node.role === 'cell') {
        stops.set(at[0], id);
        keepOneStopPerGrid();
      }
      tellFocus(id);
    });
    parent.addEventListener('focusout', (event) => {
      if (!quiet && !idOf(event.relatedTarget)) tellFocus('');
    });
    parent.addEventListener('click', (event) => {
      const suggestion = event.target instanceof Element ? event.target.closest('[data-suggestion]') : null;
      const id = idOf(event.target);
      if (suggestion instanceof HTMLElement) kinds.complete(suggestion);
      else if (entries.get(id)?.target === event.target && kinds.isPressed(event.target)) activate(id);
    });
    parent.addEventListener('input', (event) => {
      if (kinds.isPressed(event.target)) return;  // a checkbox was pressed: its click has told
      kinds.onInput(/** @type {HTMLInputElement} */ (event.target), idOf(event.target));
      window.sim.page.acted();
    });
    document.addEventListener('keydown', onKey);
    document.addEventListener('pointerdown', () => { keyboardLeads = false; }, true);
  }

  /** The topmost enabled control at a place. @param {number} x @param {number} y @returns {RegistryNode | null} */
  function controlAt(x, y) {
    refresh();
    for (let i = nodes.length - 1; i >= 0; --i) {
      const node = nodes[i];
      if (node.label === undefined || node.enabled === false) continue;
      const [left, top, w, h] = node.rect;
      if (x >= left && y >= top && x < left + w && y < top + h) return node;
    }
    return null;
  }

  /** Keyboard focus follows a press of the pointer, without a ring and without scrolling. @param {string} id */
  function focusQuietly(id) {
    const target = entries.get(id)?.target;
    if (target && isFocusable(id)) target.focus({ preventScroll: true });
    else if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  }

  /** Opens the file picker of a pressed control; needs the press itself. @param {string} id */
  function chooseFile(id) {
    entries.get(id)?.target.click();
  }

  const tell = { start, chooseFile, drawn, update, showLate, settle, controlAt, focusQuietly };
  Object.defineProperties(Object.assign(window.sim.semantic, tell), { waiting: { get: () => restTimer !== 0 }, unread: { get: () => unread } });
})();
