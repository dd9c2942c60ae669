// A creator's month: what was there, what came, what went, line by line, and what is there. Pure.

import {
  type EarnedUnit,
  type Payout,
  STATEMENT_LINES_MAX,
  type Statement,
  type StatementKind,
  type StatementLine,
} from "../../shared/schema/payout.ts";

/** A line before its balance is known. */
export type Movement = Omit<StatementLine, "balance">;
export type Movements = {
  /** What there was when the month began, and what there is at its end: by the books, not by the lines. */
  readonly units: Statement["units"];
  /** In any order; one more than there is room for says that there are more. */
  readonly movements: readonly Movement[];
  readonly payouts: readonly Payout[];
};

/** Within a day what comes is before what goes. */
const ORDER: readonly StatementKind[] = [
  "ticket",
  "store",
  "gift",
  "redeemed",
  "payout-returned",
  "payout-dropped",
  "taken-back",
  "payout",
  "forfeited",
];

export function toStatement(
  about: Pick<Statement, "month" | "creator">,
  { units, movements, payouts }: Movements,
): Statement {
  const balances = new Map<EarnedUnit, number>(units.map(({ unit, openingAmount }) => [unit, openingAmount]));
  const lines = movements
    .toSorted(
      (a, b) =>
        compare(a.on, b.on) ||
        ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) ||
        compare(a.about ?? "", b.about ?? "") ||
        compare(a.unit, b.unit),
    )
    .slice(0, STATEMENT_LINES_MAX)
    .map((movement) => {
      const balance = (balances.get(movement.unit) ?? 0) + movement.amount;
      balances.set(movement.unit, balance);
      return { ...movement, balance };
    });
  return {
    ...about,
    units: [...units],
    lines,
    payouts: [...payouts],
    isWhole: movements.length <= STATEMENT_LINES_MAX,
  };
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** Its first moment and the next month's, in UTC. */
export function spanOf(month: string): { readonly from: Date; readonly until: Date } {
  const [year = 0, of = 1] = month.split("-").map(Number);
  return { from: new Date(Date.UTC(year, of - 1)), until: new Date(Date.UTC(year, of)) };
}
