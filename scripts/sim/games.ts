// Every game by name: rooms, which are played unless another is named, and what is simulated beside them.

import { SimUsageError } from "./arguments.ts";
import { type Game, TRACE_MAX_LINES } from "./game.ts";
import { LEASE_CANARIES, leaseBugs, playLeases } from "./lease/play.ts";
import { MONEY_CANARIES, moneyBugs, playMoney } from "./money/play.ts";
import { rooms } from "./rooms-game.ts";

type Failure = { readonly message: string; readonly trace: readonly string[] };

/** A game whose world plays in one go, with or without one of its bugs. */
function worldGame<Bug extends string>({
  bugs,
  play,
  ...about
}: Pick<Game, "name" | "fine" | "names"> & {
  readonly bugs: readonly Bug[];
  readonly play: (from: bigint, seeds: number, bug: Bug | null) => Failure | null;
}): Game {
  return {
    ...about,
    begin: ({ canary, scenario }) => {
      const bug = bugs.find((each) => each === canary) ?? null;
      if (canary !== null && bug === null)
        throw new SimUsageError(`no canary "${canary}"; --list names them`);
      if (scenario !== null) throw new SimUsageError(`${about.name} has no scenarios`);
      return {
        play: async (seed) => ({ isBroken: play(seed, 1, bug) !== null, virtualMs: 0 }),
        explain: async (seed) => {
          const failure = play(seed, 1, bug);
          if (failure === null) throw new Error(`seed ${seed} breaks nothing the second time`);
          return [...failure.trace.slice(-TRACE_MAX_LINES), `\nseed ${seed} breaks it: ${failure.message}`];
        },
        [Symbol.dispose]: () => {},
      };
    },
  };
}

const lease = worldGame({
  name: "lease",
  fine: "no room had two hosts",
  names: LEASE_CANARIES,
  bugs: leaseBugs(),
  play: playLeases,
});

const money = worldGame({
  name: "money",
  fine: "no money and no seat was lost or made",
  names: MONEY_CANARIES,
  bugs: moneyBugs(),
  play: playMoney,
});

const GAMES: readonly Game[] = [rooms, lease, money];

/** Null for a name nobody has. */
export function gameNamed(name: string): Game | null {
  return GAMES.find((game) => game.name === name) ?? null;
}
