import { useState } from "preact/hooks";
import { download, formatNumber, numeric, shown, toCsv } from "./format";
import type { Table } from "./types";

const FIRST = 400; // rows written at once
const SHORT = 14; // rows that paper keeps on one page

export function TableBlock({ table, bare = false }: { table: Table; bare?: boolean }) {
  const [limit, setLimit] = useState(FIRST);
  if (table.columns.length === 0) return null;
  const numbers = table.columns.map((_, i) => numeric(table, i));
  return (
    <>
      <section
        class={table.rows.length <= SHORT ? "scroll short" : "scroll"}
        tabIndex={0}
        aria-label={table.title}
      >
        <table>
          <caption dir="auto">{table.title}</caption>
          <thead>
            <tr>
              {table.columns.map((column, i) => (
                <th key={column.name} scope="col" dir="auto" class={numbers[i] ? "n" : undefined}>
                  {column.name}
                  {column.unit && column.unit !== "%" && <span class="unit"> ({column.unit})</span>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.slice(0, limit).map((row, r) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name
              <tr key={r}>
                {table.columns.map((column, i) =>
                  i === 0 && !numbers[i] ? (
                    <th key={column.name} scope="row" dir="auto">
                      {shown(row[i], column)}
                    </th>
                  ) : (
                    <td
                      key={column.name}
                      dir="auto"
                      class={numbers[i] ? "n" : column.literal ? "literal" : undefined}
                    >
                      {shown(row[i], column)}
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {table.rows.length > limit && (
        <p class="note">
          The first {formatNumber(limit, 0)} of {formatNumber(table.rows.length, 0)} rows.{" "}
          <button type="button" class="plain" onClick={() => setLimit(table.rows.length)}>
            Show all
          </button>
        </p>
      )}
      {!bare && (
        <div class="tools">
          <button
            type="button"
            class="plain"
            aria-label={`"${table.title}" as CSV`}
            onClick={() => download(`${table.id}.csv`, toCsv(table), "text/csv")}
          >
            CSV
          </button>
        </div>
      )}
    </>
  );
}

/** A table that is written only once somebody opens it. */
export function DataTable({ table, folded }: { table: Table; folded: string }) {
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen((event.currentTarget as HTMLDetailsElement).open)}>
      <summary>{folded}</summary>
      {open && <TableBlock table={table} bare />}
    </details>
  );
}
