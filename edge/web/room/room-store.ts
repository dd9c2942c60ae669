// What the room page shows besides the scene: connection, people, chat. An external store for React; poses never pass here.

import type { RoomConnection } from "../../../shared/client/room-client.ts";
import type { ChatDown } from "../../../shared/protocol/ext/chat.ts";
import type { Member } from "../../../shared/protocol/ext/presence.ts";
import type { RoomNotice } from "../../../shared/protocol/ext/room-notice.ts";
import type { RoomSettings } from "../../../shared/protocol/ext/room-settings.ts";
import type { UserId } from "../../../shared/schema/ids.ts";
import type { Seat } from "../../../shared/schema/room-spec.ts";
import type { ToldGift } from "../../../shared/schema/told-gift.ts";
import type { Waiting } from "./entrance.ts";
import { isOnStage } from "./on-stage.ts";

const LINES_MAX = 200;
const UNHEARD_LINES_MAX = 20;

export type Line =
  | { readonly kind: "said"; readonly key: string; readonly line: ChatDown; readonly isOwn: boolean }
  | { readonly kind: "came" | "went"; readonly key: string; readonly name: string }
  /** Whoever answers for the room said it to everybody. */
  | { readonly kind: "told"; readonly key: string; readonly notice: RoomNotice }
  | { readonly kind: "given"; readonly key: string; readonly gift: ToldGift };

/** A line of one's own that the room has not sent back; by its id it will be known. */
export type UnheardLine = {
  readonly id: string;
  readonly text: string;
  /** "overdue": it may never have arrived, and is shown as not sent. */
  readonly name: "under-way" | "overdue";
};

export type RoomSnapshot = {
  readonly connection: RoomConnection;
  /** Whether this visit ever was in the room: what is lost can only be what one had. */
  readonly wasJoined: boolean;
  /** null: there is nothing to wait for. */
  readonly waiting: Waiting | null;
  /** A ghost looks on, seen by nobody. */
  readonly seat: Seat;
  readonly stage: "none" | "drawing" | "unavailable";
  readonly settings: RoomSettings | null;
  /** Oneself first, then whoever came first. */
  readonly people: readonly Member[];
  readonly ownSid: number | null;
  readonly lines: readonly Line[];
  readonly unheard: readonly UnheardLine[];
  /** Why something one did had no effect; `key` tells one from the next. */
  readonly notice: { readonly key: number; readonly code: number } | null;
};

export const EMPTY_ROOM: RoomSnapshot = {
  connection: { name: "connecting" },
  wasJoined: false,
  waiting: null,
  seat: "visible",
  stage: "none",
  settings: null,
  people: [],
  ownSid: null,
  lines: [],
  unheard: [],
  notice: null,
};

/** A new connection state. */
export function withConnection(room: RoomSnapshot, connection: RoomConnection): RoomSnapshot {
  if (connection.name !== "joined") return { ...room, connection };
  return { ...room, connection, wasJoined: true, ownSid: connection.sid };
}

/**
 * New members. Who came and who went since is written into the chat, unless this is the first list of a connection:
 * those were there before us.
 */
export function withMembers(
  room: RoomSnapshot,
  members: ReadonlyMap<number, Member>,
  isFirst: boolean,
  nextKey: () => string,
): RoomSnapshot {
  const people = [...members.values()].sort(
    (a, b) =>
      Number(b.sid === room.ownSid) - Number(a.sid === room.ownSid) ||
      Number(isOnStage(b)) - Number(isOnStage(a)) ||
      a.joinedAt - b.joinedAt ||
      a.sid - b.sid,
  );
  if (isFirst) return { ...room, people };
  const before = new Set(room.people.map((member) => member.sid));
  const came = people.filter(({ sid }) => !before.has(sid) && sid !== room.ownSid);
  const went = room.people.filter(({ sid }) => !members.has(sid) && sid !== room.ownSid);
  const told: Line[] = [
    ...went.map(({ name }) => ({ kind: "went", key: nextKey(), name }) as const),
    ...came.map(({ name }) => ({ kind: "came", key: nextKey(), name }) as const),
  ];
  return { ...room, people, lines: told.length === 0 ? room.lines : bounded([...room.lines, ...told]) };
}

/** A line the room sent. One's own is no longer waited for, however late it comes. */
export function withChat(room: RoomSnapshot, line: ChatDown, key: string): RoomSnapshot {
  const isOwn = line.from === room.ownSid;
  const said: Line = { kind: "said", key, line, isOwn };
  return { ...(isOwn ? withoutUnheard(room, line.id) : room), lines: bounded([...room.lines, said]) };
}

/** Whoever answers for the room said something. The same room when it was told of that already: its id is among the last lines. */
export function withRoomNotice(room: RoomSnapshot, notice: RoomNotice, key: string): RoomSnapshot {
  if (room.lines.some((line) => line.kind === "told" && line.notice.id === notice.id)) return room;
  return { ...room, lines: bounded([...room.lines, { kind: "told", key, notice }]) };
}

/** Somebody gave something to who performs. */
export function withGift(room: RoomSnapshot, gift: ToldGift, key: string): RoomSnapshot {
  return { ...room, lines: bounded([...room.lines, { kind: "given", key, gift }]) };
}

/** The lines without what these people said, with a gift or without one. */
export function withoutWordsOf(lines: readonly Line[], users: ReadonlySet<UserId>): readonly Line[] {
  if (users.size === 0) return lines;
  return lines.flatMap((line): Line[] => {
    if (line.kind === "said") return users.has(line.line.user) ? [] : [line];
    if (line.kind !== "given" || line.gift.from === null || !users.has(line.gift.from.user)) return [line];
    return [{ ...line, gift: { ...line.gift, text: null } }];
  });
}

/** A line was handed to the room; the oldest of more than 20 unheard ones is forgotten. */
export function withUnheard(room: RoomSnapshot, id: string, text: string): RoomSnapshot {
  const unheard = [...room.unheard, { id, text, name: "under-way" } as const];
  return { ...room, unheard: unheard.slice(-UNHEARD_LINES_MAX) };
}

/** The line was waited for long enough. The same room when it has come back meanwhile. */
export function withOverdue(room: RoomSnapshot, id: string): RoomSnapshot {
  if (!room.unheard.some((line) => line.id === id)) return room;
  const unheard = room.unheard.map((line) => (line.id === id ? { ...line, name: "overdue" as const } : line));
  return { ...room, unheard };
}

/** The line is no longer waited for. */
export function withoutUnheard(room: RoomSnapshot, id: string): RoomSnapshot {
  return { ...room, unheard: room.unheard.filter((line) => line.id !== id) };
}

function bounded(lines: readonly Line[]): readonly Line[] {
  return lines.length > LINES_MAX ? lines.slice(-LINES_MAX) : lines;
}

export type RoomStore = {
  snapshot(): RoomSnapshot;
  subscribe(listener: () => void): () => void;
  update(change: (room: RoomSnapshot) => RoomSnapshot): void;
};

export function createRoomStore(): RoomStore {
  let room = EMPTY_ROOM;
  const listeners = new Set<() => void>();
  return {
    snapshot: () => room,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    update(change) {
      const next = change(room);
      if (next === room) return;
      room = next;
      for (const listener of listeners) listener();
    },
  };
}
