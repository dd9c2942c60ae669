// What a room host says to the origin: that it is there, what rooms it has, who came and went; and what it asks.

import { type Credential, createInternalClient } from "../shared/http/internal-client.ts";
import { Problem } from "../shared/http/problem.ts";
import type { HostAddress } from "../shared/schema/host-address.ts";
import type { AssetId, HostId, RoomId, UserId } from "../shared/schema/ids.ts";
import { type ChangePage, changePageSchema } from "../shared/schema/internal/changes.ts";
import { type AwaitGifts, type GiftNews, giftNewsSchema } from "../shared/schema/internal/gifts.ts";
import {
  type HandOver,
  handedOverSchema,
  handoffSchema,
  type KeepRoom,
} from "../shared/schema/internal/handoff.ts";
import {
  assetUseSchema,
  type BroughtAlong,
  broughtAlongSchema,
  type Heartbeat,
  type HeartbeatAnswer,
  heartbeatAnswerSchema,
  type RegisterHost,
  type RoomReport,
  registeredHostSchema,
} from "../shared/schema/internal/hosts.ts";
import { type HostNotices, hostNoticesSchema } from "../shared/schema/internal/notices.ts";
import { fillPath, internalPath } from "../shared/schema/internal-api.ts";
import type { RoomEvidence } from "../shared/schema/room-evidence.ts";
import {
  type Participant,
  participantSchema,
  type RoomSpec,
  roomSpecSchema,
} from "../shared/schema/room-spec.ts";

/** The origin waits for news this long, and is given that much more to answer. */
const NEWS_WAIT_MS = 20_000;
const NEWS_TIMEOUT_MS = 25_000;
/** An answer that comes later says nothing of use: the lease was over by then. */
const BEAT_TIMEOUT_MS = 2_500;

export type OriginClient = ReturnType<typeof createOriginClient>;

/** Every call throws Problem: the origin's own, or ORIGIN_AWAY. */
export function createOriginClient(deps: {
  readonly originUrl: string;
  readonly credential: Credential;
  readonly hostId: HostId;
  readonly fetch: typeof fetch;
}) {
  const call = createInternalClient(deps);
  const { hostId } = deps;
  return {
    /** Answers how often to send a heartbeat, milliseconds. */
    register: async (host: RegisterHost): Promise<number> => {
      const { body } = await call({
        method: "POST",
        path: internalPath.registerHost,
        body: host,
        answer: registeredHostSchema,
      });
      return needed(body).heartbeatIntervalMs;
    },
    /** Answers the rooms to close, and who the heirs are. */
    heartbeat: async (heartbeat: Heartbeat): Promise<HeartbeatAnswer> => {
      const { body } = await call({
        method: "POST",
        path: fillPath(internalPath.heartbeat, { hostId }),
        body: heartbeat,
        timeoutMs: BEAT_TIMEOUT_MS,
        answer: heartbeatAnswerSchema,
      });
      return needed(body);
    },
    /** `seq`: of the newest beat, where the room is to be opened; null where it is open. */
    roomSpec: async (roomId: RoomId, requestId: string, seq: number | null): Promise<RoomSpec> => {
      const { body } = await call({
        method: "GET",
        path: fillPath(internalPath.roomSpec, { roomId }),
        query: { host: hostId, seq: seq ?? undefined },
        requestId,
        answer: roomSpecSchema,
      });
      return needed(body);
    },
    /** Gives a room away. Answers where it runs from now on. */
    handOver: async (roomId: RoomId, handOver: Omit<HandOver, "hostId">): Promise<HostAddress> => {
      const { body } = await call({
        method: "POST",
        path: fillPath(internalPath.roomHandoff, { roomId }),
        body: { hostId, ...handOver },
        answer: handedOverSchema,
      });
      return needed(body).host;
    },
    /** What outlives this host, should it go without a word. */
    keep: async (roomId: RoomId, kept: Omit<KeepRoom, "hostId">): Promise<void> => {
      const path = fillPath(internalPath.roomKept, { roomId });
      await call({ method: "PUT", path, body: { hostId, ...kept } });
    },
    /** The room as the host before handed it over, or as it was kept last, as text; null for neither. */
    handedOver: async (roomId: RoomId): Promise<string | null> => {
      try {
        const { body } = await call({
          method: "GET",
          path: fillPath(internalPath.roomHandoff, { roomId }),
          query: { host: hostId },
          answer: handoffSchema,
        });
        return needed(body).snapshot;
      } catch (error) {
        // An origin of the release before knows no handing over.
        if (error instanceof Problem && error.status === 404) return null;
        throw error;
      }
    },
    participant: async (roomId: RoomId, userId: UserId): Promise<Participant> => {
      const { body } = await call({
        method: "GET",
        path: fillPath(internalPath.participant, { roomId, userId }),
        answer: participantSchema,
      });
      return needed(body);
    },
    /** Whether they may use the asset as an item. */
    mayUse: async (roomId: RoomId, userId: UserId, assetId: AssetId): Promise<boolean> => {
      const { body } = await call({
        method: "GET",
        path: fillPath(internalPath.assetUse, { roomId, userId, assetId }),
        answer: assetUseSchema,
      });
      return needed(body).mayUse;
    },
    /** What holds of the user wherever they are. */
    broughtAlong: async (userId: UserId): Promise<BroughtAlong> => {
      const { body } = await call({
        method: "GET",
        path: fillPath(internalPath.broughtAlong, { userId }),
        answer: broughtAlongSchema,
      });
      return needed(body);
    },
    evidence: async (roomId: RoomId, evidence: RoomEvidence): Promise<void> => {
      await call({ method: "POST", path: fillPath(internalPath.roomEvidence, { roomId }), body: evidence });
    },
    /** What is new for rooms since `after`, waited for; with null at once, where the feed stands. */
    news: async (after: string | null): Promise<ChangePage> => {
      const { body } = await call({
        method: "GET",
        path: internalPath.roomNews,
        query: { after: after ?? undefined, waitMs: NEWS_WAIT_MS },
        timeoutMs: NEWS_TIMEOUT_MS,
        answer: changePageSchema,
      });
      return needed(body);
    },
    /** Notices for rooms of this host since the one numbered `after`. */
    notices: async (after: number): Promise<HostNotices> => {
      const { body } = await call({
        method: "GET",
        path: fillPath(internalPath.hostNotices, { hostId }),
        query: { after },
        answer: hostNoticesSchema,
      });
      return needed(body);
    },
    /** Gifts at these events since the ones numbered, waited for. */
    awaitGifts: async (events: AwaitGifts["events"]): Promise<GiftNews> => {
      const { body } = await call({
        method: "POST",
        path: internalPath.giftNews,
        body: { events, waitMs: NEWS_WAIT_MS } satisfies AwaitGifts,
        timeoutMs: NEWS_TIMEOUT_MS,
        answer: giftNewsSchema,
      });
      return needed(body);
    },
    report: async (roomId: RoomId, report: RoomReport): Promise<void> => {
      await call({ method: "POST", path: fillPath(internalPath.roomReport, { roomId }), body: report });
    },
  };
}

function needed<T>(body: T | null): T {
  if (body === null)
    throw new Problem({
      status: 502,
      code: "ORIGIN_ANSWER_EMPTY",
      title: "The origin answered without a body",
      detail: "Origin and room host may be of different versions.",
    });
  return body;
}
