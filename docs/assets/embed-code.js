// SPDX-License-Identifier: MIT
// The "Copy embed code" button: copies the code block of the page, or selects it where copying is not allowed.
// @ts-check
document.addEventListener("DOMContentLoaded", () => {
  const button = document.querySelector("[data-copy-embed]");
  const code = document.querySelector("#embed-code code");
  if (!(button instanceof HTMLElement) || !code) return;
  button.addEventListener("click", async (event) => {
    event.preventDefault();
    const before = button.textContent;
    try {
      await navigator.clipboard.writeText(code.textContent ?? "");
      button.textContent = "Copied";
    } catch {
      const range = document.createRange();
      range.selectNodeContents(code);
      const selection = getSelection();
      selection?.removeAllRanges();
      selection?.addRange(range);
      button.textContent = "Press Ctrl+C to copy";
    }
    setTimeout(() => (button.textContent = before), 2500);
  });
});
