// SPDX-License-Identifier: MIT
// Which theme the page around the sim asks for, and the colours of the few native things that are visible.
// A theme chosen in the link or by a message comes first, then the lesson page's palette, then the system.
// @ts-check
'use strict';

(() => {
  const known = ['light', 'dark', 'contrast', 'contrast-light'];
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const contrast = window.matchMedia('(prefers-contrast: more), (forced-colors: active)');
  const still = window.matchMedia('(prefers-reduced-motion: reduce)');
  let told = '';                 // by a message of the lesson page
  let live = '';                 // the state on the screen, as a link's fragment
  let palette = /** @type {MutationObserver | null} */ (null);
  let changed = () => {};

  /** Body of the lesson page when this frame may look at it: not across origins, not from file://. */
  function lessonBody() {
    try {
      return window.parent === window ? null : window.parent.document.body;
    } catch {
      return null;
    }
  }

  /** What the surroundings ask for: one of `known`. */
  function surroundings() {
    const scheme = lessonBody()?.dataset.mdColorScheme;
    const isDark = told ? told === 'dark' : scheme ? scheme === 'slate' : dark.matches;
    if (told.startsWith('contrast')) return told;
    if (contrast.matches) return isDark ? 'contrast' : 'contrast-light';
    return isDark ? 'dark' : 'light';
  }

  /** The theme on the screen, as App::Impl::theme_kind has it: the link's choice wins. */
  function onScreen() {
    const choice = new URLSearchParams(live).get('theme') ?? new URLSearchParams(window.location.search).get('theme') ?? '';
    const around = surroundings();
    if (choice === 'contrast' && around.endsWith('light')) return 'contrast-light';
    return ['light', 'dark', 'contrast'].includes(choice) ? choice : around;
  }

  /** Colours the native field and the page's ground. @param {string} [fragment] the live state, when it is another */
  function paint(fragment = live) {
    live = fragment;
    document.documentElement.dataset.theme = onScreen();
  }

  /** @param {string} name "" or "auto" follows the page again; answers false for an unknown name */
  function tell(name) {
    if (name !== '' && name !== 'auto' && !known.includes(name)) return false;
    told = name === 'auto' ? '' : name;
    changed();
    return true;
  }

  /** @param {() => void} onChange called whenever the surroundings may ask for something else */
  function start(onChange) {
    changed = onChange;
    for (const query of [dark, contrast, still]) query.addEventListener('change', onChange);
    // Material keeps the palette in storage too: that event crosses where looking at the page is not allowed.
    window.addEventListener('storage', onChange);
    const body = lessonBody();
    if (body) {
      palette = new MutationObserver(onChange);
      palette.observe(body, { attributes: true, attributeFilter: ['data-md-color-scheme'] });
      window.addEventListener('pagehide', (event) => event.persisted || palette?.disconnect());
    }
  }

  window.sim.theme = { start, paint, tell, surroundings, get reducedMotion() { return still.matches; } };
  paint(window.location.hash.slice(1));
})();
