// A host's place in the origin's pool: register, beat, register anew when the origin has forgotten us.

import type { Log } from "../shared/http/log.ts";
import { Problem } from "../shared/http/problem.ts";
import type { RoomId } from "../shared/schema/ids.ts";
import type { RegisterHost } from "../shared/schema/internal/hosts.ts";
import type { OpenRoomInfo } from "./loop.ts";
import type { OriginClient } from "./origin-client.ts";

const RETRY_FIRST_MS = 100;
const RETRY_MAX_MS = 2_000;

export type Membership = {
  /** Whether the origin knows us, as of the last thing it said. */
  isMember(): boolean;
  /** Tells the origin that nobody shall be sent here any more, and goes on beating for those who are here. */
  drain(): Promise<void>;
  /** Tells the origin that nobody is here any more, and stops beating. */
  leave(): Promise<void>;
};

export function keepMembership(deps: {
  readonly host: RegisterHost;
  readonly origin: OriginClient;
  readonly log: Log;
  openRooms(): readonly OpenRoomInfo[];
  closeRoom(room: RoomId): void;
}): Membership {
  let member = false;
  let leaving = false;
  let draining = false;
  let retryMs = RETRY_FIRST_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let intervalMs = RETRY_MAX_MS;
  let beating: Promise<void>;

  async function beat(): Promise<void> {
    try {
      if (!member) {
        intervalMs = await deps.origin.register(deps.host);
        deps.log.info("room.registered", { hostId: deps.host.hostId, heartbeatIntervalMs: intervalMs });
        member = true;
      } else {
        const close = await deps.origin.heartbeat({ rooms: [...deps.openRooms()], draining });
        for (const room of close) deps.closeRoom(room);
      }
      retryMs = RETRY_FIRST_MS;
      schedule(intervalMs);
    } catch (error) {
      if (error instanceof Problem && error.status === 404) member = false;
      deps.log.warn("room.heartbeat.failed", { error });
      schedule(retryMs);
      retryMs = Math.min(RETRY_MAX_MS, retryMs * 2);
    }
  }

  function schedule(afterMs: number): void {
    if (leaving) return;
    timer = setTimeout(() => {
      beating = beat();
    }, afterMs);
  }

  beating = beat();
  return {
    isMember: () => member,
    drain: async () => {
      draining = true;
      clearTimeout(timer);
      await beating;
      clearTimeout(timer);
      beating = beat();
      await beating;
    },
    leave: async () => {
      leaving = true;
      clearTimeout(timer);
      // A registration or a beat on its way would otherwise arrive after our goodbye, and bring us back.
      await beating;
      if (!member) return;
      await deps.origin.heartbeat({ rooms: [], draining: true }).catch((error: unknown) => {
        deps.log.warn("room.heartbeat.failed", { error });
      });
    },
  };
}
