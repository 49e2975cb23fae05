// SPDX-License-Identifier: MIT
// A stand-in for the kind of sketch that the simulator replaces: eight heat maps whose patterns are made up, a slider
// for the number of heads, a checkbox, and the cell under the mouse. Plain p5.js 1, as its examples are written.
/* global createCanvas, createSlider, createCheckbox, background, fill, noStroke, stroke, noFill, rect, text, textSize, textAlign,
   mouseX, mouseY, lerpColor, color, LEFT, CENTER */
'use strict';

const words = ['The', 'black', 'cat', 'sat', 'down'];
const colours = ['#e74c3c', '#3498db', '#2ecc71', '#f39c12', '#9b59b6', '#1abc9c', '#e67e22', '#64798f'];
const cell = 22;
let slider, checkbox;

// Each head looks a number of words away, more or less sharply.
function weightsOf(head) {
  return words.map((_, query) => {
    const row = words.map((__, key) => Math.exp(-Math.abs(query + (head % 5) - 2 - key) * (0.4 + head / 8)));
    const sum = row.reduce((a, b) => a + b, 0);
    return row.map((weight) => weight / sum);
  });
}
const heads = colours.map((_, head) => weightsOf(head));

// p5 calls these two by name.
// eslint-disable-next-line no-unused-vars
function setup() {
  createCanvas(700, 520);
  slider = createSlider(1, 8, 8, 1);
  slider.position(120, 450);
  checkbox = createCheckbox('Show Concatenation', false);
  checkbox.position(20, 485);
}

function drawHead(head, left, top) {
  noStroke();
  fill(colours[head]);
  textSize(14);
  textAlign(LEFT, CENTER);
  text(`Head ${head + 1}`, left, top - 14);
  heads[head].forEach((row, i) => row.forEach((weight, j) => {
    fill(lerpColor(color('#ffffff'), color(colours[head]), weight));
    rect(left + j * cell, top + i * cell, cell, cell);
    const over = mouseX > left + j * cell && mouseX < left + (j + 1) * cell && mouseY > top + i * cell && mouseY < top + (i + 1) * cell;
    if (over) {
      stroke('#15222f');
      noFill();
      rect(left + j * cell, top + i * cell, cell, cell);
      noStroke();
      fill('#15222f');
      text(`${words[i]} → ${words[j]}  ${weight.toFixed(2)}`, 20, 420);
    }
  }));
}

// eslint-disable-next-line no-unused-vars
function draw() {
  background('#f0f8ff');
  fill('#15222f');
  noStroke();
  textSize(20);
  textAlign(CENTER, CENTER);
  text(`Multi-Head Attention (${slider.value()} heads)`, 350, 24);
  for (let head = 0; head < slider.value(); ++head) drawHead(head, 60 + (head % 4) * 160, 80 + Math.floor(head / 4) * 180);
  fill('#15222f');
  textAlign(LEFT, CENTER);
  text(`Heads: ${slider.value()}`, 20, 460);
  if (checkbox.checked()) text('Concatenated heads', 350, 495);
}
