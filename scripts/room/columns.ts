// Tables on a terminal: columns that line up whatever script their words are in, no wider than the terminal, and free of what
// would move its cursor: the words are strangers'. Pure.

export type Column<Row> = {
  readonly title: string;
  readonly align: "left" | "right";
  /** Whether it may be cut when the terminal is narrow. */
  readonly width: "whole" | "flexible";
  readonly cell: (row: Row) => string;
};

const GAP = "  ";
/** Less of a name tells nobody whose it is: rather the rightmost column goes. */
const FLEXIBLE_MIN_COLUMNS = 10;
const FLEXIBLE_MAX_COLUMNS = 28;
const GRAPHEMES = new Intl.Segmenter();

/** Title line and rows, each at most `columns` wide; columns that do not fit are left out from the right. */
export function renderTable<Row>(
  table: readonly Column<Row>[],
  rows: readonly Row[],
  columns: number,
): string[] {
  const cells = [
    table.map((column) => column.title),
    ...rows.map((row) => table.map((column) => plain(column.cell(row)))),
  ];
  const widths = widthsOf(table, cells, columns);
  return cells.map((line) =>
    widths
      .map((width, at) => fit(line[at] ?? "", width, table[at]?.align ?? "left"))
      .join(GAP)
      .trimEnd(),
  );
}

/** As wide as its widest cell. Where that is too much the rightmost columns go, as far as they must, and what is flexible gives way. */
function widthsOf<Row>(
  table: readonly Column<Row>[],
  cells: readonly (readonly string[])[],
  columns: number,
): number[] {
  const natural = table.map(({ width }, at) => {
    const widest = Math.max(...cells.map((line) => Bun.stringWidth(line[at] ?? "")));
    return width === "flexible" ? Math.min(FLEXIBLE_MAX_COLUMNS, widest) : widest;
  });
  const isFlexible = (at: number) => table[at]?.width === "flexible";
  const least = natural.map((width, at) => (isFlexible(at) ? Math.min(FLEXIBLE_MIN_COLUMNS, width) : width));
  while (least.length > 1 && total(least) > columns) least.pop();
  const widths = natural.slice(0, least.length);
  while (total(widths) > columns) {
    let widest = 0;
    for (const [at, width] of widths.entries())
      if (width - (least[at] ?? 0) > (widths[widest] ?? 0) - (least[widest] ?? 0)) widest = at;
    if (widths[widest] === least[widest]) return [columns];
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

function total(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, 0) + GAP.length * (widths.length - 1);
}

/** Exactly so wide: cut with an ellipsis, or filled with spaces. */
function fit(text: string, columns: number, align: "left" | "right"): string {
  const cut = clip(text, columns);
  const filling = " ".repeat(Math.max(0, columns - Bun.stringWidth(cut)));
  return align === "left" ? cut + filling : filling + cut;
}

/** At most so wide, by whole characters; an ellipsis says that there was more. */
export function clip(text: string, columns: number): string {
  if (Bun.stringWidth(text) <= columns) return text;
  let kept = "";
  for (const { segment } of GRAPHEMES.segment(text)) {
    if (Bun.stringWidth(kept + segment) > columns - 1) break;
    kept += segment;
  }
  return `${kept}…`;
}

/** Without controls, escapes, line breaks and characters that turn the direction of what follows; joined emoji stay joined. */
export function plain(text: string): string {
  return text.replace(/(?!\u200d)[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/gu, "�");
}
