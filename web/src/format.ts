import type { Table } from "./types";

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
