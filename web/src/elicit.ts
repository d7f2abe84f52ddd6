/** Weights from what a person can judge: an order, swings, comparisons, and how unsure each is. */

/** Swings, 0 to 100 each, as weights that add up to 100. */
export function swingWeights(swings: number[]): number[] {
  const sum = swings.reduce((a, b) => a + b, 0);
  return swings.map((swing) => (sum > 0 ? (100 * swing) / sum : 100 / swings.length));
}

/** Weights of a bare order, best first: the centroid of all weights that respect it. */
export function rankWeights(order: number[]): number[] {
  const weights = new Array<number>(order.length).fill(0);
  order.forEach((item, place) => {
    let sum = 0;
    for (let k = place + 1; k <= order.length; k++) sum += 1 / k;
    weights[item] = (100 * sum) / order.length;
  });
  return weights;
}

/** Two packages, each as the issues that stand at their best; the others stand at their worst. */
export interface Pair {
  a: number[];
  b: number[];
}

export interface Answer extends Pair {
  prefers: "a" | "b" | "same";
}

/** How much more the first package is worth than the second, per weight. */
function difference(pair: Pair, size: number): number[] {
  return Array.from({ length: size }, (_, i) => (pair.a.includes(i) ? 1 : 0) - (pair.b.includes(i) ? 1 : 0));
}

/** min c.x where A x >= b and x >= 0, by the simplex method with Bland's rule; null: nothing satisfies it. */
export function minimise(c: number[], rows: number[][], b: number[]): { x: number[]; value: number } | null {
  const n = c.length;
  const m = rows.length;
  // Columns: x, a surplus per row, an artificial per row, the right side.
  const table = rows.map((row, i) => {
    const sign = (b[i] ?? 0) < 0 ? -1 : 1;
    const line = new Array<number>(n + 2 * m + 1).fill(0);
    row.forEach((value, k) => {
      line[k] = sign * value;
    });
    line[n + i] = -sign;
    line[n + m + i] = 1;
    line[n + 2 * m] = sign * (b[i] ?? 0);
    return line;
  });
  const basis = rows.map((_, i) => n + m + i);
  const last = n + 2 * m;
  const run = (cost: number[], allowed: number): boolean => {
    for (let step = 0; step < 5000; step++) {
      const reduced = (k: number) =>
        (cost[k] ?? 0) - table.reduce((sum, line, i) => sum + (cost[basis[i] ?? 0] ?? 0) * (line[k] ?? 0), 0);
      let enter = -1;
      for (let k = 0; k < allowed && enter < 0; k++) {
        if (!basis.includes(k) && reduced(k) < -1e-9) enter = k;
      }
      if (enter < 0) return true;
      let leave = -1;
      let least = Number.POSITIVE_INFINITY;
      table.forEach((line, i) => {
        const pivot = line[enter] ?? 0;
        if (pivot <= 1e-9) return;
        const ratio = (line[last] ?? 0) / pivot;
        if (ratio < least - 1e-12 || (ratio < least + 1e-12 && (basis[i] ?? 0) < (basis[leave] ?? 1e9))) {
          least = ratio;
          leave = i;
        }
      });
      if (leave < 0) return false;
      const line = table[leave] as number[];
      const pivot = line[enter] ?? 1;
      for (let k = 0; k <= last; k++) line[k] = (line[k] ?? 0) / pivot;
      table.forEach((other, i) => {
        const factor = other[enter] ?? 0;
        if (i === leave || factor === 0) return;
        for (let k = 0; k <= last; k++) other[k] = (other[k] ?? 0) - factor * (line[k] ?? 0);
      });
      basis[leave] = enter;
    }
    return false;
  };
  const artificial = new Array<number>(last).fill(0).map((_, k) => (k >= n + m ? 1 : 0));
  run(artificial, n + m);
  const left = table.reduce(
    (sum, line, i) => sum + ((basis[i] ?? 0) >= n + m ? Math.abs(line[last] ?? 0) : 0),
    0,
  );
  if (left > 1e-7) return null;
  run([...c, ...new Array<number>(2 * m).fill(0)], n + m);
  const x = new Array<number>(n).fill(0);
  basis.forEach((column, i) => {
    if (column < n) x[column] = table[i]?.[last] ?? 0;
  });
  return { x, value: x.reduce((sum, value, k) => sum + value * (c[k] ?? 0), 0) };
}

const APART = 1; // points by which a preferred package is better, at least

/** Rows A w >= b that an answer asks of weights that add up to 100. */
function rowsOf(answer: Answer, size: number): { row: number[]; least: number }[] {
  const d = difference(answer, size);
  const turned = d.map((value) => -value);
  if (answer.prefers === "a") return [{ row: d, least: APART }];
  if (answer.prefers === "b") return [{ row: turned, least: APART }];
  return [
    { row: d, least: -APART },
    { row: turned, least: -APART },
  ];
}

/** The weights nearest to those of the swings that agree with all answers: the least sum of changes. Null where
 *  no weights agree with all of them. */
export function repaired(weights: number[], answers: Answer[]): number[] | null {
  const n = weights.length;
  // Variables: how far each weight goes up, and down.
  const rows: number[][] = [];
  const b: number[] = [];
  const start = (row: number[]) => row.reduce((sum, value, i) => sum + value * (weights[i] ?? 0), 0);
  for (const answer of answers) {
    for (const { row, least } of rowsOf(answer, n)) {
      rows.push([...row, ...row.map((value) => -value)]);
      b.push(least - start(row));
    }
  }
  const ones = new Array<number>(n).fill(1);
  const minus = ones.map(() => -1);
  rows.push([...ones, ...minus], [...minus, ...ones]); // the sum stays
  b.push(0, 0);
  for (let i = 0; i < n; i++) {
    // no weight below 0
    rows.push(Array.from({ length: 2 * n }, (_, k) => (k === i ? 1 : k === n + i ? -1 : 0)));
    b.push(-(weights[i] ?? 0));
  }
  const found = minimise(new Array<number>(2 * n).fill(1), rows, b);
  if (!found) return null;
  return weights.map((weight, i) => Math.max(0, weight + (found.x[i] ?? 0) - (found.x[n + i] ?? 0)));
}

/** Answers that contradict each other whatever the weights: the first two, by their places; or the one that no
 *  weights at all agree with, twice. Null: none do. */
export function clash(answers: Answer[], size: number): [number, number] | null {
  const even = new Array<number>(size).fill(100 / size);
  if (repaired(even, answers)) return null;
  for (let i = 0; i < answers.length; i++) {
    for (let k = i; k < answers.length; k++) {
      const two = [answers[i], answers[k]].filter((one): one is Answer => one !== undefined);
      if (!repaired(even, two)) return [i, k];
    }
  }
  return [0, answers.length - 1]; // only all of them together
}

/** The comparison that would tell most: the two packages that weights not yet ruled out disagree most about. */
export function nextPair(weights: number[], answers: Answer[]): Pair | null {
  const n = weights.length;
  let state = 12345 + answers.length;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  // Weights like those of the swings, each up to half wrong, that agree with the answers.
  const like: number[][] = [];
  for (let tries = 0; tries < 4000 && like.length < 200; tries++) {
    const one = swingWeights(weights.map((weight) => weight * (0.5 + random())));
    const agrees = answers.every((answer) =>
      rowsOf(answer, n).every(
        ({ row, least }) =>
          row.reduce((sum, value, i) => sum + value * (one[i] ?? 0), 0) >= least - 2 * APART,
      ),
    );
    if (agrees) like.push(one);
  }
  if (like.length === 0) return null;
  const worth = (pair: Pair, one: number[]) =>
    difference(pair, n).reduce((sum, value, i) => sum + value * (one[i] ?? 0), 0);
  const asked = new Set(answers.map((answer) => JSON.stringify([answer.a, answer.b])));
  let best: Pair | null = null;
  let nearest = Number.POSITIVE_INFINITY;
  const consider = (pair: Pair) => {
    if (asked.has(JSON.stringify([pair.a, pair.b]))) return;
    const share = like.filter((one) => worth(pair, one) > 0).length / like.length;
    const off = Math.abs(share - 0.5) + 0.01 * (pair.a.length + pair.b.length);
    if (off < nearest) {
      nearest = off;
      best = pair;
    }
  };
  const most = Math.min(n, 12);
  for (let i = 0; i < most; i++) {
    for (let k = i + 1; k < most; k++) {
      consider({ a: [i], b: [k] });
      for (let l = k + 1; l < most; l++) {
        consider({ a: [i], b: [k, l] });
        consider({ a: [k], b: [i, l] });
        consider({ a: [l], b: [i, k] });
      }
    }
  }
  return best;
}

export interface Judgement {
  low: number;
  best: number;
  high: number;
}

/** Several raters as one: each quantile is the mean of theirs, which keeps a shape that all share. */
export function pooled(raters: Judgement[][]): Judgement[] {
  const first = raters[0] ?? [];
  return first.map((_, i) => {
    const mean = (part: keyof Judgement) =>
      raters.reduce((sum, rater) => sum + (rater[i]?.[part] ?? 0), 0) / raters.length;
    return { low: mean("low"), best: mean("best"), high: mean("high") };
  });
}

/** "55 (45..65)", as a case writes it. */
export function written({ low, best, high }: Judgement): string {
  const digits = (value: number) => String(Number(value.toFixed(1)));
  return low < best && best < high ? `${digits(best)} (${digits(low)}..${digits(high)})` : digits(best);
}
