// Tables and made parts of a page in Markdown.

export type Row = readonly string[];

/** A table whose columns are as wide as their widest cell. Bars in cells are the caller's to escape. */
export function renderTable(columns: Row, rows: readonly Row[]): string {
  const all = [columns, ...rows];
  const widths = columns.map((_, column) => Math.max(3, ...all.map((row) => widthOf(row[column] ?? ""))));
  const line = (cells: Row): string =>
    `| ${widths.map((width, column) => padded(cells[column] ?? "", width)).join(" | ")} |`;
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
  return [line(columns), rule, ...rows.map(line)].join("\n");
}

const widthOf = (text: string): number => [...text].length;
const padded = (text: string, width: number): string => text + " ".repeat(width - widthOf(text));

const MARK = /<!-- made by: bun scripts\/spec\.ts ([\w-]+) -->/g;
const END = "<!-- /made -->";

/** The names of a page's made parts, in its order. */
export function namesOfMade(page: string): string[] {
  return [...page.matchAll(MARK)].map(([, name = ""]) => name);
}

/** The page with what stands between the marks of one part replaced. Throws Error when the part does not end. */
export function replaceMade(page: string, name: string, made: string): string {
  const mark = `<!-- made by: bun scripts/spec.ts ${name} -->`;
  const start = page.indexOf(mark) + mark.length;
  const end = page.indexOf(END, start);
  if (start < mark.length || end === -1) throw new Error(`no made part "${name}" that ends`);
  return `${page.slice(0, start)}\n\n${made}\n\n${page.slice(end)}`;
}

export const hex = (value: number, digits = 2): string => `0x${value.toString(16).padStart(digits, "0")}`;
/** 128 KiB, 4 KiB, 1,276: as the rules write it. */
export const bytes = (value: number): string =>
  value >= 1024 && value % 1024 === 0
    ? value % (1024 * 1024) === 0
      ? `${value / (1024 * 1024)} MiB`
      : `${value / 1024} KiB`
    : count(value);
export const count = (value: number): string => value.toLocaleString("en-GB");
