// SPDX-License-Identifier: MIT
// Chromium, Firefox and WebKit behind one small interface: a page that is opened, asked, clicked, typed into and
// photographed. Input is what each browser's own driver makes of it, not events made in the page.
import { readdirSync } from 'node:fs';
import net from 'node:net';
import puppeteer from 'puppeteer-core';
import { Builder, Capabilities, Key } from 'selenium-webdriver';
import { display, find, folder, start, within } from './display.mjs';
import { chromiumFlags, chromiumPath } from './support.mjs';

const view = { width: 1250, height: 700 };
const patience = 45;  // seconds for one thing asked of a browser; it takes two at most where nothing else runs

/** Every call of a driver ends: with what it gives, or in a sentence. */
function patiently(name, { version, ...calls }) {
  const limited = Object.entries(calls).map(([what, call]) => [what, (...values) => within(patience, `${name}: ${what}`, call(...values))]);
  return { version, ...Object.fromEntries(limited) };
}

/** "Shift+Home" to what is held and what is pressed. */
const chord = (keys) => {
  const held = keys.split('+');
  return { key: held.pop(), held };
};

/** Chromium or Firefox, by puppeteer. */
async function puppet(how, screen) {
  const browser = await puppeteer.launch(how);
  const page = await browser.newPage();
  await page.setViewport(view);
  const said = [];
  page.on('console', (message) => { if (['error', 'warn'].includes(message.type())) said.push(message.text()); });
  page.on('pageerror', (error) => said.push(String(error)));
  page.on('requestfailed', (request) => said.push(`failed: ${request.url()}`));
  return {
    version: await browser.version(),
    open: (url) => {
      said.length = 0;
      return page.goto(url);
    },
    evaluate: (work, ...values) => page.evaluate(work, ...values),
    click: (x, y) => page.mouse.click(x, y),
    press: async (keys) => {
      const { key, held } = chord(keys);
      for (const other of held) await page.keyboard.down(other);
      await page.keyboard.press(key);
      for (const other of held) await page.keyboard.up(other);
    },
    type: (text) => page.keyboard.type(text),
    screenshot: () => page.screenshot({ encoding: 'base64' }),
    complaints: async () => said,
    close: async () => {
      await within(10, 'closing', browser.close()).catch(() => browser.process()?.kill('SIGKILL'));
      await screen?.end();
    },
  };
}

const chromium = () => puppet({ executablePath: chromiumPath, args: chromiumFlags });

/** In a window, because without one it has no WebGL. */
async function firefox() {
  const screen = await display();
  return puppet({ browser: 'firefox', executablePath: firefoxPath(), headless: false,
    env: { ...process.env, ...screen.env } }, screen);
}
const firefoxPath = () => find(process.env.MHA_FIREFOX ?? 'firefox-esr');

/** WebKitGTK's own small browser; Debian keeps it in a folder named after the processor. */
const miniBrowser = () => ['/usr/libexec', ...readdirSync('/usr/lib').map((name) => `/usr/lib/${name}`)]
  .map((place) => find(`${place}/webkit2gtk-4.1/MiniBrowser`)).find(Boolean) ?? '';

/** Starts WebKit's driver on a port nobody listens on. @returns its address */
async function webkitDriver(env) {
  const listener = net.createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => { listener.once('listening', resolve); });
  const { port } = listener.address();
  await new Promise((resolve) => { listener.close(resolve); });
  const server = start('WebKitWebDriver', [`--port=${port}`], { stdio: 'ignore', env });
  const url = `http://127.0.0.1:${port}`;
  let waiting = true;
  const answers = async () => {
    while (waiting && !await fetch(`${url}/status`).then((reply) => reply.ok, () => false)) {
      await new Promise((resolve) => { setTimeout(resolve, 50); });
    }
  };
  await within(20, 'the start of WebKitWebDriver', Promise.race([answers(), server.lost])).finally(() => { waiting = false; });
  return { url, end: server.end };
}

/** WebKit, by its own driver, which does not tell what the console says. */
async function webkit() {
  const screen = await display();
  // A home that ends with it. Its sandbox does not start inside another one, nor as root.
  const home = folder();
  const server = await webkitDriver({ ...process.env, ...screen.env, HOME: home, XDG_CACHE_HOME: home,
    XDG_CONFIG_HOME: home, XDG_DATA_HOME: home, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' });
  const driver = await new Builder().usingServer(server.url).withCapabilities(new Capabilities({
    browserName: 'MiniBrowser', 'webkitgtk:browserOptions': { binary: miniBrowser(), args: ['--automation'] },
  })).build();
  await driver.manage().setTimeouts({ script: patience * 1000, pageLoad: patience * 1000 });
  const evaluate = (work, ...values) => driver.executeScript(`return (${work})(...arguments)`, ...values);
  // The window has bars around the page.
  const [width, height] = await evaluate(() => [outerWidth - innerWidth, outerHeight - innerHeight]);
  await driver.manage().window().setRect({ width: view.width + width, height: view.height + height });
  const keyCode = (name) => Key[name.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase()] ?? name;
  const hands = () => driver.actions({ async: true });
  const capabilities = await driver.getCapabilities();
  return {
    version: `${capabilities.get('browserName')} ${capabilities.get('browserVersion')}`,
    open: (url) => driver.get(url),
    evaluate,
    click: (x, y) => hands().move({ x, y, duration: 0 }).click().perform(),
    press: (keys) => {
      const { key, held } = chord(keys);
      const steps = hands();
      for (const other of held) steps.keyDown(keyCode(other));
      steps.keyDown(keyCode(key)).keyUp(keyCode(key));
      for (const other of held) steps.keyUp(keyCode(other));
      return steps.perform();
    },
    type: (text) => hands().sendKeys(text).perform(),
    screenshot: () => driver.takeScreenshot(),
    complaints: async () => [],
    close: async () => {
      await within(10, 'closing', driver.quit()).catch(() => {});
      await server.end();
      await screen.end();
    },
  };
}

const xvfb = () => process.platform !== 'linux' || find('Xvfb');

/** What a machine lacks for an engine, as Debian's packages. */
const needs = {
  Chromium: [[() => find(chromiumPath), 'chromium']],
  Firefox: [[firefoxPath, 'firefox-esr'], [xvfb, 'xvfb']],
  WebKit: [[() => find('WebKitWebDriver') && miniBrowser(), 'webkit2gtk-driver'], [xvfb, 'xvfb']],
};

/** @returns {string} "" or a sentence about what to install */
function lack(name) {
  const packages = needs[name].filter(([there]) => !there()).map(([, debian]) => debian);
  return packages.length === 0 ? '' : `${name} cannot be started: install ${packages.join(' and ')} (Debian's names)`;
}

export const engines = Object.entries({ Chromium: chromium, Firefox: firefox, WebKit: webkit }).map(([name, begin]) => ({
  name,
  /** Why it is left out: only where the machine's own programs were asked for by name. */
  skip: process.env.MHA_ENV === 'host' && lack(name),
  start: async () => {
    if (lack(name)) throw new Error(lack(name));
    return patiently(name, await within(patience, `${name}: the start`, begin()));
  },
}));
