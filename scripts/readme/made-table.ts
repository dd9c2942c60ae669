// Tables of a README that are made from code, between `<!-- made by: … -->` and `<!-- /made -->`. In the Japanese twin only the
// heads and the sentences of the last column are written by hand: they stay with their row when the table is made again.

const END = "<!-- /made -->";

type Row = readonly string[];

/** In Markdown, padded as a formatter would. */
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

/** `markdown` with `table` where the one made by `maker` is. Throws when it has no place for one. */
export function withMadeTable(markdown: string, maker: string, table: string): string {
  const { before, after } = partsOf(markdown, maker);
  return `${before}\n\n${table}\n\n${after}`;
}

/** The table of the twin: `rows` without a head, each with the sentence it already has there; its own where it has none. */
export function twinTable(markdown: string, maker: string, rows: readonly Row[]): string {
  const [head = [], , ...old] = partsOf(markdown, maker)
    .made.split("\n")
    .filter((line) => line.startsWith("|"))
    .map((line) =>
      line
        .trim()
        .slice(1, -1)
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim()),
    );
  const sentences = new Map(old.map((row) => [row[0], row.at(-1)]));
  return markdownTable([
    head,
    ...rows.map((row) => [...row.slice(0, -1), sentences.get(row[0]) ?? row.at(-1) ?? ""]),
  ]);
}

function partsOf(markdown: string, maker: string): { before: string; made: string; after: string } {
  const begin = `<!-- made by: ${maker} -->`;
  const from = markdown.indexOf(begin) + begin.length;
  const to = markdown.indexOf(END, from);
  if (from < begin.length || to < 0) throw new Error(`there is no ${begin} … ${END}`);
  return { before: markdown.slice(0, from), made: markdown.slice(from, to), after: markdown.slice(to) };
}
