// SPDX-License-Identifier: MIT
// The two places a page module of the bench runs in: a fresh Chromium, and a fresh Node. Both give what its run() gives.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { launch, serve } from '../../browser/support.mjs';

export const project = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');

// Isolated pages have a clock of 5 microseconds instead of 100.
const isolated = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' };
// One of the peers imports another package by its name.
const blank = `<!DOCTYPE html><html lang="en"><head><title>bench</title><link rel="icon" href="data:,">
<script type="importmap">{"imports": {"@litertjs/wasm-utils": "/tests/bench/node_modules/@litertjs/wasm-utils/dist/index.js"}}</script></head></html>`;

/** One browser process; `run` opens a new page in it, so that no contestant meets another row's leftovers. */
export async function openChromium(flags = []) {
  const server = await serve({ folder: project, pages: { '/bench.html': blank }, headers: isolated, mime: { '.wasm': 'application/wasm' } });
  const browser = await launch(flags);
  const run = async (module, given) => {
    const context = await browser.newContext();
    const page = await context.newPage();
    page.setDefaultTimeout(0);
    try {
      await page.goto(`${server.base}/bench.html`);
      return await page.evaluate(async ([url, argument]) => (await import(url)).run(argument), [`/tests/bench/pages/${module}`, given]);
    } finally {
      await context.close();
    }
  };
  const close = async () => {
    await browser.close();
    await server.close();
  };
  return { version: browser.version(), run, close };
}

/** The same in a process of Node of its own. */
export async function runInNode(module, given) {
  const file = new URL(`../pages/${module}`, import.meta.url).href;
  const code = `const { run } = await import(${JSON.stringify(file)});
    const result = await run(${JSON.stringify(given)});
    process.stdout.write('\\n@result ' + JSON.stringify(result) + '\\n', () => process.exit(0));`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code], { stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, complaint] = ['', ''];
  child.stdout.on('data', (data) => { out += data; });
  child.stderr.on('data', (data) => { complaint += data; });
  const status = await new Promise((resolve) => child.on('close', resolve));
  const line = out.split('\n').findLast((text) => text.startsWith('@result '));
  if (!line) throw new Error(`node ended with ${status}: ${complaint.slice(-2000)}`);
  return JSON.parse(line.slice('@result '.length));
}
