// A room full of people goes to another host, as in a deploy: how long each of them hears nothing, and whether a line of chat that was
// acknowledged fails to come to anybody.

import { capped, judge, type Scenario } from "../scenario.ts";
import { renderTable, short } from "../table.ts";
import { Guest } from "./guest.ts";
import { type SmallFleet, startSmallFleet } from "./small-fleet.ts";

const CLIENTS = 500;
const WRITERS = 10;
/** Each moves this often, and each writer says this many lines. */
const POSE_INTERVAL_MS = 100;
const LINE_INTERVAL_MS = 1_000;
const FROZEN_MAX_MS = 500;
const CALM_MS = { full: 3_000, quick: 1_000 } as const;
const ROUNDS = { full: 5, quick: 1 } as const;
const ENTERING_AT_ONCE = 20;
const SETTLED_MAX_MS = 20_000;
const LOOK_AGAIN_MS = 50;

const TITLES = [
  "people",
  "sent elsewhere",
  "silence p50",
  "p99",
  "longest",
  "lines acknowledged",
  "lost",
  "repeated",
] as const;

/** What those who were there noticed of one hand-over. */
type Round = {
  readonly clients: number;
  /** The longest silence of each, milliseconds, in order. */
  readonly silencesMs: readonly number[];
  readonly movedCount: number;
  readonly acknowledgedCount: number;
  /** Deliveries of acknowledged lines that never came; and that came more than once, as QoS 1 allows. */
  readonly lostCount: number;
  readonly repeatedCount: number;
  readonly troubles: readonly string[];
};

export const handOver: Scenario = {
  name: "hand-over",
  about: `${CLIENTS} people in one room, all moving, ${WRITERS} of them writing at QoS 1, while its host is asked to stop`,
  run: async (context) => {
    const clients = capped(CLIENTS, context.options);
    const rounds: Round[] = [];
    for (let round = 0; round < ROUNDS[context.options.pace]; round++) {
      context.progress(`hand-over ${round + 1}`);
      const fleet = await startSmallFleet(clients);
      try {
        rounds.push(await playRound(fleet, clients, CALM_MS[context.options.pace]));
      } finally {
        await fleet.stop();
      }
    }
    const all = rounds.flatMap(({ silencesMs }) => silencesMs).toSorted((a, b) => a - b);
    const sum = (of: (round: Round) => number) => rounds.reduce((total, round) => total + of(round), 0);
    const troubles = rounds.flatMap((round) => round.troubles);
    const ms = (value: number) => `${short(value)} ms`;
    const count = (value: number) => `${value}`;
    return {
      text: renderTable(
        TITLES.map((title) => ({ title, align: "right" })),
        rounds.map((round) => [
          count(round.clients),
          count(round.movedCount),
          ms(at(round.silencesMs, 0.5)),
          ms(at(round.silencesMs, 0.99)),
          ms(at(round.silencesMs, 1)),
          count(round.acknowledgedCount),
          count(round.lostCount),
          count(round.repeatedCount),
        ]),
      ),
      verdicts: [
        judge({ what: "frozen, p99", value: at(all, 0.99), limit: FROZEN_MAX_MS, better: "low", show: ms }),
        judge({
          what: "acknowledged and lost",
          value: sum((r) => r.lostCount),
          limit: 0,
          better: "low",
          show: count,
        }),
        judge({ what: "went otherwise", value: troubles.length, limit: 0, better: "low", show: count }),
      ],
      figures: { rounds },
    };
  },
};

async function playRound(fleet: SmallFleet, clients: number, calmMs: number): Promise<Round> {
  const { room, tickets } = await fleet.place(clients);
  const guests = tickets.map((_, index) => new Guest(index, room.room));
  const entering = guests.entries();
  const enterer = async (): Promise<void> => {
    for (const [index, guest] of entering) await guest.enter(room.host, tickets[index] ?? "");
  };
  await Promise.all(Array.from({ length: ENTERING_AT_ONCE }, enterer));
  const stopTalking = talk(guests);
  await Bun.sleep(calmMs);
  for (const guest of guests) guest.takeGapMs();
  await fleet.drain(room);
  await Bun.sleep(calmMs);
  const silencesMs = guests.map((guest) => guest.takeGapMs()).toSorted((a, b) => a - b);
  stopTalking();
  const writers = guests.slice(0, WRITERS);
  await settled(() => writers.every(({ unacknowledgedCount }) => unacknowledgedCount === 0));
  const lines = writers.flatMap(({ acknowledged }) => acknowledged);
  await settled(() => guests.every(({ heard }) => lines.every((line) => heard.has(line))));
  for (const guest of guests) guest.leave();
  const timesHeard = guests.flatMap(({ heard }) => lines.map((line) => heard.get(line) ?? 0));
  return {
    clients,
    silencesMs,
    movedCount: guests.filter(({ moves }) => moves > 0).length,
    acknowledgedCount: lines.length,
    lostCount: timesHeard.filter((times) => times === 0).length,
    repeatedCount: timesHeard.filter((times) => times > 1).length,
    troubles: guests.flatMap(({ troubles }) => troubles),
  };
}

/** Everybody moves and some write, spread over the time, until the answer is called. */
function talk(guests: readonly Guest[]): () => void {
  const every = (intervalMs: number, index: number, count: number, say: (step: number) => void) => {
    let step = 0;
    let timer: ReturnType<typeof setTimeout> = setTimeout(
      () => {
        say(step++);
        timer = setInterval(() => say(step++), intervalMs);
      },
      (intervalMs * index) / count,
    );
    return () => clearTimeout(timer);
  };
  const stops = [
    ...guests.map((guest, index) =>
      every(POSE_INTERVAL_MS, index, guests.length, (step) => guest.sayPose(step)),
    ),
    ...guests
      .slice(0, WRITERS)
      .map((guest, index) =>
        every(LINE_INTERVAL_MS, index, WRITERS, (step) => guest.sayLine(`${index} said ${step}`)),
      ),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** What does not come in time is told by the figures. */
async function settled(isSo: () => boolean): Promise<void> {
  const untilMs = performance.now() + SETTLED_MAX_MS;
  while (!isSo() && performance.now() < untilMs) await Bun.sleep(LOOK_AGAIN_MS);
}

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}
