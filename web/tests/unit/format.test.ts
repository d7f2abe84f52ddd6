import { describe, expect, it } from "vitest";
import { displayWidth, folded, formatNumber, numeric, shortened, shown, toCsv } from "../../src/format";
import type { Table } from "../../src/types";

const table: Table = {
  kind: "table",
  id: "t",
  title: "T",
  columns: [
    { name: "Name", unit: "", decimals: 0, tone: "neutral" },
    { name: "Value", unit: "points", decimals: 1, tone: "neutral" },
  ],
  rows: [
    ['say "no", twice', 1.25],
    ["=1+1", null],
  ],
};

describe("numbers as people read them", () => {
  it("cuts trailing zeros and groups thousands past four digits", () => {
    expect(formatNumber(41, 2)).toBe("41");
    expect(formatNumber(41.5, 2)).toBe("41.5");
    expect(formatNumber(1234.5, 1)).toBe("1234.5");
    expect(formatNumber(1944000, 0)).toBe("1,944,000");
    expect(formatNumber(-12345.678, 2)).toBe("-12,345.68");
    expect(formatNumber(-0.0001, 2)).toBe("0");
  });

  it("sends exact ties to the even digit, as the binary does", () => {
    expect(formatNumber(0.5, 0)).toBe("0");
    expect(formatNumber(1.5, 0)).toBe("2");
    expect(formatNumber(2.5, 0)).toBe("2");
    expect(formatNumber(0.25, 1)).toBe("0.2");
    expect(formatNumber(0.75, 1)).toBe("0.8");
    expect(formatNumber(2.345, 2)).toBe("2.35"); // the double lies above the tie
    expect(formatNumber(12.5, 0)).toBe("12");
  });

  it("marks what is missing", () => {
    const column = { name: "", unit: "%", decimals: 0, tone: "neutral" };
    expect(shown(null, column)).toBe("–");
    expect(shown(12.4, column)).toBe("12%");
    expect(shown("x", column)).toBe("x");
  });
});

describe("tables as CSV", () => {
  it("quotes, ends lines with CRLF and disarms formulas", () => {
    expect(toCsv(table)).toBe('Name,Value (points)\r\n"say ""no"", twice",1.25\r\n\'=1+1,\r\n');
  });
  it("knows columns of numbers", () => {
    expect(numeric(table, 0)).toBe(false);
    expect(numeric(table, 1)).toBe(true);
  });
});

describe("labels", () => {
  it("measures wide characters and cuts between characters", () => {
    expect(displayWidth("北方")).toBe(4);
    expect(displayWidth("abc")).toBe(3);
    expect(shortened("北方和南方的边界问题", 9)).toBe("北方和南…");
    expect(shortened("short", 9)).toBe("short");
  });
});

describe("labels on two lines", () => {
  it("break at a space and end in an ellipsis where they must", () => {
    expect(folded("short", 10)).toEqual(["short"]);
    expect(folded("one two three", 8)).toEqual(["one two", "three"]);
    expect(folded("one two three four five", 8)).toEqual(["one two", "three f…"]);
    expect(folded("Donaudampfschifffahrt", 8)).toEqual(["Donauda…"]);
    expect(folded("a Donaudampfschifffahrt", 8)).toEqual(["a", "Donauda…"]);
  });
});
