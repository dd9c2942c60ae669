// The two hosts this program can be, each a loop with the world it needs round it: one of a Hiroba, and one alone.

import { join } from "node:path";
import { BUILD } from "../shared/build.ts";
import { openWebSocketChannel } from "../shared/client/websocket-channel.ts";
import { credentialOf } from "../shared/http/internal-client.ts";
import type { Log } from "../shared/http/log.ts";
import type { ReadinessCheck } from "../shared/http/service.ts";
import { newId } from "../shared/schema/ids.ts";
import type { PeerPromise } from "../shared/schema/peers.ts";
import type { ListeningConfig, RoomConfig } from "./config.ts";
import { drain } from "./drain.ts";
import { createGiftFollower } from "./follow-gifts.ts";
import { followNews } from "./follow-news.ts";
import { decodeSnapshot } from "./handoff/snapshot-schema.ts";
import { keepRooms } from "./keep-rooms.ts";
import { createPeers } from "./lease/ask-heirs.ts";
import { Leases, unleased } from "./lease/leases.ts";
import type { Collection } from "./leisure.ts";
import { createLoop, type Loop, type LoopDeps } from "./loop.ts";
import { keepMembership } from "./membership.ts";
import { measuredOrigin } from "./metrics/measured-origin.ts";
import type { Metrics } from "./metrics.ts";
import { createOriginClient } from "./origin-client.ts";
import { type OpenPorts, toldPorts } from "./ports.ts";
import { createNoticeReader } from "./read-notices.ts";
import { createReporter } from "./reporter.ts";
import { SEGMENT_MAX_BYTES, SPOOL_MAX_BYTES, Spool } from "./reports/spool.ts";
import { runErrand } from "./run-errands.ts";
import { DEFAULT_LIMITS, type SessionLimits } from "./session/limits.ts";
import { OPEN_ROOM_SPEC } from "./session/open-room.ts";
import { createTicketCheck } from "./tickets.ts";
import { runtimeTimers } from "./timers.ts";

const EMPTY_ROOM_MAX_MS = 60_000;
/** Never jumps: a corrected wall clock must neither end sessions nor stop rooms. Tickets are the wall clock's. */
export const steadyMs = (): number => performance.now();
const beganAtMs = performance.timeOrigin;
export const nowMs = (): number => Math.round(beganAtMs + performance.now());

export type Host = {
  readonly loop: Loop;
  /** Answers what another host asks with this pass; null: the pass is none. Itself null on a host that has no others. */
  readonly answerPeer: ((pass: string) => Promise<PeerPromise | null>) | null;
  readonly checks: Readonly<Record<string, ReadinessCheck>>;
  /** Called once the ports are known. */
  listening(ports: OpenPorts): void;
  /** Hands its rooms over to other hosts, as far as there are any, in the time there is, until it is told to hurry. */
  drain(hurry: AbortSignal): Promise<void>;
  goodbye(): Promise<void>;
};

/** What a host is made with. */
export type HostDeps = { readonly log: Log; readonly metrics: Metrics };

/** What both ask of the runtime. */
const runtime = {
  nowMs,
  steadyMs,
  timers: runtimeTimers,
  collectGarbage: (collection: Collection): void => Bun.gc(collection === "at-once"),
  randomBytes: (count: number): Uint8Array => crypto.getRandomValues(new Uint8Array(count)),
};

/** A host of a Hiroba: tickets from the edge, rooms from the origin. */
export function ticketedHost(config: RoomConfig, { log, metrics }: HostDeps): Host {
  const hostId = newId("host");
  const { originUrl } = config;
  const credential = credentialOf("room", config, Date.now);
  const client = createOriginClient({ originUrl, credential, hostId, fetch });
  const origin = measuredOrigin(client, metrics, steadyMs);
  const reporter = createReporter({ hostId, nowMs, log, send: origin.report });
  const leases = new Leases({ steadyMs, after: Bun.sleep, askSpec: origin.roomSpec });
  const deps: LoopDeps = {
    ...runtime,
    metrics,
    limits: DEFAULT_LIMITS,
    log,
    emptyRoomMaxMs: EMPTY_ROOM_MAX_MS,
    verify: createTicketCheck({ jwksUrl: config.ticketJwksUrl, hostId, nowMs: Date.now, log }),
    leases,
    renewedSpec: (room, requestId) => origin.roomSpec(room, requestId, null),
    takeOver: async (room) => {
      const text = await origin.handedOver(room);
      if (text === null) return null;
      try {
        return decodeSnapshot(text);
      } catch (error) {
        // Another build's: the room opens all the same, and whoever was in it enters it anew.
        log.error("room.snapshot.unreadable", { room, error });
        return null;
      }
    },
    roomOpened: () => void gifts.look(),
    askParticipant: origin.participant,
    mayUse: origin.mayUse,
    askBroughtAlong: origin.broughtAlong,
    stage: { hostId, openChannel: openWebSocketChannel, rng: Math.random, wallMs: Date.now },
    report: reporter.report,
    roomClosed: reporter.closed,
    roomLost: reporter.lost,
  };
  const loop = createLoop(deps);
  const peers = createPeers({ hostId, leases, log, fetch, steadyMs, wallMs: Date.now });
  const kept = keepRooms({ log, origin, nowMs, liveRooms: loop.liveRooms, willsOf: loop.willsOf });
  const notices = createNoticeReader({ origin, log, notify: loop.notify, after: Bun.sleep });
  const gifts = createGiftFollower({
    origin,
    log,
    rooms: loop.liveRooms,
    told: loop.give,
    after: Bun.sleep,
  });
  let membership: ReturnType<typeof keepMembership> | null = null;
  let unfollow = (): void => {};
  return {
    loop,
    answerPeer: peers.answer,
    checks: {
      origin: async () => {
        if (membership?.isMember() !== true) throw new Error("not registered with the origin yet");
      },
    },
    listening: (ports) => {
      const { tcpPort, wsUrl } = toldPorts(ports, config.address);
      // Who has the port is the only one who has what is kept under its name.
      const directory = join(config.spoolDir, `${encodeURIComponent(config.bind)}-${tcpPort}`);
      const bounds = { maxBytes: SPOOL_MAX_BYTES, segmentMaxBytes: SEGMENT_MAX_BYTES };
      reporter.keepIn((gaveUp) => Spool.open({ directory, log, gaveUp, ...bounds }));
      unfollow = followNews({
        origin,
        log,
        heard: (news) => void runErrand({ log, origin, loop, notices, after: Bun.sleep }, news),
        everythingChanged: async () => {
          await loop.renewSpecs("all");
          await loop.broughtAlong.changedForAnybody();
          await notices.look();
        },
      });
      membership = keepMembership({
        host: {
          hostId,
          region: config.region,
          host: { address: config.address, tcpPort, wsUrl: config.wsUrl ?? wsUrl },
          participantsMax: config.participantsMax,
          roomsMax: config.roomsMax,
          build: `${BUILD}, bun ${Bun.version}`,
          startedAtMs: Math.floor(beganAtMs),
          engineId: config.engineId,
        },
        origin,
        leases,
        log,
        heirsNamed: peers.heard,
        openRooms: () =>
          loop.openRooms().map((room) => ({ ...room, reportSeq: reporter.newestSeq(room.room, room.epoch) })),
        closeRoom: loop.closeRoom,
      });
    },
    drain: async (hurry) => {
      if (membership === null || config.drainMaxSeconds === 0 || hurry.aborted) return;
      await membership.drain();
      await drain(
        { log, loop, origin, reporter, steadyMs, after: Bun.sleep },
        config.drainMaxSeconds * 1000,
        hurry,
      );
    },
    goodbye: async () => {
      unfollow();
      notices.stop();
      gifts.stop();
      peers.stop();
      kept.stop();
      await membership?.leave();
      await reporter.flush();
      await reporter.stop();
    },
  };
}

/** A host alone: one room, no tickets, nobody asked. */
export function openHost(config: ListeningConfig, limits: SessionLimits, { log, metrics }: HostDeps): Host {
  const loop = createLoop({
    ...runtime,
    metrics,
    limits,
    log: log.with({ open: true }),
    emptyRoomMaxMs: Number.POSITIVE_INFINITY,
    verify: async () => ({ access: "open", room: OPEN_ROOM_SPEC.room, identity: null, requestId: "open" }),
    leases: unleased(async () => OPEN_ROOM_SPEC),
    renewedSpec: async () => OPEN_ROOM_SPEC,
    takeOver: async () => null,
    roomOpened: () => {},
    askParticipant: async () => null,
    mayUse: async () => null,
    askBroughtAlong: async () => null,
    stage: null,
    report: () => {},
    roomClosed: () => {},
    roomLost: () => {},
  });
  console.error(
    [
      "────────────────────────────────────────────────────────────────────────────",
      ` OPEN ROOM HOST on ${config.bind}: no tickets, no rights, any client, any topic.`,
      " For protocol suites and benchmarks. Never where strangers can reach it.",
      "────────────────────────────────────────────────────────────────────────────",
    ].join("\n"),
  );
  return {
    loop,
    answerPeer: null,
    checks: {},
    listening: () => {},
    drain: async () => {},
    goodbye: async () => {},
  };
}
