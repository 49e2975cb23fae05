// SPDX-License-Identifier: MIT
// What a state of a lesson paints and what it says: the painted texts are those of the picture's SVG, which holds each of
// them; said is all that assistive technology gets of the native elements.

/** In the page: painted texts, said words, tables, controls with their places. */
export const look = (page) => page.evaluate(() => {
  const picture = new DOMParser().parseFromString(window.sim.engine.text('svg'), 'image/svg+xml');
  const host = document.getElementById('semantic');
  // A slider says its ends, and with them the stops that are painted along it.
  const stopsOf = ({ type, min, max, step }) => (type === 'range' ? Array.from({ length: (max - min) / step + 1 }, (_, i) => Number(min) + i * step).join(' ') : '');
  const words = [...host.querySelectorAll('*')].flatMap((element) => [
    ...[...element.childNodes].filter((child) => child.nodeType === Node.TEXT_NODE).map((child) => child.textContent),
    element.getAttribute('aria-description') ?? '', element.getAttribute('aria-valuetext') ?? '', element.value ?? '', stopsOf(element),
  ]);
  const tables = [...host.querySelectorAll('table')].map((table) => ({
    caption: table.caption.textContent,
    columns: table.tHead.rows[0].cells.length,
    rows: [...table.tBodies[0].rows].map((row) => row.cells.length),
    columnHeads: table.querySelectorAll('thead th[scope=col]').length,
    rowHeads: [...table.tBodies[0].rows].filter((row) => row.cells[0].matches('th[scope=row]') && row.cells[0].textContent.trim() !== '').length,
  }));
  const controls = [...host.querySelectorAll('.node')].flatMap((root) => {
    const target = root.matches('button') ? root : root.querySelector('input');
    if (!target) return [];
    const { x, y, width, height } = root.getBoundingClientRect();
    return [{ id: root.dataset.id, x, y, width, height, stop: target.tabIndex === 0 && !target.disabled }];
  });
  const squares = new Map();
  for (const rect of picture.querySelectorAll('rect[fill]:not([fill=none])')) {
    const side = rect.getAttribute('width');
    if (side === rect.getAttribute('height')) squares.set(side, (squares.get(side) ?? 0) + 1);
  }
  return {
    painted: [...picture.querySelectorAll('text')].map((text) => text.textContent), said: words.join('\n'), tables, controls,
    elements: host.querySelectorAll('*').length, squares: [...squares.values()], words: window.microsim.snapshot().words.length,
  };
});

/** The numbers of a text: "−.41" is -0.41, "4,192" is 4192, "12.5 %" is that and 0.125; with their digits after the point. */
export const numbers = (text) => [...text.matchAll(/([+−-]?)(\d{1,3}(?:,\d{3})+|\d*)(\.\d+)?( ?%)?/g)]
  .filter(([, , whole, part]) => whole || part)
  .flatMap(([, sign, whole, part = '', percent]) => {
    const [size, minus, digits] = [Number(`${whole.replaceAll(',', '') || 0}${part}`), sign === '−' || sign === '-', Math.max(part.length - 1, 0)];
    return [{ size, minus, digits }, ...(percent ? [{ size: size / 100, minus, digits: digits + 2 }] : [])];
  });

/** Painted texts with a number that no number of the words is, nor rounds to. */
export function unread({ painted, said }) {
  const known = numbers(said);
  const isSaid = ({ size, minus, digits }) => known.some((other) => (other.minus === minus || size === 0) && other.digits >= digits &&
    Math.abs(other.size - size) <= (other.digits > digits ? 0.5001 * 10 ** -digits : 1e-9));
  return [...new Set(painted.filter((text) => numbers(text).some((number) => !isSaid(number))))];
}

/** What a table lacks: a header for each column and each row, and, when it is more than a list with a number or two to each
 * entry, a sentence that sums it up. */
export function lacks({ caption, columns, rows, columnHeads, rowHeads }) {
  const what = [];
  if (columnHeads !== columns - 1 && columnHeads !== columns) what.push('column headers');
  if (rowHeads !== rows.length) what.push('row headers');
  if (rows.some((cells) => cells !== columns)) what.push(`as many cells in a row as columns (${rows} for ${columns})`);
  if (columns > 3 && !/\. .*\S\.?$/.test(caption)) what.push('a summary');
  return what.map((thing) => `“${caption.slice(0, 60)}” lacks ${thing}`);
}

/** Attention matrices are drawn as words × words equal squares: as many tables of that size have to be there. */
export function unwritten({ squares, words, tables }) {
  const drawn = Math.max(0, ...squares.filter((count) => count % words ** 2 === 0)) / words ** 2;
  const written = tables.filter(({ rows, columns }) => rows.length === words && columns === words + 1).length;
  return words > 2 && written < drawn ? [`${drawn} matrices are drawn, ${written} are tables`] : [];
}
