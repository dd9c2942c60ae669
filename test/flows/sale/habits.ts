// What buyers are like. How many of a hundred are like that; drawn by the seed.

import type { Chance } from "../../../scripts/fuzz/chance.ts";

const HABITS = {
  "pays at once": 27,
  "is declined, and pays with another card": 10,
  "is declined, and gives up": 8,
  "clicks twice": 10,
  "clicks again, with another key": 8,
  "leaves the page open": 12,
  "pays when ten minutes are over": 8,
  "pays at a store's counter": 7,
  "never gets to the counter": 3,
  "pays, and is never seen again": 7,
} as const satisfies Readonly<Record<string, number>>;
export type Habit = keyof typeof HABITS;
export const HABIT_NAMES = Object.keys(HABITS) as readonly Habit[];

const PAIR_PERCENT = 25;
const COMES_AGAIN_PERCENT = 70;
const RETURNS_PERCENT = 25;
const SLOW_CARD_PERCENT = 30;

export type Wish = {
  readonly habit: Habit;
  /** Tickets. */
  readonly count: 1 | 2;
  /** Whether they come again when they were told that there are none left. */
  readonly comesAgain: boolean;
  /** Whether they give their tickets back when they may. */
  readonly returns: boolean;
  /** Whether what goes back to their card takes a while. */
  readonly hasSlowCard: boolean;
};

export function drawWish(chance: Chance): Wish {
  return {
    habit: drawHabit(chance),
    count: chance.percent(PAIR_PERCENT) ? 2 : 1,
    comesAgain: chance.percent(COMES_AGAIN_PERCENT),
    returns: chance.percent(RETURNS_PERCENT),
    hasSlowCard: chance.percent(SLOW_CARD_PERCENT),
  };
}

function drawHabit(chance: Chance): Habit {
  let at = chance.below(HABIT_NAMES.reduce((sum, name) => sum + HABITS[name], 0));
  for (const name of HABIT_NAMES) {
    at -= HABITS[name];
    if (at < 0) return name;
  }
  return "pays at once";
}
