// The addresses of rooms in the page: a world's, one of its rooms, an event's, the one somebody is in, where one is invited, and where
// one's party is led.

import type { Door } from "../../../shared/client/edge-client.ts";
import {
  eventIdSchema,
  invitationIdSchema,
  partyIdSchema,
  roomIdSchema,
  userIdSchema,
  worldIdSchema,
} from "../../../shared/schema/ids.ts";
import { channelSchema } from "../../../shared/schema/world-version.ts";

const BASE = {
  world: "worlds",
  event: "events",
  user: "users",
  invitation: "invitations",
  party: "parties",
} as const;

export function doorHref(door: Door): string {
  const address = `/${BASE[door.kind]}/${door.id}/room`;
  const { kind: _kind, id: _id, ...rest } = door;
  const search = new URLSearchParams(rest).toString();
  return search === "" ? address : `${address}?${search}`;
}

/** What such an address leads to; null where no id is one. */
export function doorOf(kind: Door["kind"], idText: string, search: URLSearchParams): Door | null {
  switch (kind) {
    case "world": {
      const id = worldIdSchema.safeParse(idText);
      if (!id.success) return null;
      const room = roomIdSchema.safeParse(search.get("room"));
      const channel = channelSchema.safeParse(search.get("channel"));
      return {
        kind,
        id: id.data,
        ...(room.success ? { room: room.data } : {}),
        ...(channel.success ? { channel: channel.data } : {}),
      };
    }
    case "event": {
      const id = eventIdSchema.safeParse(idText);
      if (!id.success) return null;
      return { kind, id: id.data, ...(search.get("seat") === "ghost" ? { seat: "ghost" } : {}) };
    }
    case "user": {
      const id = userIdSchema.safeParse(idText);
      return id.success ? { kind, id: id.data } : null;
    }
    case "invitation": {
      const id = invitationIdSchema.safeParse(idText);
      return id.success ? { kind, id: id.data } : null;
    }
    case "party": {
      const id = partyIdSchema.safeParse(idText);
      return id.success ? { kind, id: id.data } : null;
    }
  }
}
