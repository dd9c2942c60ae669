// A host's place in the origin's pool: register, beat, register anew when the origin has forgotten us. A beat does not wait for the
// answer to the one before: the lease runs on meanwhile.

import type { Log } from "../shared/http/log.ts";
import { Problem } from "../shared/http/problem.ts";
import type { RoomId } from "../shared/schema/ids.ts";
import type { HeartbeatAnswer, RegisterHost } from "../shared/schema/internal/hosts.ts";
import type { Leases } from "./lease/leases.ts";
import type { OpenRoomInfo } from "./loop.ts";
import type { OriginClient } from "./origin-client.ts";

const RETRY_FIRST_MS = 100;
const RETRY_MAX_MS = 2_000;
/** On their way at once. */
const BEATS_MAX = 4;

export type Membership = {
  /** Whether the origin knows us, as of the last thing it said. */
  isMember(): boolean;
  /** Tells the origin that nobody shall be sent here any more, and goes on beating for those who are here. */
  drain(): Promise<void>;
  /** Tells the origin that nobody is here any more, and stops beating. */
  leave(): Promise<void>;
};

export type MembershipDeps = {
  readonly host: RegisterHost;
  readonly origin: Pick<OriginClient, "register" | "heartbeat">;
  readonly leases: Pick<Leases, "beat" | "answered">;
  readonly log: Log;
  /** Those that are being opened too, with epoch 0. */
  openRooms(): readonly (OpenRoomInfo & { readonly reportSeq: number })[];
  closeRoom(room: RoomId): void;
  /** The origin named heirs. */
  heirsNamed(lease: NonNullable<HeartbeatAnswer["lease"]>): void;
};

export function keepMembership(deps: MembershipDeps): Membership {
  let member = false;
  let leaving = false;
  let draining = false;
  let retryMs = RETRY_FIRST_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const onTheirWay = new Set<Promise<void>>();

  async function register(): Promise<void> {
    try {
      const intervalMs = await deps.origin.register(deps.host);
      deps.log.info("room.registered", { hostId: deps.host.hostId, heartbeatIntervalMs: intervalMs });
      member = true;
      retryMs = RETRY_FIRST_MS;
      // At once: until the first beat nobody knows the heirs of this host.
      schedule(0, intervalMs);
    } catch (error) {
      deps.log.warn("room.heartbeat.failed", { error });
      schedule(retryMs, RETRY_MAX_MS);
      retryMs = Math.min(RETRY_MAX_MS, retryMs * 2);
    }
  }

  async function beat(): Promise<void> {
    const rooms = [...deps.openRooms()];
    const lease = deps.leases.beat(rooms.map(({ room }) => room));
    try {
      const answer = await deps.origin.heartbeat({
        rooms,
        draining,
        lease: { ...lease, heirs: [...lease.heirs] },
      });
      const isNews = deps.leases.answered(lease.seq, answer);
      if (answer.lease !== null) deps.heirsNamed(answer.lease);
      if (isNews && onTheirWay.size < BEATS_MAX && !leaving) keep(beat());
      for (const room of answer.close) deps.closeRoom(room);
    } catch (error) {
      if (error instanceof Problem && error.status === 404) member = false;
      deps.log.warn("room.heartbeat.failed", { error });
    }
  }

  function schedule(afterMs: number, intervalMs: number): void {
    if (leaving) return;
    timer = setTimeout(() => {
      if (!member) return void keep(register());
      schedule(intervalMs, intervalMs);
      if (onTheirWay.size < BEATS_MAX) keep(beat());
    }, afterMs);
  }

  function keep(call: Promise<void>): Promise<void> {
    onTheirWay.add(call);
    void call.finally(() => onTheirWay.delete(call));
    return call;
  }

  keep(register());
  return {
    isMember: () => member,
    drain: async () => {
      draining = true;
      await Promise.all(onTheirWay);
      await keep(beat());
    },
    leave: async () => {
      leaving = true;
      clearTimeout(timer);
      // A registration or a beat on its way would otherwise arrive after our goodbye, and bring us back.
      await Promise.all(onTheirWay);
      clearTimeout(timer);
      if (!member) return;
      const lease = deps.leases.beat([]);
      const goodbye = { rooms: [], draining: true, lease: { ...lease, heirs: [...lease.heirs] } };
      await deps.origin.heartbeat(goodbye).catch((error: unknown) => {
        deps.log.warn("room.heartbeat.failed", { error });
      });
    },
  };
}
