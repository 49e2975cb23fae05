// SPDX-License-Identifier: MIT
// Mouse, pen and touch on the canvas, as pointer events. Wheel and vertical swipes stay the page's; only a drag
// that begins on a slider keeps the finger for itself.
// @ts-check
'use strict';

(() => {
  let onSlider = false;

  const canvas = () => /** @type {HTMLCanvasElement} */ (document.getElementById('canvas'));

  /** @param {PointerEvent | MouseEvent} event @returns {[number, number]} */
  function place(event) {
    const box = canvas().getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  /** @param {PointerEvent} event @param {boolean} down */
  function tell(event, down) {
    if (!event.isPrimary) return;
    window.sim.engine.call('pointer', ...place(event), down, event.pointerType === 'touch');
    window.sim.page.requestFrame();
  }

  function left() {
    window.sim.engine.call('pointer_left');
    window.sim.page.requestFrame();
  }

  /** @param {PointerEvent} event */
  function onDown(event) {
    if (!event.isPrimary || event.button !== 0) return;
    const control = window.sim.semantic.controlAt(...place(event));
    onSlider = control?.role === 'slider';
    if (onSlider || event.pointerType === 'mouse') canvas().setPointerCapture(event.pointerId);
    tell(event, true);
  }

  /** @param {PointerEvent} event */
  function onUp(event) {
    if (!event.isPrimary || event.button !== 0) return;
    onSlider = false;
    tell(event, false);
    if (event.pointerType === 'touch') left();
    window.sim.page.acted();
  }

  function onCancel() {
    onSlider = false;
    left();
  }

  /** Focus goes to the pressed control's native element, so that keys go on where the pointer was. @param {MouseEvent} event */
  function onMouseDown(event) {
    event.preventDefault();
    window.focus();
    window.sim.semantic.focusQuietly(window.sim.semantic.controlAt(...place(event))?.id ?? '');
  }

  function start() {
    const target = canvas();
    target.addEventListener('pointerdown', onDown);
    target.addEventListener('pointermove', (event) => tell(event, (event.buttons & 1) !== 0));
    target.addEventListener('pointerup', onUp);
    target.addEventListener('pointercancel', onCancel);
    target.addEventListener('pointerleave', (event) => event.pointerType === 'touch' || left());
    target.addEventListener('mousedown', onMouseDown);
    // Copying and choosing a file need the press itself: a frame later the browser no longer sees it as the learner's.
    target.addEventListener('click', (event) => {
      const control = window.sim.semantic.controlAt(...place(event));
      if (control?.id === 'share') window.sim.link.copy();
      if (control?.role === 'file') window.sim.semantic.chooseFile(control.id);
    });
    target.addEventListener('touchmove', (event) => { if (onSlider) event.preventDefault(); }, { passive: false });
  }

  window.sim.pointer = { start };
})();
