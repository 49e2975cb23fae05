// SPDX-License-Identifier: MIT
// The states of every lesson that tests go through in one page, and how they get there: by the link, then by presses.

/** As many words as a sentence may have. */
const long = 'text=the old teacher near the houses sees that the young girls with the dogs like him';

/** Fields of the link; what a menu or a press alone shows stands in `menus` and `opened`. */
export const states = {
  heads: ['', 'heads=1', 'heads=5&open=3&off=3', 'heads=8', 'open=2', 'concat=1', 'mask=1&heads=6&concat=1', 'compare=1&left=2&right=4',
    'layer=2&heads=8&mask=1', 'text=', `${long}&open=1`],
  words: ['', 'word=4&also=6&several=1', 'lookedat=1&strongest=1', 'gold=1&page=2', 'panel=2', 'panel=3', 'layer=2&word=3', long],
  steps: ['', 'step=2', 'step=3&part=1', 'step=3&part=2', 'step=3&part=3&mask=1', 'step=3&part=4', 'step=3&part=5', 'step=4', 'step=5&pick=9',
    'step=6&panel=2', `${long}&step=3`],
  committee: ['', 'off=2', 'panel=2', 'panel=3&step=3&off=2', 'panel=4', 'panel=5&seed=7&mean=1', 'panel=6', 'early=1&panel=1'],
  'nano-gpt': ['', 'panel=2&off=mlp1,2.1', 'panel=3', 'zoom=5&x=170&y=300&panel=1', 'zoom=3&step=12', 'word=12&pick=300&zoom=5', 'step=7', 'step=18'],
};
export const lessons = Object.keys(states);
export const widths = [320, 700, 1200];

/** Put into a page once: how it gets somewhere, and to rest there. */
const helpers = () => {
  const { engine, page: sim, models } = window.sim;
  const rest = async () => {
    sim.drawNow();
    sim.drawNow();  // what the first one asked for
    // Pictures drawn by the hundred in one task would queue up, and the page's next frame wait half a minute behind them.
    await window.scheduler.yield();
    while (models.waiting) {
      await new Promise((resolve) => setTimeout(resolve, 1));
      sim.drawNow();
    }
  };
  const element = (id) => {
    const root = document.querySelector(`.node[data-id="${id}"]`);
    return root && (root.querySelector('input') ?? root);
  };
  const lesson = () => JSON.parse(engine.text('snapshot')).state.lesson;
  const go = async (slug, fields, presses) => {
    for (let open = 0; open < 4 && engine.call('key', 'Escape') !== 0; ++open) sim.drawNow();
    if (lesson() !== slug) engine.call('set_state', `lesson=${slug}`);
    engine.call('reset');
    engine.call('set_state', fields);
    await rest();
    for (const id of presses) {
      element(id).click();
      await rest();
    }
  };
  window.through = { rest, element, lesson, go };
};

/**
 * Shows a lesson's start, then the link's fields, then presses the native elements of these ids, and waits for rest.
 * Answers the registry's nodes.
 */
export async function show(page, lesson, fields = '', presses = []) {
  if (!await page.evaluate(() => 'through' in window)) await page.evaluate(helpers);
  return page.evaluate(async ([slug, link, ids]) => {
    await window.through.go(slug, link, ids);
    if (window.sim.faults.shown) throw new Error(`${slug} ${link}: ${document.getElementById('fault').innerText}`);
    return JSON.parse(window.sim.engine.text('registry')).nodes;
  }, [lesson, fields, presses]);
}

export async function resize(page, width, height = 560) {
  await page.setViewportSize({ width, height });
  await page.waitForFunction((wanted) => document.getElementById('canvas').width === wanted, width).catch(async (error) => {
    throw new Error(`${width} px: ${JSON.stringify(await page.evaluate(standing))}`, { cause: error });
  });
}

/** In the page: what a picture of the wrong size may come from. */
const standing = () => ({
  canvas: document.getElementById('canvas').width, box: { ...window.sim.picture.box }, lost: window.sim.picture.lost,
  inner: [innerWidth, innerHeight, scrollX, scrollY], frames: window.microsim.frames, hidden: document.hidden, models: window.sim.models.waiting,
  fault: window.sim.faults.shown, element: document.getElementById('canvas').getBoundingClientRect().toJSON(),
});

/** Every lesson in each of its states and with each of its menus open: `use(nodes, width, what)`. */
export async function everywhere(page, use, { at = widths, among = lessons } = {}) {
  for (const width of at) {
    await resize(page, width);
    for (const lesson of among) {
      for (const fields of states[lesson]) await use(await show(page, lesson, fields), width, `${lesson} ${fields} at ${width}`);
      // From the start and from the fullest state.
      for (const fields of ['', states[lesson].at(-1)]) {
        const menus = (await show(page, lesson, fields)).filter((node) => node.role === 'menu_button').map((node) => node.id);
        for (const menu of menus) await use(await show(page, lesson, fields, [menu]), width, `${lesson} ${fields}, menu ${menu} at ${width}`);
      }
    }
  }
}
