import { describe, expect, it } from "vitest";
import {
  type Answer,
  clash,
  minimise,
  nextPair,
  pooled,
  rankWeights,
  repaired,
  swingWeights,
  written,
} from "../../src/elicit";

const sum = (list: number[]) => list.reduce((a, b) => a + b, 0);

describe("weights", () => {
  it("of swings add up to 100", () => {
    expect(swingWeights([100, 50, 50])).toEqual([50, 25, 25]);
    expect(sum(swingWeights([0, 0, 0]))).toBeCloseTo(100);
  });
  it("of a bare order are the centroid", () => {
    // (1 + 1/2 + 1/3) / 3, (1/2 + 1/3) / 3, 1/9
    const weights = rankWeights([2, 0, 1]);
    expect(weights[2]).toBeCloseTo(1100 / 18);
    expect(weights[0]).toBeCloseTo(500 / 18);
    expect(weights[1]).toBeCloseTo(200 / 18);
  });
});

describe("the least of a linear function", () => {
  it("is found, or nothing where nothing is allowed", () => {
    // x + y >= 4, x >= 1: min 2x + 3y at (4, 0).
    const found = minimise(
      [2, 3],
      [
        [1, 1],
        [1, 0],
      ],
      [4, 1],
    );
    expect(found?.x[0]).toBeCloseTo(4);
    expect(found?.value).toBeCloseTo(8);
    // x <= 2 as -x >= -2
    expect(minimise([-1], [[-1]], [-2])?.x[0]).toBeCloseTo(2);
    expect(minimise([1], [[1], [-1]], [3, -2])).toBeNull();
  });
  it("is the least that a fine grid finds", () => {
    let state = 7;
    const random = () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state / 2 ** 32;
    };
    for (let round = 0; round < 30; round++) {
      const c = [random() + 0.1, random() + 0.1];
      const rows = Array.from({ length: 3 }, () => [random(), random()]);
      const b = rows.map(() => random() - 0.2);
      const found = minimise(c, rows, b);
      expect(found).not.toBeNull();
      let least = Number.POSITIVE_INFINITY;
      for (let x = 0; x <= 12; x += 0.02) {
        // For this x the least y that every row allows.
        const y = Math.max(0, ...rows.map(([p = 0, q = 0], i) => ((b[i] ?? 0) - p * x) / Math.max(q, 1e-9)));
        least = Math.min(least, (c[0] ?? 0) * x + (c[1] ?? 0) * y);
      }
      expect(found?.value).toBeLessThanOrEqual(least + 1e-7);
      expect(found?.value).toBeGreaterThanOrEqual(least - 0.05);
      for (const [i, row] of rows.entries())
        expect(sum(row.map((value, k) => value * (found?.x[k] ?? 0)))).toBeGreaterThanOrEqual(
          (b[i] ?? 0) - 1e-7,
        );
    }
  });
});

describe("comparisons", () => {
  const stated = [50, 30, 20];
  it("leave weights alone that agree with them, and change others least", () => {
    expect(repaired(stated, [{ a: [0], b: [1], prefers: "a" }])).toEqual(stated);
    const mended = repaired(stated, [{ a: [0], b: [1], prefers: "b" }]) ?? [];
    expect(sum(mended)).toBeCloseTo(100);
    expect((mended[1] ?? 0) - (mended[0] ?? 0)).toBeGreaterThanOrEqual(1 - 1e-9);
    // 21 points have to pass: 10.5 from the one to the other.
    expect(sum(mended.map((weight, i) => Math.abs(weight - (stated[i] ?? 0))))).toBeCloseTo(21);
  });
  it("that no weights agree with are told, the two that clash", () => {
    const answers: Answer[] = [
      { a: [2], b: [0], prefers: "b" },
      { a: [0], b: [1], prefers: "a" },
      { a: [0], b: [1, 2], prefers: "a" },
      { a: [0], b: [1], prefers: "b" },
    ];
    expect(clash(answers.slice(0, 3), 3)).toBeNull();
    expect(clash(answers, 3)).toEqual([1, 3]);
  });
  it("are asked where the weights leave most open, and never twice", () => {
    const first = nextPair([50, 30, 20], []);
    // 50 against 30 and 20 together is open; 50 against 20 is not.
    expect(first).toEqual({ a: [0], b: [1, 2] });
    const second = nextPair([50, 30, 20], [{ a: [0], b: [1, 2], prefers: "a" }]);
    expect(second).not.toEqual(first);
    expect(second).not.toBeNull();
  });
});

describe("raters", () => {
  it("are pooled quantile by quantile", () => {
    expect(pooled([[{ low: 10, best: 20, high: 30 }], [{ low: 20, best: 40, high: 50 }]])).toEqual([
      { low: 15, best: 30, high: 40 },
    ]);
    expect(written({ low: 15, best: 30.04, high: 40 })).toBe("30 (15..40)");
    expect(written({ low: 30, best: 30, high: 30 })).toBe("30");
  });
});
