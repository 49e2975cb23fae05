// SPDX-License-Identifier: MIT
// Times contestants against each other, in a page or in Node: in every round each gets one batch of calls, so that
// whatever else the machine does meets all of them alike.
//
// Batches are short, 2.5 ms on a clock of 5 microseconds, so that most of them run without being interrupted.
//
// A contestant is {peer, form, call(): result or promise, waits, stays}: `waits` says that call() gives a promise, `stays`
// that it runs to the end whoever is faster.

export const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

/** Milliseconds of `calls` calls. The loop of those that answer at once has no promise in it. */
async function batch({ call, waits }, calls) {
  const start = performance.now();
  if (waits) for (let i = 0; i < calls; i++) await call();
  else for (let i = 0; i < calls; i++) call();
  return performance.now() - start;
}

/** Runs until the compilers have done their work, and finds how many calls fill a batch. */
async function warmUp(contestant, { batchMs, warmMs }) {
  const start = performance.now();
  let calls = contestant.calls ?? 1;
  let took = await batch(contestant, calls);
  while (performance.now() - start < warmMs || took < batchMs) {
    if (took < batchMs) calls = Math.ceil(calls * Math.min(8, Math.max(1.2, (1.2 * batchMs) / Math.max(took, 0.01))));
    took = await batch(contestant, calls);
  }
  return Math.max(1, Math.ceil((calls * batchMs) / took));
}

/** Lets the browser do what it does between tasks. */
const pause = () => new Promise((resolve) => { setTimeout(resolve); });

/**
 * Who still runs: what is far from winning leaves, so that its slow calls do not eat the time of the others. Minima
 * decide, because a disturbed batch is only ever too slow. Ours and the limit stay.
 */
function stays(lane, lanes) {
  const least = ({ times }) => Math.min(...times);
  if (lane.stays || lane.times.length < (least(lane) * lane.calls > 100 ? 3 : 10)) return true;
  const best = (some) => Math.min(...some.map(least));
  const peers = lanes.filter((other) => !other.stays);
  return least(lane) <= 1.4 * best(peers.filter(({ peer }) => peer === lane.peer)) && least(lane) <= 4 * best(peers);
}

/**
 * Median and least milliseconds of one call of each contestant, in the order given, and the number of batches behind them.
 * Goes on for `seconds`, and for at least `rounds` rounds.
 */
export async function race(contestants, { seconds = 10, rounds = 5, batchMs = 2.5, warmMs = 200 } = {}) {
  const lanes = contestants.map((contestant) => ({ ...contestant, times: [] }));
  for (const lane of lanes) lane.calls = await warmUp(lane, { batchMs, warmMs });
  // Again, because on a busy machine code may be compiled long after it was found to be hot.
  for (const lane of lanes) if (lane.calls > 1) lane.calls = await warmUp(lane, { batchMs, warmMs });
  const start = performance.now();
  for (let round = 0; round < rounds || (performance.now() - start < 1000 * seconds && round < 400); round++) {
    const running = lanes.filter((lane) => round === 0 || stays(lane, lanes));
    // Everyone follows everyone: what the one before left in the caches is not always the same one's.
    await pause();
    for (let i = 0; i < running.length; i++) {
      const lane = running[(i + round) % running.length];
      lane.times.push(await batch(lane, lane.calls) / lane.calls);
    }
  }
  return lanes.map(({ peer, form, times }) => ({ peer, form, ms: median(times), least: Math.min(...times), batches: times.length }));
}
