// Tables in Markdown, as a formatter leaves them.

export type Row = readonly string[];

/** The first row is the head. Bars in cells are the caller's to escape. */
export function markdownTable([head = [], ...body]: readonly Row[]): string {
  const all = [head, ...body];
  // In columns of a terminal: Japanese takes two each.
  const widths = head.map((_, column) =>
    Math.max(3, ...all.map((row) => Bun.stringWidth(row[column] ?? ""))),
  );
  const line = (row: Row) =>
    `| ${row.map((cell, column) => cell + " ".repeat((widths[column] ?? 0) - Bun.stringWidth(cell))).join(" | ")} |`;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...body.map(line)].join("\n");
}
