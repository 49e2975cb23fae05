// SPDX-License-Identifier: MIT
// Starts the sim and runs its frames: one when something asks for it, none at rest, none out of sight.
// @ts-check
'use strict';

(() => {
  /** Bits of FrameNews in src/platform/page.hpp. */
  const news = { anotherFrame: 1, registry: 2, fragment: 4, announcement: 8, model: 16 };
  const quiet = 400;         // ms without a change before it is said
  const sayAtMost = 500;     // ms between two things said
  const longest = 3000;      // ms that what waits for the pointer to rest waits at most: some hands are never still
  const settled = 200;       // ms in sight after scrolling: what only flies past asks for nothing
  let scheduled = 0;
  let asked = false;         // a frame was asked for while out of sight
  let running = false;
  let inSight = true;
  let last = 0;
  let readAt = 0;
  let frames = 0;
  let model = '';
  let used = 0;              // frames to be read after something was done: its answer, and what came of it
  let sayTimer = 0;
  let voice = 0;
  let saidAt = -sayAtMost;

  const engine = () => window.sim.engine;
  const hasRoom = () => window.sim.picture.box.width > 0 && window.sim.picture.box.height > 0;
  const mayDraw = () => running && hasRoom() && inSight && !document.hidden && !window.sim.faults.shown;

  function requestFrame() {
    asked = true;
    if (scheduled || !mayDraw()) return;
    scheduled = requestAnimationFrame(onFrame);
  }

  /** @param {number} now */
  function onFrame(now) {
    scheduled = 0;
    if (!mayDraw()) return;
    asked = false;
    // After a rest the clock starts anew: no animation jumps ahead.
    const { moving } = window.sim.pointer;
    const overdue = moving > longest && now - readAt > longest;
    const another = frame(last ? (now - last) / 1000 : 0, 1, used > 0 || !moving || overdue);
    if (overdue) window.sim.semantic.showLate();
    last = another ? now : 0;
    if (another) requestFrame();
  }

  /**
   * @param {number} seconds @param {number} [times] as many pixels each way
   * @param {boolean} [read] whether the native elements follow at once @returns {boolean} whether another frame is wanted
   */
  function frame(seconds, times = 1, read = true) {
    const { box, fit, ratio } = window.sim.picture;
    const width = box.width * times, height = box.height * times;
    fit(width, height);
    const bits = engine().call('frame', width, height, ratio() * times, seconds, read);
    if (window.sim.faults.shown) return false;
    ++frames;
    window.sim.semantic.drawn(read);
    if (read) readAt = performance.now();
    if (bits & news.registry) window.sim.semantic.update(engine().text('changes'));
    if (used) window.sim.semantic.settle();
    used = Math.max(used - 1, 0);
    if (bits & news.fragment) {
      window.sim.link.show(engine().text('fragment'));
      window.sim.events?.changed();
    }
    if (bits & news.announcement) sayLater();
    if (bits & news.model) {
      const name = engine().text('wanted_model');
      model = name || model;
      window.sim.models.want(name);
    }
    return (bits & news.anotherFrame) !== 0;
  }

  /** Draws in this task, for reading the picture. @param {number} [times] @returns {boolean} false when there is nothing to draw on */
  function drawNow(times) {
    if (!running || !hasRoom() || window.sim.faults.shown) return false;
    if (frame(0, times)) requestFrame();
    return true;
  }

  /** What a press does follows from what is drawn: of two quick ones the second must meet the answer to the first. */
  function catchUp() {
    if (scheduled && mayDraw()) drawNow();
  }

  function sayLater() {
    clearTimeout(sayTimer);
    sayTimer = window.setTimeout(() => {
      if (window.sim.semantic.unread) return sayLater();
      const text = engine().text('announcement');
      engine().call('announced');
      if (text) say(text);
    }, quiet);
  }

  /** Of what comes too soon after another the latest is said. @param {string} text for the live region */
  function say(text) {
    clearTimeout(voice);
    voice = window.setTimeout(() => {
      saidAt = performance.now();
      /** @type {HTMLElement} */ (document.getElementById('live')).textContent = text;
    }, saidAt + sayAtMost - performance.now());
  }

  /** The learner did something. @param {boolean} [withPointer] */
  function acted(withPointer = false) {
    used = 2;
    if (!withPointer) window.sim.pointer.rested();
    window.sim.models.onAction(model);
    window.sim.events?.acted();
    requestFrame();
  }

  function tellTheme() {
    engine().call('theme', window.sim.theme.surroundings(), window.sim.theme.reducedMotion);
    window.sim.theme.paint();
    requestFrame();
  }

  /** Resolves when nothing is under way: no frame to come, no model on its way. For tests. @returns {Promise<void>} */
  async function idle() {
    for (let calm = 0; calm < 3;) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      const busy = !running || scheduled || asked && mayDraw() || window.sim.models.waiting || window.sim.semantic.waiting;
      calm = busy && !window.sim.faults.shown ? 0 : calm + 1;
    }
  }

  /** @returns {Promise<void>} when the sim is first in sight: a context is not spent before that */
  function firstSight() {
    return new Promise((resolve) => {
      if (typeof IntersectionObserver !== 'function') return resolve();
      let timer = 0;
      const tell = () => {
        if (running) window.sim.picture.inSight(inSight);
        if (!inSight) return;
        resolve();
        if (asked) requestFrame();
      };
      const observer = new IntersectionObserver((entries) => {
        const scrolledTo = !inSight;
        inSight = entries[entries.length - 1].isIntersecting;
        clearTimeout(timer);
        if (scrolledTo) timer = window.setTimeout(tell, settled);
        else tell();
      });
      observer.observe(/** @type {HTMLElement} */ (document.getElementById('stage')));
    });
  }

  async function start() {
    const { faults, picture } = window.sim;
    const lack = engine().missing();
    if (lack) return faults.show(...lack);
    window.sim.models.ahead();
    // By itself it fills the window; in another page it may be far below.
    if (window.parent === window && !document.hidden) picture.ahead();
    const sight = firstSight().then(picture.ahead);
    await engine().load();
    faults.stopWatching();
    await sight;
    faults.watch();
    const drawn = engine().open();
    running = true;
    picture.useElements(!drawn);
    if (drawn) picture.start();
    window.sim.semantic.start();
    window.sim.pointer.start();
    window.sim.link.start();
    window.sim.share.start();
    window.sim.theme.start(tellTheme);
    tellTheme();
    document.addEventListener('visibilitychange', () => { if (asked) requestFrame(); });
    picture.observe();
    if (mayDraw()) drawNow();
    await firstFrame();
    faults.stopWatching();
    document.getElementById('loading')?.remove();
    engine().shareFont();
    answerPageAround();
    window.sim.extras.fuzz();
  }

  /** The page around the sim is answered; without that script the sim works, unheard. */
  function answerPageAround() {
    if (window.parent === window) return;
    window.sim.extras.load().then(() => window.sim.messages.ready(),
      () => console.warn('messages.js could not be loaded: the page around the simulator gets no answers.'));
  }

  /** A frame cannot come while the sim is folded away; that is not a fault. @returns {Promise<void>} */
  async function firstFrame() {
    while (frames === 0 && !window.sim.faults.shown) {
      if (!mayDraw()) window.sim.faults.watch();
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  window.sim.page = { requestFrame, drawNow, catchUp, acted, say };
  window.microsim = {
    snapshot: () => JSON.parse(engine().text('snapshot')),
    transcript: () => engine().text('transcript'),
    get frames() { return frames; },
    idle,
  };
  start();
})();
