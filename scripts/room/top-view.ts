// A host at a glance as lines of text: what it does, then its rooms, busiest senders and slowest receivers, as many of each as
// fit. Pure.

import type { TopReport } from "../../room/metrics/top-report.ts";
import { type Column, clip, renderTable } from "./columns.ts";
import { ROOM_COLUMNS, receiverColumns, senderColumns } from "./top-columns.ts";
import { headOf, type Line } from "./top-head.ts";

export type Size = { readonly columns: number; readonly rows: number };

/** Blank line, title and heading of a table. */
const TABLE_FRAME_ROWS = 3;
const TABLE_MIN_ROWS = 1;

/** At most `size.rows` lines, none wider than `size.columns`. `note` stands at the end of the first. */
export function renderTop(report: TopReport, url: string, size: Size, note: string): Line[] {
  const head = headOf(report, url, note, size.columns);
  const tables = [
    section("Rooms", ROOM_COLUMNS, report.rooms, report.host.rooms),
    section("Busiest senders", senderColumns(report), report.senders, report.senders.length),
    section("Slowest receivers", receiverColumns(report), report.receivers, report.receivers.length),
  ];
  const shares = shareRows(
    tables.map(({ count }) => count),
    size.rows - head.length - tables.length * TABLE_FRAME_ROWS,
  );
  const lines = tables.flatMap((table, at) => table.render(shares[at] ?? 0, size.columns));
  return [...head, ...lines].slice(0, size.rows);
}

/** How many rows each table gets: what a short one leaves goes to the others, in order. */
function shareRows(counts: readonly number[], available: number): number[] {
  const shares = counts.map(() => TABLE_MIN_ROWS);
  let left = available - TABLE_MIN_ROWS * counts.length;
  for (let isGrowing = true; isGrowing && left > 0; ) {
    isGrowing = false;
    for (const [at, count] of counts.entries()) {
      const share = shares[at] ?? 0;
      if (share >= count || left === 0) continue;
      shares[at] = share + 1;
      left--;
      isGrowing = true;
    }
  }
  return shares;
}

type Section = { readonly count: number; render(rowsMax: number, columns: number): Line[] };

/** `total`: how many there are, of which `rows` may be only some. */
function section<Row>(
  title: string,
  table: readonly Column<Row>[],
  rows: readonly Row[],
  total: number,
): Section {
  return {
    count: rows.length,
    render: (rowsMax, columns) => {
      const shown = rows.slice(0, Math.max(0, rowsMax));
      const some = shown.length < total ? ` (${shown.length} of ${total})` : "";
      const heading: Line = { text: clip(`${title}${some}`, columns), style: "title" };
      if (rows.length === 0) return [BLANK, heading, { text: "none", style: "plain" }];
      const lines = renderTable(table, shown, columns).map(
        (text, at): Line => ({ text, style: at === 0 ? "heading" : "plain" }),
      );
      return [BLANK, heading, ...lines];
    },
  };
}

const BLANK: Line = { text: "", style: "plain" };
