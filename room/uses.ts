// Whether somebody may use an asset as an item in a room: the origin says, and the item is made, or its maker is told. What lies about is
// asked about anew when the asset is no longer what it was, and when its room comes from elsewhere: what changed on the way, or while
// nobody had the room, was heard of by nobody. SPEC [ITEM-13]

import type { NowMs } from "../shared/clock.ts";
import type { Log } from "../shared/http/log.ts";
import { NoticeCode } from "../shared/protocol/ext/notice.ts";
import type { AssetId, RoomId, UserId } from "../shared/schema/ids.ts";
import type { Effect } from "./effects.ts";
import { broadcast } from "./pubsub/fanout.ts";
import type { Rooms } from "./rooms.ts";
import { assetOf } from "./state/item-asset.ts";
import { makeItem, removeItem } from "./state/item-life.ts";
import type { Item, Items } from "./state/item-store.ts";
import type { Participant, Room } from "./state/room.ts";
import { notAllowed, overQuota, type Refusal } from "./state/verdict.ts";

/** To be made, in all rooms of the host: whoever asks for more at once is told to wait. */
export const USES_ASKED_MAX = 64;

export type UsesDeps = {
  readonly log: Log;
  readonly nowMs: NowMs;
  readonly rooms: Pick<Rooms, "get" | "all">;
  /** Whether the user may use it; null on a host that has nobody to ask. Rejects when the origin is away. */
  mayUse(room: RoomId, user: UserId, asset: AssetId): Promise<boolean | null>;
};

export type Uses = {
  /** Makes the item once the origin says so. Never rejects. */
  make(asked: Extract<Effect, { kind: "ask-use" }>): Promise<void>;
  /** Takes away what whoever made it may not use any more. Never rejects. */
  lookAgain(asset: AssetId): Promise<void>;
  /** The same of all that lies about in one room. Never rejects. */
  lookAround(room: Room): Promise<void>;
};

export function createUses({ log, nowMs, rooms, mayUse }: UsesDeps): Uses {
  let askedCount = 0;

  /** What keeps them from it; null: nothing does. */
  async function refusalOf(room: RoomId, user: UserId, asset: AssetId): Promise<Refusal | null> {
    try {
      return (await mayUse(room, user, asset)) === false ? NOT_THEIRS : null;
    } catch (error) {
      log.warn("room.use.unknown", { room, user, asset, error });
      return AWAY;
    }
  }

  async function refusalOfMaking(room: RoomId, user: UserId, asset: AssetId): Promise<Refusal | null> {
    if (askedCount >= USES_ASKED_MAX) return TOO_MANY;
    askedCount++;
    try {
      return await refusalOf(room, user, asset);
    } finally {
      askedCount--;
    }
  }

  async function lookAt({ spec, items }: Room, asset: AssetId): Promise<void> {
    for (const [by, made] of Map.groupBy(itemsOf(items, asset), (item) => item.by)) {
      if ((await refusalOf(spec.room, by, asset)) !== NOT_THEIRS) continue;
      const room = rooms.get(spec.room);
      for (const { id, what } of made) if (room?.items.byId.get(id)?.what === what) removeItem(room, id);
    }
  }

  return {
    async make({ room: id, sid, asset, spawn }) {
      const asking = rooms.get(id)?.participants.get(sid);
      if (asking === undefined) return;
      const refusal = await refusalOfMaking(id, asking.member.user, asset);
      const room = rooms.get(id);
      const maker = room?.participants.get(sid);
      // Whoever left meanwhile makes nothing any more.
      if (room === undefined || maker !== asking) return;
      // What is made of a room that was taken down on its way elsewhere is not there when it arrives.
      const verdict = refusal ?? (room.phase === "moving" ? AWAY : makeItem(room, maker, spawn, nowMs()));
      if (verdict !== null) tell(maker, verdict);
    },

    async lookAgain(asset) {
      for (const room of [...rooms.all()]) await lookAt(room, asset);
    },

    async lookAround(room) {
      const assets = [...room.items.byId.values()].map(({ what }) => assetOf(what.kind));
      for (const asset of new Set(assets)) if (asset !== null) await lookAt(room, asset);
    },
  };
}

function itemsOf({ byId }: Items, asset: AssetId): Item[] {
  return [...byId.values()].filter(({ what }) => what.kind === asset);
}

function tell({ subscriber }: Participant, { notice: code, message }: Refusal): void {
  if (subscriber.extension !== null)
    broadcast([subscriber], [{ kind: "notice", message: { code, message } }]);
}

const NOT_THEIRS = notAllowed("this thing is for those who own or have bought it");
const TOO_MANY = overQuota(NoticeCode.itemTooFast, "too many things are looked up at once; wait a moment");
const AWAY = notAllowed("nobody can say just now whether this thing is yours; try again in a moment");
