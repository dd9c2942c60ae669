// The few rows of many that score highest, without sorting or keeping the many.

/** Holds at most `rowsMax`; what is offered becomes a row only when it is among them. */
export class Best<Row> {
  readonly #rowsMax: number;
  readonly #kept: { readonly score: number; readonly row: Row }[] = [];

  constructor(rowsMax: number) {
    this.#rowsMax = rowsMax;
  }

  /** Equal scores stay in the order they were offered; a score of 0 is not worth a row. */
  offer(score: number, makeRow: () => Row): void {
    const last = this.#kept.at(-1);
    const isFull = this.#kept.length === this.#rowsMax;
    if (score <= 0 || (isFull && last !== undefined && last.score >= score)) return;
    let at = this.#kept.length;
    while (at > 0 && (this.#kept[at - 1]?.score ?? 0) < score) at--;
    this.#kept.splice(at, 0, { score, row: makeRow() });
    if (this.#kept.length > this.#rowsMax) this.#kept.pop();
  }

  /** The highest first. */
  rows(): Row[] {
    return this.#kept.map(({ row }) => row);
  }
}
