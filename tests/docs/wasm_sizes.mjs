// SPDX-License-Identifier: MIT
// What the bytes of a WebAssembly file are: its sections, and its functions by library or folder. Sizes are [bytes,
// deflated bytes]; the deflated parts add up to a little more than the whole.
import { deflateRawSync } from 'node:zlib';

const sectionNames = ['custom', 'types', 'imports', 'functions', 'table', 'memory', 'globals', 'exports', 'start', 'elements',
  'code', 'data', 'data count', 'tags'];

const sized = (parts) => {
  const bytes = Buffer.concat(parts);
  return [bytes.length, deflateRawSync(bytes, { level: 9 }).length];
};

/** Reads a LEB128 number; answers [value, next offset]. */
function number(bytes, at) {
  let value = 0;
  for (let scale = 1; ; scale *= 128) {
    const byte = bytes[at++];
    value += (byte & 127) * scale;
    if (byte < 128) return [value, at];
  }
}

function sectionsOf(bytes) {
  const sections = [];
  for (let at = 8; at < bytes.length;) {
    const id = bytes[at];
    const [size, start] = number(bytes, at + 1);
    sections.push({ name: sectionNames[id] ?? `section ${id}`, content: bytes.subarray(start, start + size) });
    at = start + size;
  }
  return sections;
}

function bodiesOf(code) {
  const bodies = [];
  let [count, at] = number(code, 0);
  for (; count > 0; count--) {
    const [size, start] = number(code, at);
    bodies.push(code.subarray(start, start + size));
    at = start + size;
  }
  return bodies;
}

/** The folder of ours or the library a function belongs to. What was inlined counts where it went. */
function group(name) {
  const own = /\bmha::(\w+)::/.exec(name.replace(/std::__2::[^<(]*[<(]/g, ''));
  if (/^sim_/.test(name)) return "the page's calls, with what was inlined";
  if (/^(?:\w+ )*mha::/.test(name)) return `mha::${own?.[1] ?? 'other'}`;
  if (/^Im[A-Z]|ImGui|ImFont|ImDraw|stbtt_|stbrp_/.test(name)) return 'Dear ImGui';
  if (/^SDL_|^Emscripten_/.test(name)) return 'SDL';
  if (/std::|__cxa|^operator/.test(name)) return 'C++ library';
  return 'C library and others';
}

/** `symbols` is the text of mha.js.symbols: lines of index:name, bytes escaped as \20. */
export function wasmSizes(bytes, symbols) {
  const sections = sectionsOf(bytes);
  const names = new Map(symbols.split('\n').filter(Boolean).map((line) => {
    const colon = line.indexOf(':');
    return [Number(line.slice(0, colon)), line.slice(colon + 1).replace(/\\([0-9a-f]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)))];
  }));
  const bodies = bodiesOf(sections.find(({ name }) => name === 'code').content);
  // Imported functions come first in the numbering.
  const first = Math.max(...names.keys()) + 1 - bodies.length;
  const groups = new Map();
  bodies.forEach((body, i) => {
    const key = group(names.get(first + i) ?? '');
    groups.set(key, [...(groups.get(key) ?? []), body]);
  });
  const byDeflated = (a, b) => b[1][1] - a[1][1];
  return {
    sections: sections.map(({ name, content }) => [name, sized([content])]).sort(byDeflated),
    functions: [...groups].map(([key, parts]) => [key, sized(parts)]).sort(byDeflated),
    named: names.size - first,
    bodies: bodies.length,
  };
}
