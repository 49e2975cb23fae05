// SPDX-License-Identifier: MIT
// The SCORM 1.2 package: its manifest names what is in it, and a learning management system is told, in order, that a
// learner came, changed something, and left.
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { makePackages } from './packages.mjs';
import { complaints, launch, ready, serve, snapshot } from './support.mjs';

let server, browser, packages;
before(async () => {
  [browser, packages] = await Promise.all([launch(), makePackages()]);
  server = await serve({ folder: packages.scorm });
});
after(async () => { await Promise.all([browser.close(), server.close(), packages.remove()]); });

/** A page of a system: its API notes every call, and knows what status the learner has. */
const system = (status, around = '<iframe id="course" title="course" src="/launch.html" width="900" height="600"></iframe>') => `<!DOCTYPE html>
<html lang="en"><head><title>course</title><link rel="icon" href="data:,"><script>
  window.calls = [];
  const note = (name, answer) => (...values) => { calls.push([name, ...values].join(' ').trim()); return answer; };
  window.API = {
    LMSInitialize: note('LMSInitialize', 'true'), LMSFinish: note('LMSFinish', 'true'), LMSCommit: note('LMSCommit', 'true'),
    LMSGetValue: note('LMSGetValue', '${status}'), LMSSetValue: note('LMSSetValue', 'true'),
  };
</script></head><body>${around}</body></html>`;

const begin = ['LMSInitialize', 'LMSGetValue cmi.core.lesson_status'];
const incomplete = ['LMSSetValue cmi.core.lesson_status incomplete', 'LMSCommit'];
const completed = ['LMSSetValue cmi.core.lesson_status completed', 'LMSCommit'];
const finish = ['LMSCommit', 'LMSFinish'];

async function open(name, html) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const said = complaints(page);
  await page.goto(html ? server.add(name, html) : server.base + name);
  return { page, said, close: () => context.close() };
}

/** The sim's frame, wherever in the page it is. */
async function sim(page) {
  const isSim = (frame) => frame.url().includes('/sim/main.html');
  while (!page.frames().some(isSim)) await page.waitForTimeout(20);
  return ready(page.frames().find(isSim));
}

const calls = (page) => page.evaluate(() => window.calls);
const leave = (page) => page.evaluate(() => new Promise((resolve) => {
  const course = document.getElementById('course');
  course.addEventListener('load', resolve, { once: true });
  course.src = 'about:blank';
}));

test('the manifest names its schemas, one page, and every file of the package', async () => {
  const manifest = await readFile(path.join(packages.scorm, 'imsmanifest.xml'), 'utf8');
  const context = await browser.newContext();
  const page = await context.newPage();
  const seen = await page.evaluate((text) => {
    const xml = new DOMParser().parseFromString(text, 'text/xml');
    const first = (tag) => xml.getElementsByTagName(tag)[0];
    const resource = first('resource');
    return {
      root: [xml.documentElement.localName, xml.documentElement.namespaceURI],
      schema: [first('schema').textContent, first('schemaversion').textContent],
      type: resource.getAttributeNS('http://www.adlnet.org/xsd/adlcp_rootv1p2', 'scormtype'),
      refers: first('item').getAttribute('identifierref') === resource.getAttribute('identifier') &&
        first('organizations').getAttribute('default') === first('organization').getAttribute('identifier'),
      href: resource.getAttribute('href'),
      files: [...xml.getElementsByTagName('file')].map((file) => file.getAttribute('href')),
    };
  }, manifest);
  await context.close();
  assert.deepEqual(seen.root, ['manifest', 'http://www.imsproject.org/xsd/imscp_rootv1p1p2']);
  assert.deepEqual(seen.schema, ['ADL SCORM', '1.2']);
  assert.deepEqual([seen.type, seen.refers, seen.href], ['sco', true, 'launch.html']);
  const entries = await readdir(packages.scorm, { recursive: true, withFileTypes: true });
  const there = entries.filter((entry) => entry.isFile() && entry.name !== 'imsmanifest.xml')
    .map((entry) => path.relative(packages.scorm, path.join(entry.parentPath ?? entry.path, entry.name)));
  assert.deepEqual(seen.files, there.sort());
});

test('a learner who changes something: incomplete, completed once, finished', async () => {
  const { page, said, close } = await open('/course.html', system('not attempted'));
  const frame = await sim(page);
  await page.waitForTimeout(1500);
  assert.deepEqual(await calls(page), [...begin, ...incomplete]);
  await frame.getByRole('slider', { name: /Heads/ }).fill('7');
  assert.equal((await snapshot(frame)).model.heads, 7);
  await page.waitForFunction(() => window.calls.some((call) => call.includes('completed')));
  await frame.getByRole('slider', { name: /Heads/ }).fill('3');
  await page.waitForTimeout(1500);
  assert.deepEqual(await calls(page), [...begin, ...incomplete, ...completed]);
  await leave(page);
  assert.deepEqual(await calls(page), [...begin, ...incomplete, ...completed, ...finish]);
  assert.deepEqual(said(), []);
  await close();
});

test('a learner who only looks stays incomplete; pressing where nothing is changes nothing', async () => {
  const { page, close } = await open('/course.html', system(''));
  const frame = await sim(page);
  await frame.locator('#canvas').click({ position: { x: 3, y: 515 } });
  await page.waitForTimeout(1500);
  await leave(page);
  assert.deepEqual(await calls(page), [...begin, ...incomplete, ...finish]);
  await close();
});

test('what is completed stays completed', async () => {
  const { page, close } = await open('/course.html', system('completed'));
  const frame = await sim(page);
  await frame.getByRole('slider', { name: /Heads/ }).fill('7');
  await page.waitForTimeout(1500);
  await leave(page);
  assert.deepEqual(await calls(page), [...begin, ...finish]);
  await close();
});

test('the API is found some frames up, behind a frame of another site, and in the opener', async () => {
  const inner = server.add('/inner.html', '<iframe title="course" src="/launch.html" width="900" height="600"></iframe>');
  const other = await serve({ pages: { '/other.html': `<iframe title="inner" src="${inner}" width="900" height="600"></iframe>` } });
  for (const src of [inner, `${other.base}/other.html`]) {
    const { page, close } = await open('/deep.html', system('', `<iframe title="outer" src="${src}" width="900" height="600"></iframe>`));
    await sim(page);
    assert.deepEqual(await calls(page), [...begin, ...incomplete]);
    await close();
  }
  await other.close();
  const { page, close } = await open('/opener.html', system('', ''));
  const [popup] = await Promise.all([page.waitForEvent('popup'), page.evaluate(() => { window.open('/launch.html'); })]);
  await sim(popup);
  assert.deepEqual(await calls(page), [...begin, ...incomplete]);
  await popup.close({ runBeforeUnload: true });
  await page.waitForFunction(() => window.calls.at(-1) === 'LMSFinish');
  await close();
});

test('without a system, or with one that fails, the sim works and nothing is said', async () => {
  const failing = system('').replace("note('LMSGetValue', '')", "() => { throw new Error('down'); }");
  for (const [name, html] of [['/launch.html', null], ['/failing.html', failing]]) {
    const { page, said, close } = await open(name, html);
    const frame = await sim(page);
    await frame.getByRole('slider', { name: /Heads/ }).fill('7');
    assert.equal((await snapshot(frame)).model.heads, 7);
    await page.waitForTimeout(1200);
    assert.deepEqual(said(), []);
    await close();
  }
});
