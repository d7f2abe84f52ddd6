import type { Cell, Column, Table } from "./types";

/** Fixed decimals, exact ties to the even digit: as the binary writes them. */
function fixed(value: number, decimals: number): string {
  const exact = Math.abs(value).toFixed(decimals + 30); // every digit of a tie
  const down = exact.slice(0, -30).replace(/\.$/, "");
  const tie = /^50*$/.test(exact.slice(-30));
  return tie && Number(down.at(-1)) % 2 === 0 ? (value < 0 ? `-${down}` : down) : value.toFixed(decimals);
}

/** At most `decimals` decimals, trailing zeros cut, thousands grouped past four digits, never "-0". */
export function formatNumber(value: number, decimals: number): string {
  let text = fixed(value, decimals);
  if (text.includes(".")) text = text.replace(/\.?0+$/, "");
  if (text === "-0") text = "0";
  const [, sign = "", whole = "", rest = ""] = /^(-?)(\d+)(.*)$/.exec(text) ?? [];
  if (whole.length <= 4) return text;
  return sign + whole.replace(/\B(?=(\d{3})+$)/g, ",") + rest;
}

/** A cell as people read it; the same rule as in the binary. */
export function shown(cell: Cell | undefined, column: Column): string {
  if (typeof cell === "string") return cell;
  if (cell === null || cell === undefined) return "–";
  const text = formatNumber(cell, column.decimals);
  return column.unit === "%" ? `${text}%` : text;
}

/** Is a column made of numbers? */
export function numeric(table: Table, column: number): boolean {
  let any = false;
  for (const row of table.rows) {
    if (typeof row[column] === "string") return false;
    if (typeof row[column] === "number") any = true;
  }
  return any;
}

function csvWords(text: string): string {
  // Spreadsheets run a cell that starts with one of these as a formula.
  const cell = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** RFC 4180, UTF-8, CRLF. */
export function toCsv(table: Table): string {
  const head = table.columns.map((column) =>
    csvWords(column.unit ? `${column.name} (${column.unit})` : column.name),
  );
  const lines = table.rows.map((row) =>
    row
      .map((cell) => (typeof cell === "string" ? csvWords(cell) : cell === null ? "" : String(cell)))
      .join(","),
  );
  return `${[head.join(","), ...lines].join("\r\n")}\r\n`;
}

/** Columns that a text takes; wide characters count twice. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (/\p{M}/u.test(character)) continue;
    width +=
      code >= 0x1100 &&
      /\p{Script=Han}|\p{Script=Hangul}|\p{Script=Hiragana}|\p{Script=Katakana}/u.test(character)
        ? 2
        : 1;
  }
  return width;
}

/** The first columns of a long label, an ellipsis after them. */
export function shortened(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return text;
  let cut = "";
  for (const character of text) {
    if (displayWidth(cut + character) >= columns) break;
    cut += character;
  }
  return `${cut}…`;
}

/** A label on one line, or on two broken at a space, each of at most so many columns. */
export function folded(text: string, columns: number): string[] {
  if (displayWidth(text) <= columns) return [text];
  let end = -1; // the last space at which the first line still fits
  for (let at = text.indexOf(" "); at >= 0; at = text.indexOf(" ", at + 1)) {
    if (displayWidth(text.slice(0, at)) > columns) break;
    end = at;
  }
  if (end <= 0) return [shortened(text, columns)];
  return [text.slice(0, end), shortened(text.slice(end + 1), columns)];
}

/** Offers a text as a file, without any network. */
export function download(name: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
