// SPDX-License-Identifier: MIT
// Mouse, pen and touch on the canvas, as pointer events. Wheel and vertical swipes stay the page's; only a drag
// that begins on a slider keeps the finger for itself, and two fingers where something can be moved and zoomed.
// @ts-check
'use strict';

(() => {
  let pressing = false;     // the button went down on the canvas: a drag from elsewhere is none of ours
  let onSlider = false;
  const pause = 150;        // ms without a move: the pointer rests
  let movedAt = -pause;     // ms, as performance.now()
  let movingSince = 0;

  /** Fingers on the canvas. @type {Map<number, [number, number]>} */
  const fingers = new Map();
  /** Two fingers where they began: the middle between them, and how far apart. @type {{x: number, y: number, apart: number} | null} */
  let pinch = null;
  let pinched = false;  // until every finger is off the canvas

  const canvas = () => /** @type {HTMLCanvasElement} */ (document.getElementById('canvas'));

  /** @param {PointerEvent | MouseEvent} event @returns {[number, number]} */
  function place(event) {
    const box = canvas().getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  /** @param {PointerEvent} event @param {boolean} down */
  function tell(event, down) {
    if (!event.isPrimary || pinched) return;
    window.sim.engine.call('pointer', ...place(event), down, event.pointerType === 'touch');
    window.sim.page.requestFrame();
  }

  function left() {
    window.sim.engine.call('pointer_left');
    window.sim.page.requestFrame();
  }

  function betweenFingers() {
    const [[ax, ay], [bx, by]] = [...fingers.values()];
    return { x: (ax + bx) / 2, y: (ay + by) / 2, apart: Math.max(1, Math.hypot(ax - bx, ay - by)) };
  }

  /** @param {boolean} ended @returns {boolean} whether something takes the two fingers */
  function tellPinch(ended) {
    if (!pinch) return false;
    const now = betweenFingers();
    window.sim.page.requestFrame();
    return window.sim.engine.call('two_fingers', pinch.x, pinch.y, now.x, now.y, now.apart / pinch.apart, ended) !== 0;
  }

  /** The second finger turns a press into a pinch. @param {PointerEvent} event */
  function fingerDown(event) {
    if (event.pointerType !== 'touch') return;
    fingers.set(event.pointerId, place(event));
    if (fingers.size !== 2 || pinched) return;
    pinch = betweenFingers();
    pinched = tellPinch(false);
    if (pinched) {
      pressing = false;
      left();
    } else {
      pinch = null;
    }
  }

  /** @param {PointerEvent} event */
  function fingerMoved(event) {
    if (!fingers.has(event.pointerId)) return;
    fingers.set(event.pointerId, place(event));
    tellPinch(false);
  }

  /** What is left of a pinch when a finger is lifted is not a press. @param {PointerEvent} event @returns {boolean} */
  function fingerLifted(event) {
    if (!fingers.has(event.pointerId)) return false;
    if (tellPinch(true)) window.sim.page.acted(true);
    pinch = null;
    fingers.delete(event.pointerId);
    const swallowed = pinched;
    pinched = pinched && fingers.size > 0;
    return swallowed;
  }

  /** @param {PointerEvent} event */
  function onDown(event) {
    fingerDown(event);
    if (pinched || !event.isPrimary || event.button !== 0) return;
    window.sim.page.catchUp();  // the release before this press, where it was
    pressing = true;
    const control = window.sim.semantic.controlAt(...place(event));
    onSlider = control?.role === 'slider';
    if (onSlider || event.pointerType === 'mouse') canvas().setPointerCapture(event.pointerId);
    tell(event, true);
  }

  /** @param {PointerEvent} event */
  function onUp(event) {
    if (fingerLifted(event) || !event.isPrimary || event.button !== 0 || !pressing) return;
    pressing = onSlider = false;
    tell(event, false);
    if (event.pointerType === 'touch') left();
    window.sim.page.acted(true);
    window.sim.page.catchUp();  // where it was released, not where the pointer is a frame later
  }

  /** @param {PointerEvent} event */
  function onCancel(event) {
    fingerLifted(event);
    pressing = onSlider = false;
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
    target.addEventListener('pointermove', (event) => {
      const now = performance.now();
      if (now - movedAt >= pause) movingSince = now;
      movedAt = now;
      fingerMoved(event);
      tell(event, pressing && (event.buttons & 1) !== 0);
    });
    target.addEventListener('pointerup', onUp);
    target.addEventListener('pointercancel', onCancel);
    target.addEventListener('pointerleave', (event) => event.pointerType === 'touch' || left());
    target.addEventListener('mousedown', onMouseDown);
    // Copying and choosing a file need the press itself: a frame later the browser no longer sees it as the learner's.
    target.addEventListener('click', (event) => {
      const control = window.sim.semantic.controlAt(...place(event));
      if (control) window.sim.share.onPress(control.id);
      if (control?.role === 'file') window.sim.semantic.chooseFile(control.id);
    });
    for (const type of /** @type {const} */ (['touchstart', 'touchmove'])) {
      target.addEventListener(type, (event) => {
        if (pinched || (onSlider && type === 'touchmove')) event.preventDefault();
      }, { passive: false });
    }
  }

  window.sim.pointer = {
    start, pause,
    rested() { movedAt = -pause; },
    /** For how many ms it has been moving; 0 when it rests. */
    get moving() {
      const now = performance.now();
      return now - movedAt < pause ? now - movingSince + 1 : 0;
    },
  };
})();
