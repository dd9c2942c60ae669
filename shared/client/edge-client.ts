// The public API, typed by its contract: `ask` for any endpoint, and short names for what every client does. Says with a Problem
// what went wrong. Web-standard: browsers, Bun and Deno.

import type { NowMs } from "../clock.ts";
import type { Endpoint } from "../contract/endpoint.ts";
import { type Answer, type Ask, contract, type EndpointId } from "../contract/registry.ts";
import { Problem } from "../http/problem.ts";
import {
  type AssetId,
  cryptoBytes,
  type EventId,
  type InvitationId,
  type PartyId,
  type RoomId,
  type UploadId,
  type UserId,
  type WorldId,
} from "../schema/ids.ts";
import type { NotificationNews } from "../schema/notification.ts";
import type {
  AssertedCredential,
  CreationOptions,
  NewCredential,
  RequestOptions,
} from "../schema/passkey.ts";
import type { Enter, Queued, RoomEntry, UploadStatus } from "../schema/public-api.ts";
import type { UploadKind, UploadRequest } from "../schema/upload.ts";
import type { Locale, UpdateMe, User } from "../schema/user.ts";
import type { Channel } from "../schema/world-version.ts";
import { createCaller, edgeAway, refusalOf, unreadable } from "./edge-call.ts";
import { createEdgeSession } from "./edge-session.ts";
import { followNotifications } from "./follow-notifications.ts";
import { untilEntered, type WaitOptions } from "./until-entered.ts";

const IDEMPOTENCY_KEY_BYTES = 16;

export type PageOptions = { readonly cursor?: string; readonly limit?: number };

/**
 * What one enters by: a world, and in it one of its open rooms, or the version that is tried; an event, unseen where one steers
 * its cameras; the room somebody is in, where one is invited, or where one's party is led.
 */
export type Door =
  | { readonly kind: "world"; readonly id: WorldId; readonly room?: RoomId; readonly channel?: Channel }
  | { readonly kind: "event"; readonly id: EventId; readonly seat?: "ghost" }
  | { readonly kind: "user"; readonly id: UserId }
  | { readonly kind: "invitation"; readonly id: InvitationId }
  | { readonly kind: "party"; readonly id: PartyId };

export type EnterOptions = WaitOptions & Partial<Pick<Enter, "ifFull">>;

export type EdgeClientOptions = {
  /** Where the edge answers, without a trailing slash; "" for the page's own origin. */
  readonly edgeUrl: string;
  /** Where the refresh token lives: in the browser's cookie, or in the memory of this client. */
  readonly session: "cookie" | "bearer";
  readonly fetch: typeof fetch;
  readonly nowMs: NowMs;
  /**
   * Told when a session is over that its owner did not end, by whichever call found out; that call rejects all the same.
   * Not told of a session that could not be taken up.
   */
  readonly onEnded?: (problem: Problem) => void;
};

export type EdgeClient = ReturnType<typeof createEdgeClient>;

/**
 * Makes a client for one person at a time. The access token is exchanged by itself. Every method that asks rejects with a
 * Problem: the edge's own, EDGE_AWAY (503) when nothing answers, EDGE_ANSWER_UNREADABLE (502) when what answers is no edge,
 * SESSION_REQUIRED (401) when nobody is signed in.
 */
export function createEdgeClient(options: EdgeClientOptions) {
  const call = createCaller(options);
  const session = createEdgeSession({ ...options, mode: options.session, call });

  function ask<Id extends EndpointId>(id: Id, parts: Ask<Id>): Promise<Answer<Id>> {
    const { auth }: Endpoint = contract[id];
    return auth === "session" ? session.call(id, parts) : call(id, parts);
  }

  const askQueue = ({ id: queueId }: Queued["queue"]) => ask("queue.get", { params: { queueId } });
  const after = (delayMs: number) => new Promise<void>((resolve) => setTimeout(resolve, delayMs));

  async function knock(door: Door, ifFull: Enter["ifFull"]): Promise<RoomEntry | Queued> {
    switch (door.kind) {
      case "world": {
        const { id: worldId, room, channel } = door;
        const body = { ifFull, ...(room && { room }), ...(channel && { channel }) };
        return ask("worlds.enter", { params: { worldId }, body });
      }
      case "event": {
        const { id: eventId, seat } = door;
        return ask("events.enter", { params: { eventId }, body: { ifFull, ...(seat && { seat }) } });
      }
      case "user":
        return ask("users.enter", { params: { userId: door.id }, body: { ifFull } });
      case "invitation":
        return ask("invitations.enter", { params: { invitationId: door.id }, body: { ifFull } });
      case "party":
        return ask("party.enter", { body: { ifFull } });
    }
  }

  async function openNotifications(lastEventId: string | null, signal: AbortSignal) {
    const { fetch: send } = options;
    const token = await session.accessToken();
    const answer = await send(options.edgeUrl + contract["notifications.events"].path, {
      credentials: "omit",
      headers: {
        accept: "text/event-stream",
        authorization: `Bearer ${token}`,
        ...(lastEventId === null ? {} : { "last-event-id": lastEventId }),
      },
      signal,
    }).catch((cause: unknown) => {
      throw edgeAway(cause);
    });
    if (answer.ok && answer.body !== null) return answer.body;
    throw await refusalOf(answer);
  }

  return {
    /**
     * Asks any endpoint by its id, as whoever is signed in where it wants to know. What it is handed and what it answers are
     * the contract's; `refusalOf` tells a refusal by its code.
     */
    ask,

    /** Makes a guest account and signs in as it. */
    signInAsGuest: async (displayName: string, locale: Locale): Promise<User> =>
      session.keep(await call("signIn.guest", { body: { displayName, locale, session: options.session } })),

    /**
     * Signs in with a passkey of this site; `sign` asks the authenticator, and its rejection is this one's. In a browser the
     * options are for `parseRequestOptionsFromJSON()`.
     */
    async signInWithPasskey(sign: (options: RequestOptions) => Promise<AssertedCredential>): Promise<User> {
      const credential = await sign(await call("signIn.passkeyStart", {}));
      return session.keep(await call("signIn.passkey", { body: { credential, session: options.session } }));
    },

    /** Makes an account with the passkey that `create` has the authenticator make, and signs in as it. */
    async signUpWithPasskey(
      profile: { readonly displayName: string; readonly locale: Locale },
      create: (options: CreationOptions) => Promise<NewCredential>,
    ): Promise<User> {
      const credential = await create(await call("signUp.passkeyStart", { body: profile }));
      return session.keep(await call("signUp.passkey", { body: { credential, session: options.session } }));
    },

    /** Takes up the session of before, from its cookie or its refresh token. Null when there is none, or it is over. */
    async resume(): Promise<User | null> {
      try {
        return await session.exchange();
      } catch (error) {
        if (error instanceof Problem && error.status === 401) return null;
        throw error;
      }
    },

    /** Ends the session, here and at the edge. One that was over already counts as ended. */
    async signOut(): Promise<void> {
      await session.settle();
      const refreshToken = session.refreshToken();
      if (options.session === "cookie" || refreshToken !== null)
        await call("session.end", refreshToken === null ? {} : { body: { refreshToken } }).catch(
          (error: unknown) => {
            if (!(error instanceof Problem) || error.status !== 401) throw error;
          },
        );
      session.forget();
    },

    /** The session was ended elsewhere, such as in another tab: nobody is signed in here any more. */
    forget: session.forget,

    /** Who is signed in, as last told. */
    user: session.user,

    me: async (): Promise<User> => session.remember(await ask("me.get", {})),

    worlds: (query: PageOptions = {}) => ask("worlds.list", { query }),
    world: (worldId: WorldId) => ask("worlds.get", { params: { worldId } }),
    avatars: (query: PageOptions = {}) => ask("avatars.list", { query }),
    events: (query: PageOptions = {}) => ask("events.list", { query }),

    createWorld: (body: Ask<"worlds.create">["body"]) =>
      // A fresh key for each call, so that repeating it with a fresh token does not make two worlds.
      ask("worlds.create", { headers: { "idempotency-key": idempotencyKey() }, body }),

    /**
     * Asks for a place behind this door: where the room's host is, and the ticket to show there. Where every place is taken it
     * waits in the queue, or looks on as a ghost meanwhile.
     */
    enter: async (door: Door, { ifFull = "queue", ...wait }: EnterOptions = {}): Promise<RoomEntry> =>
      untilEntered(await knock(door, ifFull), { ask: askQueue, after }, wait),

    /** Waits in the queue, from the place one has in it: a ghost's `waiting`. */
    untilEntered: (waiting: Queued, wait: WaitOptions = {}): Promise<RoomEntry> =>
      untilEntered(waiting, { ask: askQueue, after }, wait),

    /**
     * Tells what one is told of as it comes, until `signal` aborts: first how much is unread, then each thing once, also over
     * connections that break. Rejects when nobody is signed in any more.
     */
    followNotifications: (onNews: (news: NotificationNews) => void, signal: AbortSignal): Promise<void> =>
      followNotifications({ open: openNotifications, onNews, after, signal }),

    /** Puts an avatar on; null takes it off. */
    wearAvatar: async (avatarId: AssetId | null): Promise<User> =>
      session.remember(await ask("me.wearAvatar", { body: { avatarId } })),

    /** Changes one's own name, bio or language: only what is handed. */
    updateMe: async (body: UpdateMe): Promise<User> => session.remember(await ask("me.update", { body })),

    /** What may be uploaded, and how much of it. */
    uploadLimits: () => ask("uploads.limits", {}),
    /** The right to post one file whole. */
    uploadPolicy: (kind: UploadKind, body: UploadRequest) =>
      ask("uploads.policy", { params: { kind }, body }),
    /** The right to send a large file in parts. */
    multipartUpload: (kind: UploadKind, body: UploadRequest) =>
      ask("uploads.multipart", { params: { kind }, body }),
    /** Puts the parts together when all are sent. */
    completeUpload: (kind: UploadKind, uploadId: UploadId) =>
      ask("uploads.complete", { params: { kind, uploadId } }),
    /** Gives up an upload that has no verdict yet. */
    abortUpload: (kind: UploadKind, uploadId: UploadId) =>
      ask("uploads.abort", { params: { kind, uploadId } }),
    myUploads: (query: PageOptions = {}) => ask("me.uploads", { query }),
    /** How an upload goes; `statusApiUrl` as its policy gave it. */
    async uploadStatus(statusApiUrl: string): Promise<UploadStatus> {
      const status = await call("uploads.status", { url: statusApiUrl });
      if (status !== null) return status;
      throw unreadable(204, new Error("a status was asked for, not the end of a stream"));
    },
  };
}

function idempotencyKey(): string {
  return Array.from(cryptoBytes(IDEMPOTENCY_KEY_BYTES), (byte) => byte.toString(16).padStart(2, "0")).join(
    "",
  );
}
