// SPDX-License-Identifier: MIT
// Sets the formulas of a page with KaTeX, which is served from this site.
// @ts-check
document.addEventListener("DOMContentLoaded", () => {
  for (const element of document.querySelectorAll(".arithmatex")) {
    // @ts-ignore: renderMathInElement comes from KaTeX's auto-render script
    window.renderMathInElement(element, {
      delimiters: [
        { left: "\\(", right: "\\)", display: false },
        { left: "\\[", right: "\\]", display: true },
      ],
      throwOnError: false,
    });
  }
});
