// What people noticed of a rehearsal, as a table. Pure.

/** The longest silences, milliseconds, while one process was replaced; of all, and of those who were sent elsewhere. */
export type Gaps = {
  readonly movedCount: number;
  readonly gapP50Ms: number;
  readonly gapP99Ms: number;
  readonly gapMaxMs: number;
};
export type Step = Gaps & { readonly name: string; readonly leftAfterMs: number };
export type Rehearsal = {
  readonly steps: readonly Step[];
  readonly reads: number;
  readonly writes: number;
  /** That were paid for, and came. */
  readonly tickets: number;
  readonly troubles: readonly string[];
};

const TROUBLES_SHOWN_MAX = 20;

/** Of those who were sent elsewhere, or of everybody where nobody was. */
export function gapsOf(all: readonly { readonly gapMs: number; readonly moves: number }[]): Gaps {
  const moved = all.filter(({ moves }) => moves > 0);
  const gaps = (moved.length > 0 ? moved : all).map(({ gapMs }) => gapMs).toSorted((a, b) => a - b);
  return {
    movedCount: moved.length,
    gapP50Ms: at(gaps, 0.5),
    gapP99Ms: at(gaps, 0.99),
    gapMaxMs: at(gaps, 1),
  };
}

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

export function renderRehearsal({ steps, reads, writes, tickets, troubles }: Rehearsal): string {
  const head = ["replaced", "sent elsewhere", "silence p50", "p99", "longest", "the old one left after"];
  const rows = steps.map((step) => [
    step.name,
    `${step.movedCount}`,
    ms(step.gapP50Ms),
    ms(step.gapP99Ms),
    ms(step.gapMaxMs),
    ms(step.leftAfterMs),
  ]);
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    `  ${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join("   ")}`;
  const shown = troubles.slice(0, TROUBLES_SHOWN_MAX).map((trouble) => `  ${trouble}`);
  const more = troubles.length > shown.length ? [`  … and ${troubles.length - shown.length} more`] : [];
  return [
    "",
    line(head),
    ...rows.map(line),
    "",
    `${reads} reads, ${writes} writes and ${tickets} tickets bought meanwhile.`,
    troubles.length === 0 ? "Nothing was lost, and nobody left." : `${troubles.length} things went wrong:`,
    ...shown,
    ...more,
  ].join("\n");
}

function ms(value: number): string {
  return `${Math.round(value)} ms`;
}
