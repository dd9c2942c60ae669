// The tables of shared/protocol/SPEC.md as rows of cells, so that tests can hold them against the code.

const SPEC = `${import.meta.dir}/../../shared/protocol/SPEC.md`;

/** The rows of the table whose header begins with these columns, cells trimmed and without backticks. Throws when it is not there. */
export async function specTable(...columns: readonly string[]): Promise<string[][]> {
  const lines = (await Bun.file(SPEC).text()).split("\n").map(cellsOf);
  const header = lines.findIndex((cells) => columns.every((column, index) => cells?.[index] === column));
  if (header === -1) throw new Error(`no table of the SPEC begins with ${columns.join(", ")}`);
  const rows: string[][] = [];
  for (const cells of lines.slice(header + 2)) {
    if (cells === null) break;
    rows.push(cells);
  }
  return rows;
}

function cellsOf(line: string): string[] | null {
  if (!line.startsWith("|")) return null;
  return line
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim().replaceAll("`", ""));
}
