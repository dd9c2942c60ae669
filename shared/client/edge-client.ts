// The public API, typed: one method per route a client uses. Says with a Problem what went wrong. Web-standard: browsers, Bun
// and Deno.

import * as z from "zod";
import type { NowMs } from "../clock.ts";
import { Problem } from "../http/problem.ts";
import { type AssetId, cryptoBytes, type UploadId, type WorldId } from "../schema/ids.ts";
import {
  type AvatarPage,
  avatarPageSchema,
  type EventPage,
  eventPageSchema,
  type MultipartUpload,
  multipartUploadSchema,
  type OwnUploadPage,
  ownUploadPageSchema,
  type RoomEntry,
  roomEntrySchema,
  sessionGrantSchema,
  type UploadPolicy,
  type UploadStatus,
  uploadPolicySchema,
  uploadStatusSchema,
  type WorldPage,
  worldDetailSchema,
  worldPageSchema,
} from "../schema/public-api.ts";
import {
  type UploadKind,
  type UploadLimits,
  type UploadRequest,
  uploadLimitsSchema,
} from "../schema/upload.ts";
import { type Locale, type User, userSchema } from "../schema/user.ts";
import type { createWorldSchema, World } from "../schema/world.ts";
import { createCaller } from "./edge-call.ts";
import { createEdgeSession } from "./edge-session.ts";

const IDEMPOTENCY_KEY_BYTES = 16;

export type PageOptions = { readonly cursor?: string; readonly limit?: number };

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

  return {
    /** Makes a guest account and signs in as it. */
    async signInAsGuest(displayName: string, locale: Locale): Promise<User> {
      const body = { displayName, locale, session: options.session };
      return session.keep(
        await call({ method: "POST", path: "/v1/sign-in/guest", body, answer: sessionGrantSchema }),
      );
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
      const body = refreshToken === null ? {} : { body: { refreshToken } };
      if (options.session === "cookie" || refreshToken !== null)
        await call({ method: "DELETE", path: "/v1/session", ...body, answer: z.null() }).catch(
          (error: unknown) => {
            if (!(error instanceof Problem) || error.status !== 401) throw error;
          },
        );
      session.forget();
    },

    /** Who is signed in, as last told. */
    user: session.user,

    async me(): Promise<User> {
      return session.remember(await session.call({ method: "GET", path: "/v1/me", answer: userSchema }));
    },

    worlds: (query: PageOptions = {}): Promise<WorldPage> =>
      call({ method: "GET", path: "/v1/worlds", query, answer: worldPageSchema }),
    world: (id: WorldId): Promise<World> =>
      call({ method: "GET", path: `/v1/worlds/${id}`, answer: worldDetailSchema }),
    avatars: (query: PageOptions = {}): Promise<AvatarPage> =>
      call({ method: "GET", path: "/v1/avatars", query, answer: avatarPageSchema }),
    events: (query: PageOptions = {}): Promise<EventPage> =>
      call({ method: "GET", path: "/v1/events", query, answer: eventPageSchema }),

    createWorld: (body: z.input<typeof createWorldSchema>): Promise<World> =>
      session.call({
        method: "POST",
        path: "/v1/worlds",
        // A fresh one for each call, so that repeating it with a fresh token does not make two worlds.
        headers: { "idempotency-key": idempotencyKey() },
        body,
        answer: worldDetailSchema,
      }),

    /** Asks for a place in a room of this world: where its host is, and the ticket to show there. */
    enterWorld: (id: WorldId): Promise<RoomEntry> =>
      session.call({ method: "POST", path: `/v1/worlds/${id}/enter`, answer: roomEntrySchema }),

    /** Puts an avatar on; null takes it off. */
    async wearAvatar(id: AssetId | null): Promise<User> {
      const body = { avatarId: id };
      return session.remember(
        await session.call({ method: "PUT", path: "/v1/me/avatar", body, answer: userSchema }),
      );
    },

    /** What may be uploaded, and how much of it. */
    uploadLimits: (): Promise<UploadLimits> =>
      call({ method: "GET", path: "/v1/upload/limits", answer: uploadLimitsSchema }),
    /** The right to post one file whole. */
    uploadPolicy: (kind: UploadKind, file: UploadRequest): Promise<UploadPolicy> =>
      session.call({
        method: "POST",
        path: `/v1/upload/${kind}/policies`,
        body: file,
        answer: uploadPolicySchema,
      }),
    /** The right to send a large file in parts. */
    multipartUpload: (kind: UploadKind, file: UploadRequest): Promise<MultipartUpload> =>
      session.call({
        method: "POST",
        path: `/v1/upload/${kind}/multipart`,
        body: file,
        answer: multipartUploadSchema,
      }),
    /** Puts the parts together when all are sent. */
    completeUpload: (kind: UploadKind, id: UploadId): Promise<UploadStatus> =>
      session.call({ method: "POST", path: `/v1/upload/${kind}/${id}/complete`, answer: uploadStatusSchema }),
    /** Gives up an upload that has no verdict yet. */
    abortUpload: (kind: UploadKind, id: UploadId): Promise<null> =>
      session.call({ method: "DELETE", path: `/v1/upload/${kind}/${id}`, answer: z.null() }),
    myUploads: (query: PageOptions = {}): Promise<OwnUploadPage> =>
      session.call({ method: "GET", path: "/v1/me/uploads", query, answer: ownUploadPageSchema }),
    /** How an upload goes; `statusApiUrl` as its policy gave it. */
    uploadStatus: (statusApiUrl: string): Promise<UploadStatus> =>
      call({ method: "GET", url: statusApiUrl, answer: uploadStatusSchema }),
  };
}

function idempotencyKey(): string {
  return Array.from(cryptoBytes(IDEMPOTENCY_KEY_BYTES), (byte) => byte.toString(16).padStart(2, "0")).join(
    "",
  );
}
