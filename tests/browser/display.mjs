// SPDX-License-Identifier: MIT
// What runs beside a browser, an X server without a screen among it, and its end: nothing outlives the tests, however
// those end.
import { spawn } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const running = new Set();
const folders = [];
process.once('exit', () => {
  for (const child of running) child.kill();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});
// An exit by signal does not come by there.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));

/** The program's full path, or "" when the machine does not have it. @param {string} program a name or a path */
export function find(program) {
  const places = path.isAbsolute(program) ? [''] : (process.env.PATH ?? '').split(path.delimiter);
  return places.map((place) => path.join(place, program)).find((file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  }) ?? '';
}

/** A folder that is gone after the tests. */
export function folder() {
  const made = mkdtempSync(path.join(os.tmpdir(), 'mha-browser-'));
  folders.push(made);
  return made;
}

/** What a promise gives, or an error that says what was not done in time. */
export async function within(seconds, what, promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} took longer than ${seconds} s`)), seconds * 1000);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Starts a program. The process has `end()`, and `lost`: a promise that only rejects, when the program has ended. */
export function start(program, args, options) {
  const child = spawn(program, args, options);
  running.add(child);
  const gone = new Promise((resolve) => { child.once('exit', resolve).once('error', resolve); });
  gone.then(() => running.delete(child));
  child.lost = gone.then(() => { throw new Error(`${program} ended before it was ready`); });
  child.lost.catch(() => {});
  child.end = async () => {
    child.kill();
    await within(5, `the end of ${program}`, gone).catch(() => child.kill('SIGKILL'));
  };
  return child;
}

/**
 * An X server on a free number, and what makes a program use it and draw without a graphics card. Other systems show
 * windows by themselves.
 */
export async function display() {
  if (process.platform !== 'linux') return { env: {}, end: async () => {} };
  const server = start('Xvfb', ['-displayfd', '3', '-screen', '0', '1400x1000x24', '-nolisten', 'tcp'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const number = new Promise((resolve) => { server.stdio[3].once('data', (text) => resolve(String(text).trim())); });
  const name = `:${await within(20, 'the start of Xvfb', Promise.race([number, server.lost]))}`;
  return { env: { DISPLAY: name, GDK_BACKEND: 'x11', GDK_SCALE: '1', MOZ_ENABLE_WAYLAND: '0', LIBGL_ALWAYS_SOFTWARE: '1' }, end: server.end };
}
