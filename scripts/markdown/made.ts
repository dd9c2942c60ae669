// Parts of a page that are made from code, between `<!-- made by: … -->` and `<!-- /made -->`. In the Japanese twin of a table only the
// heads and the sentences of the last column are written by hand: they stay with their row when the table is made again.

import { markdownTable, type Row } from "./table.ts";

const END = "<!-- /made -->";

/** `markdown` with `made` where what `maker` made is. Throws Error when it has no place for it. */
export function withMade(markdown: string, maker: string, made: string): string {
  const { before, after } = partsOf(markdown, maker);
  return `${before}\n\n${made}\n\n${after}`;
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
