// SPDX-License-Identifier: MIT
// Set-ups that do not come to their end: nothing half-made stays, nothing half-made is trusted, and the message is one
// that a person can act on. mmdebstrap and df are stand-ins here, so no network and no gigabytes are needed.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

const project = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const has = (tool) => { try { execFileSync('sh', ['-c', `command -v ${tool}`], { stdio: 'ignore' }); return true; } catch { return false; } };
const skip = ['bwrap', 'flock', 'setsid'].every(has) ? false : 'this machine has no bwrap, so it makes no private root';

/** A cache of its own and a folder of stand-ins, both removed at the end. */
function place(t, programs) {
  const folder = mkdtempSync(path.join(tmpdir(), 'mha-set-up-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(path.join(folder, 'bin'));
  const stand_ins = { df: 'echo head; echo "disk 9 9 9999999 1% /"', mmdebstrap: 'exit 1', ...programs };
  for (const [name, script] of Object.entries(stand_ins)) {
    writeFileSync(path.join(folder, 'bin', name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  }
  return folder;
}

/** Starts scripts/env in a process group of its own, as a terminal would. */
function start(folder) {
  const child = spawn(path.join(project, 'scripts/env'), ['--setup'], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, MHA_ENV: 'root', MHA_ENV_INSIDE: '', XDG_CACHE_HOME: folder, PATH: `${folder}/bin:${process.env.PATH}` },
  });
  let text = '';
  child.stderr.on('data', (chunk) => { text += chunk; });
  const ended = new Promise((resolve) => child.on('close', (code, signal) => resolve({ code, signal, text })));
  return { child, ended };
}

const kept = (folder) => existsSync(path.join(folder, 'mha-sim')) ? readdirSync(path.join(folder, 'mha-sim')).filter((name) => name !== 'lock') : [];

async function until(what) {
  for (let i = 0; i < 600 && !what(); i++) await new Promise((resolve) => setTimeout(resolve, 50));
  assert.ok(what(), 'the stand-in was not started in 30 s');
}

/** Works on a root for a minute, after putting something into it; says so in the folder. */
const slow = 'for last; do case $last in */root) echo half >"$last/half" ;; esac; done\ntouch "$XDG_CACHE_HOME/working"\nexec sleep 60';

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  test(`${signal} in the middle leaves nothing behind`, { skip }, async (t) => {
    const folder = place(t, { mmdebstrap: slow });
    const { child, ended } = start(folder);
    await until(() => existsSync(path.join(folder, 'working')));
    assert.equal(kept(folder).length > 0, true);
    process.kill(-child.pid, signal);
    const { code } = await ended;
    assert.notEqual(code, 0);
    assert.deepEqual(kept(folder), []);
  });
}

test('what SIGKILL leaves is not trusted, and is removed by the next set-up', { skip }, async (t) => {
  const folder = place(t, { mmdebstrap: slow });
  const { child, ended } = start(folder);
  await until(() => existsSync(path.join(folder, 'working')));
  process.kill(-child.pid, 'SIGKILL');
  await ended;
  assert.ok(kept(folder).every((name) => name.includes('.tmp.')), 'a half-made root has the name of a whole one');
  writeFileSync(path.join(folder, 'bin/mmdebstrap'), '#!/bin/sh\ntouch "$XDG_CACHE_HOME/again"\nexit 1\n', { mode: 0o755 });
  const second = await start(folder).ended;
  assert.notEqual(second.code, 0);
  assert.ok(existsSync(path.join(folder, 'again')), 'the second set-up did not start anew');
  assert.deepEqual(kept(folder), []);
});

test('a root that does not pass its check is not kept', { skip }, async (t) => {
  const folder = place(t, { mmdebstrap: 'exit 0' });
  const { code, text } = await start(folder).ended;
  assert.notEqual(code, 0);
  assert.match(text, /did not pass its check/);
  assert.deepEqual(kept(folder), []);
});

const sentences = {
  'no network': [{ mmdebstrap: 'echo "E: apt-get update failed" >&2; echo "W: Temporary failure resolving host" >&2; exit 1' },
    /Debian's packages could not be fetched; is the network there\?/],
  'a disk that fills up': [{ mmdebstrap: 'echo "cannot write: No space left on device" >&2; exit 1' }, /the disk of .* is full/],
  'a disk without room for the packages': [{ mmdebstrap: 'echo "E: You don\'t have enough free space in /x/archives/." >&2; exit 1' },
    /the disk of .* is full/],
  'a disk that is too small': [{ df: 'echo head; echo "disk 9 9 307200 1% /"' }, /has 300 MB free; the build tools need 3500 MB/],
};
for (const [what, [programs, sentence]] of Object.entries(sentences)) {
  test(`${what} is said in a sentence`, { skip }, async (t) => {
    const folder = place(t, programs);
    const { code, text } = await start(folder).ended;
    assert.notEqual(code, 0);
    assert.match(text, sentence);
    assert.ok(text.trim().split('\n').length <= 6, text);
    assert.deepEqual(kept(folder), []);
  });
}

test('npm packages of an interrupted npm are not trusted', () => {
  const steps = readFileSync(path.join(project, 'scripts/steps.sh'), 'utf8');
  const work = mkdtempSync(path.join(tmpdir(), 'mha-npm-'));
  try {
    mkdirSync(path.join(work, 'scripts'));
    mkdirSync(path.join(work, 'node_modules'));
    mkdirSync(path.join(work, 'bin'));
    writeFileSync(path.join(work, 'scripts/steps.sh'), steps);
    writeFileSync(path.join(work, 'package-lock.json'), 'new');
    writeFileSync(path.join(work, 'node_modules/.installed-lock'), 'of an older list');
    writeFileSync(path.join(work, 'bin/npm'), '#!/bin/sh\nkill -9 $PPID\n', { mode: 0o755 });
    writeFileSync(path.join(work, 'bin/node'), '#!/bin/sh\n', { mode: 0o755 });
    const run = () => execFileSync('bash', ['-c', 'set -euo pipefail; . scripts/steps.sh; setup_npm'],
      { cwd: work, stdio: 'ignore', env: { ...process.env, PATH: `${work}/bin:${process.env.PATH}` } });
    assert.throws(run);
    assert.equal(existsSync(path.join(work, 'node_modules/.installed-lock')), false);
    writeFileSync(path.join(work, 'bin/npm'), '#!/bin/sh\nexit 0\n', { mode: 0o755 });
    run();
    assert.ok(existsSync(path.join(work, 'node_modules/.installed-lock')));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
});
