// SPDX-License-Identifier: MIT
// The attention engine in a page without any library: a layer as a table, and a model file of the reader's own.
const at = (id) => document.getElementById(id);
const say = (words) => { at('message').textContent = words; };

/** Rows of cells; the first row and the first cell of each row are headings. */
function fill(table, rows) {
  table.tBodies[0].replaceChildren(...rows.map((cells, r) => {
    const line = document.createElement('tr');
    line.append(...cells.map((text, c) => {
      const cell = document.createElement(r === 0 || c === 0 ? 'th' : 'td');
      if (cell.tagName === 'TH') cell.scope = r === 0 ? 'col' : 'row';
      cell.textContent = text;
      return cell;
    }));
    return line;
  }));
}

const tokens = 4;
const dModel = 8;
const heads = 2;
let state = 1;
/** Numbers from -1 to 1, the same in every browser (a linear congruence). */
const random = (length) => Float32Array.from({ length }, () => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 2 ** 31 - 1;
});
const layer = { tokens, dModel, heads, x: random(tokens * dModel) };
for (const name of ['wq', 'wk', 'wv', 'wo']) layer[name] = random(dModel * dModel);

function showWeights(engine) {
  const { weights } = engine.multiHeadAttention({ ...layer, causal: at('causal').checked });
  const head = Math.min(heads, Math.max(1, at('head').valueAsNumber || 1)) - 1;
  const names = Array.from({ length: tokens }, (_, t) => `token ${t + 1}`);
  const row = (query) => Array.from({ length: tokens }, (_, key) => weights[(head * tokens + query) * tokens + key].toFixed(3));
  fill(at('weights'), [['from / to', ...names], ...names.map((name, query) => [name, ...row(query)])]);
}

let model;

/** Reads the chosen file; what it does not say can stand in the field beside it. */
async function openFile(engine) {
  const [file] = at('file').files;
  if (file === undefined) return;
  const stated = at('heads').value === '' ? {} : { heads: at('heads').valueAsNumber };
  const next = await engine.loadModel(await file.arrayBuffer(), stated);
  model?.dispose();
  model = next;
  const { layers, heads: number, d_model: width, vocabulary } = model.config;
  say(`${file.name}: ${layers} blocks, ${number} heads, width ${width}, ${vocabulary} tokens, ${model.parameterCount} parameters.`);
  showNext();
}

function showNext() {
  if (model === undefined) return;
  const sequence = at('tokens').value.split(/[\s,]+/).filter(Boolean).map(Number);
  const { probabilities } = model.forward(sequence);
  const last = [...probabilities.subarray(-model.config.vocabulary).entries()];
  const best = last.sort((a, b) => b[1] - a[1]).slice(0, 5);
  fill(at('next'), [['token', 'probability'], ...best.map(([token, probability]) => [String(token), probability.toFixed(4)])]);
  at('next').hidden = false;
}

/** Every mistake is one sentence of the engine's. */
async function trying(work) {
  try {
    await work();
  } catch (error) {
    say(error.message);
  }
}

// A dynamic import, so that a page opened as a file can say why it does nothing.
import('../engine/attention-engine.mjs').then(async ({ createAttentionEngine }) => {
  const engine = await createAttentionEngine();
  for (const id of ['causal', 'head']) at(id).addEventListener('input', () => trying(() => showWeights(engine)));
  for (const id of ['file', 'heads']) at(id).addEventListener('change', () => trying(() => openFile(engine)));
  at('tokens').addEventListener('input', () => trying(showNext));
  showWeights(engine);
  say('Ready.');
}).catch((error) => {
  say(location.protocol === 'file:'
    ? 'Browsers load no modules from a file: serve this folder (python3 -m http.server) and open it by http.'
    : `The engine did not start: ${error.message}`);
});
