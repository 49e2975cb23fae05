// SPDX-License-Identifier: MIT
// A style sheet that never comes would hold up every word and every other script of the page. This one waits for none.
// @ts-check
'use strict';

setTimeout(() => {
  const link = document.querySelector('link[rel="stylesheet"]');
  if (link instanceof HTMLLinkElement && !link.sheet) link.remove();
}, 15_000);
