// A room, or two, in which everybody does everything: they move, talk, handle items, set keys, block and mute each other, come and go.

import { GIFTS_EVENT, GIVING } from "../gift-actions.ts";
import { HANDLING } from "../item-actions.ts";
import { MODERATING, MYSELF, ODDS_AND_ENDS } from "../order-actions.ts";
import type { Actions } from "../pubsub-actions.ts";
import { COMING_AND_GOING } from "../pubsub-actions.ts";
import type { Scenario } from "../scenario.ts";
import { KEEPING, MOVING, TALKING } from "../talk-actions.ts";
import { drawPerson, ROOMS, roomLatecomers, roomSpec } from "./people.ts";

const PEOPLE_MIN = 3;
const PEOPLE_MAX = 7;

function squareOf(
  name: string,
  about: string,
  actions: Actions,
  more: Partial<Pick<Scenario, "spec" | "stepsMin" | "stepsMax" | "stepMeanMs">> = {},
): Scenario {
  return {
    name,
    about,
    host: "ticketed",
    hasRoom: true,
    spec: roomSpec,
    personas: (chance) => {
      const count = chance.between(PEOPLE_MIN, PEOPLE_MAX);
      const rooms = chance.percent(25) ? ROOMS : ([ROOMS[0]] as const);
      return Array.from({ length: count }, (_, index) => drawPerson(chance, index, count, rooms));
    },
    latecomers: roomLatecomers,
    actions,
    stepsMin: 60,
    stepsMax: 220,
    stepMeanMs: 14,
    ...more,
  };
}

export const square = squareOf("square", "a room in which everybody does everything", [
  ...MOVING,
  ...TALKING,
  ...MYSELF,
  ...HANDLING,
  ...KEEPING,
  ...MODERATING,
  ...ODDS_AND_ENDS,
  ...COMING_AND_GOING,
]);

export const workshop = squareOf("workshop", "many hands on few items, and keys", [
  ...HANDLING,
  ...HANDLING,
  ...KEEPING,
  ...MOVING,
  ...COMING_AND_GOING,
]);

export const quarrel = squareOf("quarrel", "blocked, muted and thrown out, and everybody talks on", [
  ...MODERATING,
  ...MODERATING,
  ...TALKING,
  ...MYSELF,
  ...MOVING,
  ...COMING_AND_GOING,
]);

export const concert = squareOf(
  "concert",
  "gifts are given, and told to the host again and again, while people come and go",
  [...GIVING, ...TALKING, ...MODERATING, ...COMING_AND_GOING],
  { spec: (room) => ({ ...roomSpec(room), gifts: { event: GIFTS_EVENT, after: 0 } }) },
);
