// SPDX-License-Identifier: MIT
// The built site as a whole: links lead somewhere, nothing comes from other hosts, every page says what it is.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

const project = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const site = path.join(project, 'build/site');

const files = readdirSync(site, { recursive: true }).map(String);
const pages = files.filter((file) => file.endsWith('.html'));
const read = (file) => readFileSync(path.join(site, file), 'utf8');
// Code blocks show markup that is not the page's own.
const markup = (file) => read(file).replace(/<pre[\s\S]*?<\/pre>|<!--[\s\S]*?-->/g, '');
const attribute = (html, tag, name) =>
  [...html.matchAll(new RegExp(`<${tag}\\b[^>]*?\\s${name}=("([^"]*)"|'([^']*)')`, 'g'))].map((m) => m[2] ?? m[3]);
const isOutside = (url) => /^([a-z][a-z0-9+.-]*:)?\/\//i.test(url);

test('the site has pages and the sim', () => {
  assert.ok(pages.includes('index.html'));
  for (const file of ['index.html', 'main.html']) {
    assert.ok(existsSync(path.join(site, 'sims/multi-head-attention', file)), `sims/multi-head-attention/${file}`);
  }
});

test('every relative link and file of every page exists', () => {
  const broken = [];
  for (const page of pages.filter((name) => name !== '404.html')) {
    const html = markup(page);
    const urls = [
      ...attribute(html, 'a', 'href'),
      ...attribute(html, 'link', 'href'),
      ...['script', 'img', 'iframe', 'source'].flatMap((tag) => attribute(html, tag, 'src')),
    ];
    for (const url of urls) {
      if (isOutside(url) || /^(mailto|data|javascript|blob):/.test(url)) continue;
      const target = decodeURIComponent(url.replaceAll('&amp;', '&').split(/[?#]/)[0]);
      if (target === '') continue;
      const file = path.resolve(site, path.dirname(page), target);
      if (!existsSync(file)) broken.push(`${page}: ${url}`);
    }
  }
  assert.deepEqual(broken, []);
});

test('every fragment link within the site has its target', () => {
  const broken = [];
  for (const page of pages.filter((name) => name !== '404.html')) {
    for (const url of attribute(markup(page), 'a', 'href')) {
      if (isOutside(url) || !url.includes('#') || url.includes('main.html')) continue;
      const [target, fragment] = url.split('#');
      if (fragment === '') continue;
      const file = target === '' ? page : path.join(path.dirname(page), target.split('?')[0]);
      if (!file.endsWith('.html') || !existsSync(path.join(site, file))) continue;
      const html = read(file);
      if (!html.includes(`id="${decodeURIComponent(fragment)}"`)) broken.push(`${page}: ${url}`);
    }
  }
  assert.deepEqual(broken, []);
});

test('no page loads anything from another host', () => {
  const outside = [];
  for (const page of pages) {
    const html = markup(page);
    const loads = [
      ...['script', 'img', 'iframe', 'source', 'audio', 'video'].flatMap((tag) => attribute(html, tag, 'src')),
      ...[...html.matchAll(/<link\b[^>]*>/g)]
        .map((m) => m[0])
        .filter((link) => /rel="?[^"]*(stylesheet|icon|preload|preconnect|dns-prefetch|modulepreload)/.test(link))
        .map((link) => /href="([^"]*)"/.exec(link)?.[1] ?? ''),
    ];
    loads.filter(isOutside).forEach((url) => outside.push(`${page}: ${url}`));
  }
  for (const sheet of files.filter((file) => file.endsWith('.css'))) {
    for (const [, url] of read(sheet).matchAll(/(?:url\(|@import\s+)["']?([^"')\s]+)/g)) {
      if (isOutside(url)) outside.push(`${sheet}: ${url}`);
    }
  }
  assert.deepEqual(outside, []);
});

test('every page has a language, a title, a description and one main part', () => {
  const poor = [];
  for (const page of pages.filter((name) => name !== '404.html')) {
    const html = markup(page);
    if (!/<html[^>]*\slang=/.test(html)) poor.push(`${page}: no lang`);
    if (!/<title>[^<]+<\/title>/.test(html)) poor.push(`${page}: no title`);
    if (page.endsWith('main.html')) continue;
    if (!/<meta\s+name="?description"?\s+content="[^"]+"/.test(html)) poor.push(`${page}: no description`);
    if ([...html.matchAll(/<main\b/g)].length !== 1) poor.push(`${page}: needs exactly one <main>`);
  }
  assert.deepEqual(poor, []);
});

test('every iframe has a title', () => {
  const nameless = pages.flatMap((page) =>
    [...markup(page).matchAll(/<iframe\b[^>]*>/g)]
      .filter((m) => !/\stitle="[^"]+"/.test(m[0]))
      .map((m) => `${page}: ${m[0]}`));
  assert.deepEqual(nameless, []);
});

test('the whole site is at most 12 MB before compression', () => {
  const bytes = files
    .map((file) => statSync(path.join(site, file)))
    .filter((stat) => stat.isFile())
    .reduce((sum, stat) => sum + stat.size, 0);
  assert.ok(bytes <= 12 * 1024 * 1024, `${bytes} bytes`);
});

test('licences are shipped', () => {
  for (const file of ['LICENSE.txt', 'licences.txt']) assert.ok(existsSync(path.join(site, file)), file);
});
