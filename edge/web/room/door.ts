// The addresses of rooms in the page: a world's, one of its rooms, an event's, the one somebody is in, and where one is invited.

import type { Door } from "../../../shared/client/edge-client.ts";
import {
  eventIdSchema,
  invitationIdSchema,
  roomIdSchema,
  userIdSchema,
  worldIdSchema,
} from "../../../shared/schema/ids.ts";

const BASE = { world: "worlds", event: "events", user: "users", invitation: "invitations" } as const;

export function doorHref(door: Door): string {
  const room = door.kind === "world" && door.room !== undefined ? `?room=${door.room}` : "";
  return `/${BASE[door.kind]}/${door.id}/room${room}`;
}

/** What such an address leads to; null where no id is one. */
export function doorOf(kind: Door["kind"], idText: string, roomText: string | null): Door | null {
  switch (kind) {
    case "world": {
      const id = worldIdSchema.safeParse(idText);
      if (!id.success) return null;
      const room = roomIdSchema.safeParse(roomText);
      return { kind, id: id.data, ...(room.success ? { room: room.data } : {}) };
    }
    case "event": {
      const id = eventIdSchema.safeParse(idText);
      return id.success ? { kind, id: id.data } : null;
    }
    case "user": {
      const id = userIdSchema.safeParse(idText);
      return id.success ? { kind, id: id.data } : null;
    }
    case "invitation": {
      const id = invitationIdSchema.safeParse(idText);
      return id.success ? { kind, id: id.data } : null;
    }
  }
}
