// A typed call to the origin's internal API: the one way edge, room hosts and the UGC worker reach it.

import type * as z from "zod";
import type { NowMs } from "../clock.ts";
import type { InternalCaller } from "../schema/internal-callers.ts";
import type { ServiceKey } from "../service-keys.ts";
import { type Bearer, createServiceBearer } from "../service-token.ts";
import { answeredProblem, Problem } from "./problem.ts";
import { REQUEST_ID_HEADER } from "./service.ts";

export type InternalCallOptions<T extends z.ZodType> = {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** From internalPath, with its `:names` filled by fillPath. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly requestId?: string;
  /** What a 2xx with a body must be; left out for 204. */
  readonly answer?: T;
  /** Milliseconds until the call is given up. */
  readonly timeoutMs?: number;
};

export type InternalClient = <T extends z.ZodType>(
  options: InternalCallOptions<T>,
) => Promise<{ status: number; body: z.output<T> | null }>;

/** What opens the origin: a token signed for the path, or the secret that all share. */
export type Credential = Bearer | string;

/** The bearer for one call to `path`. */
export async function bearerOf(credential: Credential, path: string): Promise<string> {
  return typeof credential === "string" ? credential : credential(path);
}

/** By the process's own key where it has one, else by the shared secret. */
export function credentialOf(
  caller: InternalCaller,
  config: { readonly serviceKey: ServiceKey | null; readonly internalToken: string },
  nowMs: NowMs,
): Credential {
  return config.serviceKey === null
    ? config.internalToken
    : createServiceBearer(caller, config.serviceKey, nowMs);
}

const DEFAULT_TIMEOUT_MS = 5_000;

/**
 * Makes the caller. A problem the origin answered is thrown as the same Problem; an origin that cannot be reached is a
 * Problem ORIGIN_AWAY (503, Retry-After 1), an answer of another shape ORIGIN_ANSWER_UNREADABLE (502).
 */
export function createInternalClient(deps: {
  readonly originUrl: string;
  readonly credential: Credential;
  readonly fetch: typeof fetch;
}): InternalClient {
  return async (options) => {
    const response = await deps
      .fetch(deps.originUrl + options.path + searchOf(options.query), {
        method: options.method,
        headers: {
          authorization: `Bearer ${await bearerOf(deps.credential, options.path)}`,
          ...(options.body === undefined ? {} : { "content-type": "application/json" }),
          ...(options.requestId === undefined ? {} : { [REQUEST_ID_HEADER]: options.requestId }),
          ...options.headers,
        },
        ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
        signal: AbortSignal.timeout(options.timeoutMs ?? DEFAULT_TIMEOUT_MS),
      })
      .catch((cause: unknown) => {
        throw originAway(cause);
      });
    if (!response.ok)
      throw (
        answeredProblem(response, await response.json().catch(() => null)) ??
        originAway(new Error(`the origin answered ${response.status} without a problem`))
      );
    if (response.status === 204 || options.answer === undefined)
      return { status: response.status, body: null };
    const body: unknown = await response.json().catch((cause: unknown) => {
      throw originAway(cause); // it went away in the middle of its answer
    });
    const parsed = options.answer.safeParse(body);
    if (!parsed.success) throw unreadable(options, parsed.error);
    return { status: response.status, body: parsed.data };
  };
}

function searchOf(query: InternalCallOptions<z.ZodType>["query"]): string {
  if (query === undefined) return "";
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) given.set(name, String(value));
  return given.size === 0 ? "" : `?${given}`;
}

function unreadable({ method, path }: { method: string; path: string }, cause: unknown): Problem {
  return new Problem({
    status: 502,
    code: "ORIGIN_ANSWER_UNREADABLE",
    title: "The origin's answer cannot be read",
    detail: `${method} ${path}: the processes of this server may be of different versions.`,
    cause,
  });
}

/** What a call that got no answer, or none of ours, comes to. */
export function originAway(cause: unknown): Problem {
  return new Problem({
    status: 503,
    code: "ORIGIN_AWAY",
    title: "The origin cannot be reached",
    detail: "Try again in a moment.",
    headers: { "retry-after": "1" },
    cause,
  });
}
