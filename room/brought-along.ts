// What holds of users wherever they are, as the origin says it: whom they have blocked, and what moderators decided about them.
// Asked when they enter, when it is told to have changed, and when something of it ends by itself. One question about a user at
// a time, and one more if it changed meanwhile, so that no old answer stands. While the origin is away, whoever has a ticket, for which it
// looked at bans a moment ago, comes in all the same, and is not heard until it is known what holds of them. SPEC [BLOCK-5], [MOD-9]

import type { NowMs } from "../shared/clock.ts";
import type { Log } from "../shared/http/log.ts";
import { Problem } from "../shared/http/problem.ts";
import type { UserId } from "../shared/schema/ids.ts";
import type { BroughtAlong as Brought } from "../shared/schema/internal/hosts.ts";
import type { Effects } from "./effects.ts";
import type { Rooms } from "./rooms.ts";
import { bringBlocks } from "./state/brought-blocks.ts";
import { holdTo } from "./state/held-sanctions.ts";
import type { Room } from "./state/room.ts";
import type { Timers } from "./timers.ts";

const RETRY_AFTER_MS = 1_000;
/** What ends by itself is looked at no sooner than this, as clocks differ, and no later, as timers do not go further. */
const LOOK_AGAIN_MIN_MS = 1_000;
const LOOK_AGAIN_MAX_MS = 60 * 60_000;
/** Nobody stands at the door for longer: an origin that takes its time is as good as away. */
const AT_THE_DOOR_MAX_MS = 1_500;
/** Of whom it is not known what holds. */
const UNKNOWN: Brought = {
  users: [],
  sanctions: [
    {
      kind: "mute",
      scope: "platform",
      scopeId: null,
      untilMs: null,
      reason: "nobody can be asked just now whether you may speak",
    },
  ],
};

export type BroughtAlongDeps = {
  readonly nowMs: NowMs;
  readonly log: Log;
  readonly timers: Timers;
  /** null on a host that has nobody to ask. Rejects when the origin is away. */
  askBroughtAlong(user: UserId): Promise<Brought | null>;
};

export type BroughtAlong = {
  /** The room has what holds of the user as it is now, before they enter; while the origin is away, as it was, or that they are not heard. Rejects when the origin says that there is nobody such. */
  bring(room: Room, user: UserId): Promise<void>;
  /** Brings it anew wherever it was brought. Never rejects: it is tried until it succeeds. */
  changed(user: UserId): void;
  /** The same for everybody: it is not known who. */
  changedForAnybody(): Promise<void>;
};

export function createBroughtAlong(
  deps: BroughtAlongDeps,
  rooms: Rooms,
  obey: (out: Effects) => void,
): BroughtAlong {
  const asking = new Map<UserId, Question>();
  /** To be tried again. */
  const failing = new Set<UserId>();
  /** When something about a user ends by itself, and is looked at then. */
  const endings = new Map<UserId, number>();

  function ask(user: UserId): Promise<Answer> {
    const underWay = asking.get(user);
    if (underWay !== undefined) return underWay.answer;
    const question: Question = { state: "asked", answer: askUntilFresh(user) };
    asking.set(user, question);
    return question.answer;
  }

  async function askUntilFresh(user: UserId): Promise<Answer> {
    try {
      while (true) {
        const brought = await deps.askBroughtAlong(user);
        const question = asking.get(user);
        if (question?.state !== "again") return brought;
        question.state = "asked";
      }
    } finally {
      asking.delete(user);
    }
  }

  /** Never rejects. */
  async function renew(user: UserId): Promise<void> {
    const underWay = asking.get(user);
    if (underWay !== undefined) underWay.state = "again";
    if (roomsOf(user).next().done === true) return;
    try {
      const brought = await ask(user);
      if (brought !== null) for (const room of roomsOf(user)) take(room, user, brought);
    } catch (error) {
      later(user, error);
    }
  }

  function take(room: Room, user: UserId, { users, sanctions }: Brought): void {
    const nowMs = deps.nowMs();
    const out: Effects = [];
    bringBlocks(room, user, new Set(users));
    const endsAtMs = holdTo(room, user, sanctions, nowMs, out);
    obey(out);
    if (endsAtMs !== null) lookAgain(user, endsAtMs, nowMs);
  }

  function lookAgain(user: UserId, endsAtMs: number, nowMs: number): void {
    const delayMs = Math.min(LOOK_AGAIN_MAX_MS, Math.max(LOOK_AGAIN_MIN_MS, endsAtMs - nowMs));
    const dueMs = nowMs + delayMs;
    if ((endings.get(user) ?? Number.POSITIVE_INFINITY) <= dueMs) return;
    endings.set(user, dueMs);
    deps.timers.after(delayMs, () => {
      if (endings.get(user) !== dueMs) return;
      endings.delete(user);
      void renew(user);
    });
  }

  function later(user: UserId, error: unknown): void {
    if (failing.has(user)) return;
    failing.add(user);
    deps.log.warn("room.brought-along.unknown", { user, error });
    deps.timers.after(RETRY_AFTER_MS, () => {
      failing.delete(user);
      void renew(user);
    });
  }

  /** Rejects also when it takes too long, though the question goes on. */
  async function askAtTheDoor(user: UserId): Promise<Answer> {
    const { promise: tooLong, reject } = Promise.withResolvers<never>();
    const timer = deps.timers.after(AT_THE_DOOR_MAX_MS, () =>
      reject(new Error(`the origin did not answer within ${AT_THE_DOOR_MAX_MS} ms`)),
    );
    try {
      return await Promise.race([ask(user), tooLong]);
    } finally {
      timer.cancel();
    }
  }

  function* roomsOf(user: UserId): Generator<Room> {
    for (const room of rooms.all()) if (room.moderation.brought.has(user)) yield room;
  }

  return {
    async bring(room, user) {
      try {
        const brought = await askAtTheDoor(user);
        if (brought !== null) take(room, user, brought);
      } catch (error) {
        if (error instanceof Problem && error.status < 500) throw error;
        if (!room.moderation.brought.has(user)) take(room, user, UNKNOWN);
        later(user, error);
      }
    },
    changed: (user) => void renew(user),
    async changedForAnybody() {
      const users = new Set([...rooms.all()].flatMap(({ moderation }) => [...moderation.brought.keys()]));
      // One after the other: the origin may just have come back, and has others to answer.
      for (const user of users) await renew(user);
    },
  };
}

type Answer = Brought | null;
/** "again": it changed since. */
type Question = { state: "asked" | "again"; readonly answer: Promise<Answer> };
