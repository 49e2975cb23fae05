// SPDX-License-Identifier: MIT
// <attention-sim>: the simulator as an element of an author's own page. It takes over the <iframe> inside it, which
// is all there is where scripts are not allowed, or makes one, and talks to it by the messages of docs/embed.md.
//   <script src="https://SITE/sims/multi-head-attention/embed.js" defer></script>
//   <attention-sim lesson="words" follow-palette></attention-sim>
// A classic script without parts elsewhere, so that it also works from a folder.
// @ts-check
'use strict';

(() => {
  /** The keys of a link. The theme is not among them: it goes by message, so that it can change. */
  const keys = ['lesson', 'text', 'heads', 'concat', 'mask', 'layer', 'open', 'compare', 'left', 'right', 'word', 'dim', 'off',
    'hide', 'links', 'also', 'several', 'lookedat', 'strongest', 'gold', 'page', 'panel', 'step', 'part', 'pick', 'mean', 'early',
    'seed', 'zoom', 'x', 'y'];
  const patience = 10_000;               // ms until a request without an answer fails
  const heights = { least: 100, most: 4000 };
  const simAddress = new URL('main.html', document.currentScript instanceof HTMLScriptElement && document.currentScript.src ||
    document.baseURI).href;
  let asked = 0;

  /** @typedef {{message: any, posted: boolean, timer: number, resolve: (answer: any) => void, reject: (why: Error) => void}} Request */

  class AttentionSim extends HTMLElement {
    static observedAttributes = [...keys, 'src', 'title', 'theme', 'follow-palette', 'expect'];
    timeout = patience;
    /** @type {HTMLIFrameElement | null} */
    #frame = null;
    /** @type {Map<string, Request>} */
    #requests = new Map();
    #answering = false;
    #greeted = false;          // the frame has said that it is ready, or answered
    #state = '';
    #told = '';                // the theme last sent
    #palette = new MutationObserver(() => this.#sendTheme());

    connectedCallback() {
      // A script that is not deferred runs before the iframe inside the element has been read.
      if (document.readyState !== 'loading' || this.querySelector('iframe')) this.#begin();
      else document.addEventListener('DOMContentLoaded', () => this.isConnected && !this.#frame && this.#begin(), { once: true });
    }

    disconnectedCallback() {
      window.removeEventListener('message', this.#onMessage);
      this.#palette.disconnect();
      this.#frame = null;
      this.#greeted = this.#answering = false;
      for (const id of [...this.#requests.keys()]) this.#fail(id, 'The simulator was taken out of the page before it answered.');
    }

    /** @param {string} name @param {string | null} before @param {string | null} now */
    attributeChangedCallback(name, before, now) {
      if (!this.#frame || before === now) return;
      if (name === 'theme' || name === 'follow-palette') this.#watchPalette();
      else if (name === 'expect') this.#subscribe();
      else if (name === 'title') this.#frame.title = now ?? this.#frame.title;
      else if (name === 'src' || !this.#greeted) this.#load();
      else if (now !== null) this.setState(String(new URLSearchParams({ [name]: now }))).catch(warn);
    }

    #begin() {
      const frame = this.querySelector('iframe') ?? document.createElement('iframe');
      /** @type {Record<string, string>} */
      const wanted = {
        title: this.title || 'Multi-head attention simulator', width: '100%', height: '522', loading: 'lazy', allow: 'clipboard-write',
        scrolling: 'no', frameborder: '0',
      };
      for (const [name, value] of Object.entries(wanted)) if (!frame.hasAttribute(name)) frame.setAttribute(name, value);
      this.#frame = frame;
      window.addEventListener('message', this.#onMessage);
      this.#load();
      if (!frame.isConnected) this.append(frame);
      this.#watchPalette();
      // A frame that was there before this script may have said long ago that it is ready.
      this.#post({ id: 'attention-sim', type: 'getState' });
    }

    /** Sets the frame's address, unless it has it already: that would load it again. */
    #load() {
      const frame = /** @type {HTMLIFrameElement} */ (this.#frame);
      const own = this.getAttribute('src');
      const url = new URL(own ?? (frame.getAttribute('src') || simAddress), document.baseURI);
      if (!['http:', 'https:', 'file:'].includes(url.protocol)) {
        return warn(new Error('The src of <attention-sim> must be the http or https address of a main.html, or a file.'));
      }
      for (const key of keys) {
        const value = this.getAttribute(key);
        if (value !== null && url.searchParams.get(key) !== value) url.searchParams.set(key, value);
      }
      if (frame.getAttribute('src') && new URL(frame.src, document.baseURI).href === url.href) return;
      this.#greeted = this.#answering = false;
      frame.src = url.href;
    }

    /** @param {MessageEvent} event */
    #onMessage = (event) => {
      if (!event.source || event.source !== this.#frame?.contentWindow) return;
      const data = event.data;
      if (typeof data !== 'object' || data === null) return;
      if (data.type === 'microsim-resize') return this.#resize(data.height);
      if (data.microsim !== 1) return;
      if (data.type === 'microsim-ready') this.#greet();
      else if (this.#requests.has(data.id)) this.#settle(data);
      else if (data.id === 'attention-sim' && !this.#greeted) this.#greet();
      else if (data.id === undefined) this.#onEvent(data);
    };

    /** @param {unknown} height */
    #resize(height) {
      if (typeof height !== 'number' || !(height >= heights.least && height <= heights.most)) return;
      this.#frame?.setAttribute('height', String(Math.ceil(height)));
    }

    /** @param {any} data */
    #onEvent({ type, count, expect, state }) {
      if (typeof state !== 'string') return;
      if (type === 'interacted' && typeof count === 'number') this.#learn(state, count);
      if (type === 'answer' && expect === this.getAttribute('expect')) this.#tell('answer', { expect, state });
    }

    /** The frame is there and listens. A frame that loaded again says so again. */
    async #greet() {
      this.#greeted = this.#answering = true;
      this.#told = '';
      this.#sendTheme();
      const subscribed = this.#subscribe();
      for (const request of this.#requests.values()) if (!request.posted) this.#send(request);
      await subscribed;
      if (this.#answering) this.#tell('ready', { state: this.#state });
    }

    /** @param {string} name @param {object} detail */
    #tell(name, detail) {
      this.dispatchEvent(new CustomEvent(name, { detail }));
    }

    /** @param {unknown} state @param {number} [count] */
    #learn(state, count) {
      if (typeof state !== 'string' || state === this.#state && count === undefined) return;
      this.#state = state;
      this.#tell('statechange', count === undefined ? { state } : { state, count });
    }

    /** @param {object} message */
    #post(message) {
      this.#frame?.contentWindow?.postMessage({ microsim: 1, ...message }, '*');
    }

    /** @param {Request} request */
    #send(request) {
      request.posted = true;
      this.#post(request.message);
    }

    /** Asks as soon as the frame listens. @param {any} message @returns {Promise<any>} the answer */
    #ask(message) {
      const id = `attention-sim-${++asked}`;
      return new Promise((resolve, reject) => {
        const timer = window.setTimeout(() => this.#fail(id, `The simulator has not answered "${message.type}" within ` +
          `${this.timeout / 1000} seconds. It loads only when it is in sight; otherwise see whether its address opens: ${this.#frame?.src ?? ''}`),
        this.timeout);
        const request = { message: { ...message, id }, posted: false, timer, resolve, reject };
        this.#requests.set(id, request);
        if (this.#answering) this.#send(request);
      });
    }

    /** @param {string} id @param {string} why */
    #fail(id, why) {
      const request = this.#requests.get(id);
      this.#requests.delete(id);
      clearTimeout(request?.timer);
      request?.reject(new Error(why));
    }

    /** @param {any} answer */
    #settle(answer) {
      const request = /** @type {Request} */ (this.#requests.get(answer.id));
      if (answer.error) return this.#fail(answer.id, `The simulator refused "${request.message.type}": ${answer.error}.`);
      this.#requests.delete(answer.id);
      clearTimeout(request.timer);
      this.#learn(answer.state);
      request.resolve(answer);
    }

    #subscribe() {
      if (!this.#answering) return;
      const expect = this.getAttribute('expect');
      return this.#ask({ type: 'subscribe', events: expect ? ['interacted', 'answer'] : ['interacted'], ...(expect ? { expect } : {}) }).catch(warn);
    }

    #watchPalette() {
      this.#palette.disconnect();
      if (this.followPalette) this.#palette.observe(document.body, { attributes: true, attributeFilter: ['data-md-color-scheme'] });
      this.#sendTheme();
    }

    #sendTheme() {
      const scheme = this.followPalette ? document.body.dataset.mdColorScheme : undefined;
      const theme = this.getAttribute('theme') || (scheme ? (scheme === 'slate' ? 'dark' : 'light') : 'auto');
      if (!this.#answering || theme === (this.#told || 'auto')) return;
      this.#told = theme;
      this.#ask({ type: 'theme', theme }).catch(warn);
    }

    /** The state last heard of, as the part of a link behind "?"; "" before the sim is ready. Setting it asks the sim. */
    get state() { return this.#state; }
    set state(link) { this.setState(link).catch(warn); }
    get theme() { return this.getAttribute('theme') ?? 'auto'; }
    set theme(name) { this.setAttribute('theme', name); }
    get followPalette() { return this.hasAttribute('follow-palette'); }
    set followPalette(on) { this.toggleAttribute('follow-palette', Boolean(on)); }

    /** @returns {Promise<string>} the live state */
    async getState() { return (await this.#ask({ type: 'getState' })).state; }

    /** Sets the keys it names. @param {string} link @returns {Promise<{state: string, notice: string}>} what it is now, and what was not possible */
    async setState(link) {
      const { state, notice = '' } = await this.#ask({ type: 'setState', state: String(link).replace(/^[?#]/, '') });
      return { state, notice };
    }

    /** Back to the state of its address. @returns {Promise<string>} that state */
    async reset() { return (await this.#ask({ type: 'reset' })).state; }

    /** @param {string} [format] "png" (a data address), "svg", "csv" or "json" (texts) @returns {Promise<string>} */
    async exportAs(format = 'png') { return (await this.#ask({ type: 'export', format }))[format]; }
  }

  /** @param {Error} why */
  function warn(why) { console.warn(why.message); }

  if (!customElements.get('attention-sim')) customElements.define('attention-sim', AttentionSim);
})();
