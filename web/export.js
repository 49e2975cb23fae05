// SPDX-License-Identifier: MIT
// What is shown, to take away: as a picture, as tables for a spreadsheet, or whole for a program. The words and
// numbers are those of the registry, which the native elements show too; nothing is computed for the export.
// @ts-check
'use strict';

(() => {
  /** @returns {RegistryNode[]} */
  const nodes = () => JSON.parse(window.sim.engine.text('registry')).nodes;

  /**
   * A field of RFC 4180. Words may be a learner's: a spreadsheet must not take them for a formula, so an apostrophe
   * goes before what begins like one and is no number.
   * @param {string} text
   */
  function field(text) {
    const safe = /^[=+\-@\t\r]./s.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  }

  /** @param {string[]} fields */
  const record = (fields) => `${fields.map(field).join(',')}\r\n`;

  /** Its caption, the columns, the rows. @param {RegistryNode} table */
  function rowsOf(table) {
    const heads = table.row_headers ?? [];
    const corner = heads.length ? [''] : [];
    return [
      [[table.caption, table.summary].filter(Boolean).join('. ')],
      [...corner, ...(table.columns ?? [])],
      ...(table.cells ?? []).map((cells, row) => [...heads.slice(row, row + 1), ...cells]),
    ];
  }

  /** The link that opens what is shown, then one table after another, each behind an empty line. */
  function csv() {
    const tables = nodes().filter((node) => node.role === 'table');
    return record(['link', window.sim.link.address()]) +
      tables.map((table) => `\r\n${rowsOf(table).map(record).join('')}`).join('');
  }

  /** What a control is set to; undefined when it has no value. @param {RegistryNode} node */
  const valueOf = (node) => node.value ?? node.value_text ?? node.checked;

  function json() {
    const all = nodes();
    const tables = all.filter((node) => node.role === 'table')
      .map(({ id, caption, summary, columns, row_headers, cells }) => ({ id, caption, summary, columns, row_headers, cells }));
    const texts = all.filter((node) => node.text !== undefined).map(({ id, role, text }) => ({ id, role, text }));
    const controls = all.filter((node) => node.label !== undefined)
      .map((node) => ({ id: node.id, role: node.role, label: node.label, value: valueOf(node), enabled: node.enabled !== false }));
    const { state } = JSON.parse(window.sim.engine.text('snapshot'));
    return JSON.stringify({ link: window.sim.link.address(), state, controls, texts, tables }, null, 1);
  }

  /** Each makes its text; "" when it cannot. @type {Record<string, () => string>} */
  const formats = { png: () => window.sim.picture.takeLarge(), svg: () => window.sim.engine.text('svg'), csv, json };

  /** @param {unknown} format @returns {object} for the answer: {FORMAT: text} or {error} */
  function make(format) {
    if (typeof format !== 'string' || !Object.hasOwn(formats, format)) {
      return { error: `format must be one of ${Object.keys(formats).map((name) => `"${name}"`).join(', ')}` };
    }
    // What was set a moment ago is not shown before a frame.
    if (!window.sim.page.drawNow()) return { error: 'nothing is shown now: the simulator is folded away. Open it and ask again' };
    window.sim.page.catchUp();  // and a pull has its effect in the frame after that
    const text = formats[format]();
    return text ? { [format]: text } : { error: 'there is no picture now, because WebGL is not available. Ask again later, or for "csv" or "json"' };
  }

  window.sim.exports = { make };
})();
