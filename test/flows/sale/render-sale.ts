// What happened at a sale, in a table that a commit message can quote.

import type { Buyer } from "./buyer.ts";
import type { EdgeClient } from "./edge-client.ts";
import { HABIT_NAMES } from "./habits.ts";

/** The first moment: everybody at once. */
export type Rush = { readonly answersCount: number; readonly tookMs: number };

type Sale = {
  readonly seed: bigint;
  readonly buyers: readonly Buyer[];
  readonly rush: Rush;
  readonly client: EdgeClient;
  readonly counts: Readonly<Record<string, number>>;
};

export function renderSale({ seed, buyers, rush, client, counts }: Sale): string {
  const took = client.orderTookMs.toSorted((a, b) => a - b);
  const at = (share: number) => `${Math.round(took[Math.floor((took.length - 1) * share)] ?? 0)} ms`;
  const seconds = rush.tookMs / 1_000;
  return [
    `SALE_SEED=${seed}`,
    ...HABIT_NAMES.map((habit) => {
      const those = buyers.filter(({ wish }) => wish.habit === habit);
      const paying = those.filter(({ told }) => told.paid.size > 0);
      const returning = those.filter(({ told }) => told.returned.size > 0);
      return `  ${habit.padEnd(42)}${count(those.length)} came${count(paying.length)} paid${count(returning.length)} gave back`;
    }),
    ...Object.entries(counts).map(([what, figure]) => `  ${what.padEnd(42)}${count(figure)}`),
    `  the rush: ${rush.answersCount} orders answered in ${seconds.toFixed(1)} s, ${Math.round(rush.answersCount / seconds)} a second`,
    `  an order is answered within ${at(0.5)}, 99 of 100 within ${at(0.99)}, all within ${at(1)}; ${client.againCount()} requests were asked again`,
  ].join("\n");
}

const count = (figure: number) => String(figure).padStart(8);
