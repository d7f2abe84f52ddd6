import { describe, expect, it } from "vitest";
import { toCsv } from "../../src/format";
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

describe("tables as CSV", () => {
  it("quotes, ends lines with CRLF and disarms formulas", () => {
    expect(toCsv(table)).toBe('Name,Value (points)\r\n"say ""no"", twice",1.25\r\n\'=1+1,\r\n');
  });
});
