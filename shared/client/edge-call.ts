// One call of the public API: request out, checked answer in, every failure a Problem. Knows no session.

import type * as z from "zod";
import { answeredProblem, Problem } from "../http/problem.ts";

const TIMEOUT_MS = 15_000;
/** What proxies answer in place of an edge that is not there. */
const GATEWAY_STATUSES: ReadonlySet<number> = new Set([502, 503, 504]);

export type Call<T extends z.ZodType> = {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** What the JSON of a 2xx must be; no body at all counts as null. */
  readonly answer: T;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
  readonly accessToken?: string;
} & (
  | { readonly path: string }
  /** An absolute URL the edge gave us. */
  | { readonly url: string }
);

export type Caller = <T extends z.ZodType>(call: Call<T>) => Promise<z.output<T>>;

/**
 * Makes the caller. It rejects with the edge's own Problem (Retry-After among its headers), EDGE_AWAY (503) when nothing
 * answers within 15 s or a proxy says so, or EDGE_ANSWER_UNREADABLE (502) when the answer is not the one expected.
 */
export function createCaller(options: {
  readonly edgeUrl: string;
  readonly session: "cookie" | "bearer";
  readonly fetch: typeof fetch;
}): Caller {
  // Not called as a method of `options`: a browser's fetch refuses any `this` but its window.
  const { fetch: send, edgeUrl } = options;
  const credentials = options.session === "cookie" ? "same-origin" : "omit";
  return async (call) => {
    const response = await send("url" in call ? call.url : edgeUrl + call.path + searchOf(call.query), {
      method: call.method,
      credentials,
      headers: {
        ...(call.accessToken === undefined ? {} : { authorization: `Bearer ${call.accessToken}` }),
        ...(call.body === undefined ? {} : { "content-type": "application/json" }),
        ...call.headers,
      },
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }).catch((cause: unknown) => {
      throw edgeAway(cause);
    });
    if (!response.ok) throw await refusalOf(response);
    const parsed = call.answer.safeParse(await readJson(response));
    if (parsed.success) return parsed.data;
    throw unreadable(response.status, parsed.error);
  };
}

function searchOf(query: Call<z.ZodType>["query"] = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value));
  return search.size === 0 ? "" : `?${search}`;
}

/** The body as JSON; null when it is none. Rejects with EDGE_AWAY when the connection breaks in the middle. */
async function readJson(response: Response): Promise<unknown> {
  const text = await response.text().catch((cause: unknown) => {
    throw edgeAway(cause);
  });
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function refusalOf(response: Response): Promise<Problem> {
  const problem = answeredProblem(response, await readJson(response));
  if (problem !== null) return problem;
  const cause = new Error(`answered ${response.status} without a problem`);
  return GATEWAY_STATUSES.has(response.status) ? edgeAway(cause) : unreadable(response.status, cause);
}

function edgeAway(cause: unknown): Problem {
  return new Problem({
    status: 503,
    code: "EDGE_AWAY",
    title: "The server cannot be reached",
    detail: "Check the connection, or try again in a moment.",
    cause,
  });
}

function unreadable(status: number, cause: unknown): Problem {
  return new Problem({
    status: 502,
    code: "EDGE_ANSWER_UNREADABLE",
    title: "The server's answer cannot be read",
    detail: `It answered ${status}, but not as Hiroba of this version does.`,
    cause,
  });
}
