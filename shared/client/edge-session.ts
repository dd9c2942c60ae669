// Who is signed in, and the tokens that prove it: kept, exchanged in time, and exchanged once however many calls want it.

import type { NowMs } from "../clock.ts";
import type { Answer, EndpointId } from "../contract/registry.ts";
import { Problem } from "../http/problem.ts";
import type { SessionGrant } from "../schema/public-api.ts";
import type { User } from "../schema/user.ts";
import type { Caller, Parts } from "./edge-call.ts";

/** A token is exchanged this long before it would expire, for the call it is wanted for takes time too. */
const EXPIRY_MARGIN_MS = 30_000;
/** Even when our clock and the edge's disagree, a token just granted is used for so long. */
const TOKEN_USE_MIN_MS = 60_000;
/** Another tab of this browser exchanged the cookie a moment ago: its successor is on its way into ours. */
const ROTATION_RETRY_DELAYS_MS = [150, 500, 1_500];

type Held = {
  readonly user: User;
  readonly accessToken: string;
  readonly exchangeAtMs: number;
  /** null: it is in the browser's cookie. */
  readonly refreshToken: string | null;
};

/** Makes a session with nobody in it. */
export function createEdgeSession(options: {
  /** Where the refresh token lives: in the browser's cookie, or in the memory of this session. */
  readonly mode: "cookie" | "bearer";
  readonly call: Caller;
  readonly nowMs: NowMs;
  /** Told once when whoever was signed in no longer is, without having signed out; with the 401 that said so. */
  readonly onEnded?: (problem: Problem) => void;
}) {
  const { mode, call, nowMs } = options;
  let held: Held | null = null;
  let exchanging: Promise<User> | null = null;

  function keep(grant: SessionGrant): User {
    const expiresAtMs = Date.parse(grant.accessTokenExpiresAt);
    held = {
      user: grant.user,
      accessToken: grant.accessToken,
      exchangeAtMs: Math.max(nowMs() + TOKEN_USE_MIN_MS, expiresAtMs - EXPIRY_MARGIN_MS),
      refreshToken: grant.refreshToken ?? null,
    };
    return grant.user;
  }

  /** Nobody signed in, nobody to tell: a page that only asked whether there is a session to take up. */
  function end(problem: Problem): void {
    if (held === null) return;
    held = null;
    options.onEnded?.(problem);
  }

  /** One at a time: a refresh token that comes twice ends its session. */
  function exchange(): Promise<User> {
    exchanging ??= exchangeNow().finally(() => {
      exchanging = null;
    });
    return exchanging;
  }

  async function exchangeNow(): Promise<User> {
    const refreshToken = held?.refreshToken ?? null;
    if (mode === "bearer" && refreshToken === null) throw sessionRequired();
    const delaysMs = mode === "cookie" ? ROTATION_RETRY_DELAYS_MS : [];
    for (const delayMs of [...delaysMs, null]) {
      try {
        return keep(await call("session.refresh", refreshToken === null ? {} : { body: { refreshToken } }));
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        if (error.status === 401) end(error);
        if (error.status !== 409 || delayMs === null) throw error;
        await new Promise<void>((resolve) => setTimeout(resolve, delayMs));
      }
    }
    throw sessionRequired();
  }

  async function accessToken(): Promise<string> {
    if (held === null || nowMs() >= held.exchangeAtMs) await exchange();
    if (held === null) throw sessionRequired();
    return held.accessToken;
  }

  return {
    /** Takes what a sign-in granted. */
    keep,
    /** Exchanges the refresh token, or the cookie, now. Rejects with SESSION_REQUIRED or the edge's 401 when it is over. */
    exchange,
    user: (): User | null => held?.user ?? null,
    /** What the edge last said about whoever is signed in. */
    remember(user: User): User {
      if (held !== null) held = { ...held, user };
      return user;
    },
    /** Lets an exchange under way come to its end: what it brings would otherwise outlive a sign-out. */
    async settle(): Promise<void> {
      await exchanging?.catch(() => {}); // told to whoever asked for it
    },
    refreshToken: (): string | null => held?.refreshToken ?? null,
    forget(): void {
      held = null;
    },
    /** A token that is good for some while yet. */
    accessToken,
    /** A call as whoever is signed in; repeated once when the edge no longer takes the token. */
    async call<Id extends EndpointId>(id: Id, ask: Parts): Promise<Answer<Id>> {
      const token = await accessToken();
      try {
        return await call(id, ask, token);
      } catch (error) {
        if (!(error instanceof Problem) || error.code !== "ACCESS_TOKEN_INVALID") throw error;
        // Unless another call was told the same and has a new one already.
        if (held?.accessToken === token) await exchange();
        const newToken = await accessToken();
        return await call(id, ask, newToken).catch((refusal: unknown) => {
          // A token granted a moment ago: another would fare no better.
          if (refusal instanceof Problem && refusal.status === 401 && held?.accessToken === newToken)
            end(refusal);
          throw refusal;
        });
      }
    },
  };
}

function sessionRequired(): Problem {
  return new Problem({
    status: 401,
    code: "SESSION_REQUIRED",
    title: "Nobody is signed in",
    detail: "Sign in first.",
  });
}
