// SPDX-License-Identifier: MIT
// What scripts/package makes, from the site under test, unzipped in a temporary folder.
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { site } from './support.mjs';

const project = path.resolve(path.dirname(new URL(import.meta.url).pathname), '../..');

export async function makePackages() {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'mha-packages-'));
  // The tools are those of the root that the tests already run in.
  execFileSync(path.join(project, 'scripts/package'), ['--site', site, '--out', folder],
    { env: { ...process.env, MHA_ENV: 'host' }, stdio: ['ignore', 'ignore', 'inherit'] });
  const unzip = (name, target) => {
    execFileSync('python3', ['-m', 'zipfile', '-e', path.join(folder, name), path.join(folder, target)]);
    return path.join(folder, target);
  };
  const siteFolder = path.join(unzip('multi-head-attention-site.zip', 'site'), 'multi-head-attention');
  const file = (...parts) => pathToFileURL(path.join(...parts)).href;
  return {
    folder,
    single: file(folder, 'multi-head-attention.html'),
    page: (name) => file(siteFolder, name),
    scorm: unzip('multi-head-attention-scorm.zip', 'scorm'),
    remove: () => rm(folder, { recursive: true }),
  };
}
