// SPDX-License-Identifier: MIT
// The two places a page module of the bench runs in: fresh browsers, and a fresh Node.
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
async function runInNode(module, given) {
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

/** `measure` once for each of several fresh browsers. */
async function inBrowsers(module, processes, measure) {
  const runs = [];
  let name = '';
  for (let i = 1; i <= processes; i++) {
    const browser = await openChromium();
    name = `Chromium ${browser.version}`;
    try {
      runs.push(await measure((given) => browser.run(module, given), `Chromium ${i}`));
    } finally {
      await browser.close();
    }
  }
  return { name, bars: true, runs };
}

/**
 * Both places, or the one that `only` names: {name, bars, runs}. `measure(run, where)` gives what a process is to give;
 * run(given) runs a module of pages/ there. Bars are for the browser; Node, whose figures are only reported, runs once.
 */
export async function inPlaces(module, { processes, only }, measure) {
  const places = [];
  if (only !== 'node') places.push(await inBrowsers(module, processes, measure));
  if (only !== 'chromium') {
    const run = (given) => runInNode(module, given);
    places.push({ name: `Node ${process.versions.node}`, bars: false, runs: [await measure(run, 'Node')] });
  }
  return places;
}
