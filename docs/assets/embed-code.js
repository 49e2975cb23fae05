// SPDX-License-Identifier: MIT
// The line to embed the sim, with the address it has here; and the "Copy embed code" button, which copies that line, or
// selects it where copying is not allowed.
// @ts-check
document.addEventListener("DOMContentLoaded", () => {
  const button = document.querySelector("[data-copy-embed]");
  const code = document.querySelector("#embed-code code");
  const frame = document.querySelector("iframe.sim");
  if (code && frame instanceof HTMLIFrameElement && location.protocol.startsWith("http")) {
    const [here] = frame.src.split("main.html");
    const texts = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const { currentNode: text } = texts;
      text.nodeValue = (text.nodeValue ?? "").replace("https://YOUR-SITE/sims/multi-head-attention/", here);
    }
  }
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
