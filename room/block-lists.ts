// Whom users have blocked wherever they are, as the origin says it: asked when they enter, and again when it is told to have
// changed. One question about a user at a time, and one more if it changed meanwhile, so that no old answer stands. SPEC [BLOCK-5]

import type { Log } from "../shared/http/log.ts";
import type { UserId } from "../shared/schema/ids.ts";
import type { Rooms } from "./rooms.ts";
import { bringBlocks } from "./state/brought-blocks.ts";
import type { Room } from "./state/room.ts";
import type { Timers } from "./timers.ts";

const RETRY_AFTER_MS = 1_000;

export type BlockListsDeps = {
  readonly log: Log;
  readonly timers: Timers;
  /** null on a host that has nobody to ask. Rejects when the origin is away. */
  askBlocks(user: UserId): Promise<readonly UserId[] | null>;
};

export type BlockLists = {
  /** The room has the user's list as it is now, before they enter. Rejects when it cannot be had and the room never had one. */
  bring(room: Room, user: UserId): Promise<void>;
  /** Brings it anew wherever it was brought. Never rejects: it is tried until it succeeds. */
  changed(user: UserId): void;
  /** The same for everybody: it is not known who. */
  changedForAnybody(): Promise<void>;
};

export function createBlockLists(deps: BlockListsDeps, rooms: Rooms): BlockLists {
  const asking = new Map<UserId, Question>();
  /** To be tried again. */
  const failing = new Set<UserId>();

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
        const blocked = await deps.askBlocks(user);
        const question = asking.get(user);
        if (question?.state !== "again") return blocked === null ? null : new Set(blocked);
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
      const blocked = await ask(user);
      if (blocked !== null) for (const room of roomsOf(user)) bringBlocks(room, user, blocked);
    } catch (error) {
      later(user, error);
    }
  }

  function later(user: UserId, error: unknown): void {
    if (failing.has(user)) return;
    failing.add(user);
    deps.log.warn("room.blocks.unknown", { user, error });
    deps.timers.after(RETRY_AFTER_MS, () => {
      failing.delete(user);
      void renew(user);
    });
  }

  function* roomsOf(user: UserId): Generator<Room> {
    for (const room of rooms.all()) if (room.moderation.brought.has(user)) yield room;
  }

  return {
    async bring(room, user) {
      try {
        const blocked = await ask(user);
        if (blocked !== null) bringBlocks(room, user, blocked);
      } catch (error) {
        // Who was here comes back also while the origin is away, and it will be asked again.
        if (!room.moderation.brought.has(user)) throw error;
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

type Answer = ReadonlySet<UserId> | null;
/** "again": it changed since. */
type Question = { state: "asked" | "again"; readonly answer: Promise<Answer> };
