// SPDX-License-Identifier: MIT
// The theme's search dialog has no name of its own for screen readers.
// @ts-check
document.addEventListener("DOMContentLoaded", () => {
  document.querySelector(".md-search")?.setAttribute("aria-label", "Search");
});
