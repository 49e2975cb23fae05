// SPDX-License-Identifier: MIT
// A p5.js sketch over the attention engine: trains a small model, one step a frame, and draws its attention weights.
const letters = 8;         // token numbers 0..7; 8 is the bar
const count = 5;           // letters to copy
const heads = 4;
const lastStep = 300;
const length = 2 * count;  // five letters, the bar, four of the letters said again

let engine;
let trainer;
let seed = 1;
let loss = 0;

/** One sequence: what is read, and what is asked after each token (-1: nothing). */
function example() {
  const word = Array.from({ length: count }, () => floor(random(letters)));
  return { tokens: [...word, letters, ...word.slice(0, -1)], targets: [...word.map(() => -1), ...word] };
}

/** Sixteen sequences end to end. */
function batch() {
  const examples = Array.from({ length: 16 }, example);
  return {
    tokens: examples.flatMap(({ tokens }) => tokens),
    targets: examples.flatMap(({ targets }) => targets),
    lengths: examples.map(() => length),
  };
}

/** The same seed trains on the same letters to the same digits. */
function begin() {
  randomSeed(seed);
  trainer?.dispose();
  trainer = engine.createTrainer({
    config: { vocabulary: letters + 1, context: length, heads, d_model: 24, causal: true },
    seed,
    schedule: { rate: 0.004, warmup: 50, steps: lastStep },
  });
  loop();
}

function setup() {
  createCanvas(690, 116).parent('sketch');
  describe('Attention weights of four heads, a row for each letter that is said.');
  textFont('sans-serif');
  noStroke();
  noLoop();
  // A dynamic import, so that a page opened as a file can say why it does nothing.
  import('../engine/attention-engine.mjs').then(async ({ createAttentionEngine }) => {
    engine = await createAttentionEngine();
    begin();
  }).catch((error) => {
    say(location.protocol === 'file:'
      ? 'Browsers load no modules from a file: serve this folder (python3 -m http.server) and open it by http.'
      : `The engine did not start: ${error.message}`);
  });
}

function draw() {
  background(255);
  if (trainer === undefined) return;
  loss = trainer.step(batch());
  const model = trainer.model();
  const { tokens } = example();
  const weights = model.trace(tokens).tensors['block.0.weights'].data;  // [head, query, key]
  model.dispose();
  for (let head = 0; head < heads; head++) drawHead(head, tokens, weights);
  say(`Step ${trainer.steps} of ${lastStep}: loss ${loss.toFixed(3)} nats; guessing scores ${Math.log(letters).toFixed(3)}.`);
  if (trainer.steps === lastStep) noLoop();
}

/** The rows in which letters are said, over everything that stands before them. */
function drawHead(head, tokens, weights) {
  const cell = 14;
  const left = 24 + head * 170;
  const name = (token) => (token === letters ? '|' : 'ABCDEFGH'[token]);
  fill(40);
  textSize(13);
  text(`Head ${head + 1}`, left, 16);
  textSize(11);
  tokens.forEach((token, key) => text(name(token), left + key * cell + 3, 110));
  for (let row = 0; row < count; row++) text(name(tokens[row]), left - 14, 37 + row * cell);
  stroke(225);
  for (let row = 0; row < count; row++) {
    for (let key = 0; key < length; key++) {
      const weight = weights[(head * length + count + row) * length + key];
      fill(255 - 225 * weight, 255 - 155 * weight, 255 - 75 * weight);
      rect(left + key * cell, 26 + row * cell, cell, cell);
    }
  }
  noStroke();
}

const say = (words) => { document.getElementById('message').textContent = words; };

document.getElementById('again').addEventListener('click', () => {
  if (engine === undefined) return;
  seed += 1;
  begin();
});
