// One call of the public API, by the contract: request out, checked answer in, every failure a Problem. Knows no session.

import type { Endpoint } from "../contract/endpoint.ts";
import { type Answer, contract, type EndpointId } from "../contract/registry.ts";
import { answeredProblem, Problem } from "../http/problem.ts";
import { fillPath } from "../schema/internal-api.ts";

const TIMEOUT_MS = 15_000;
/** What proxies answer in place of an edge that is not there. */
const GATEWAY_STATUSES: ReadonlySet<number> = new Set([502, 503, 504]);

/**
 * Asks the endpoint named `id`. Its method, path, and what its answer must be are the contract's; that the parts are too,
 * `EdgeClient.ask` has checked for whoever is outside.
 */
export type Caller = <Id extends EndpointId>(id: Id, ask: Parts, accessToken?: string) => Promise<Answer<Id>>;

/** Any endpoint's parts; or in place of them an absolute URL of it that the edge gave us. */
export type Parts = {
  readonly url?: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body?: object;
};

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
  return async <Id extends EndpointId>(id: Id, ask: Parts, accessToken?: string) => {
    const endpoint: Endpoint = contract[id];
    const { url, params, query, headers = {}, body } = ask;
    const response = await send(url ?? edgeUrl + fillPath(endpoint.path, params) + searchOf(query), {
      method: endpoint.method,
      credentials,
      headers: {
        ...(accessToken === undefined ? {} : { authorization: `Bearer ${accessToken}` }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined)),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }).catch((cause: unknown) => {
      throw edgeAway(cause);
    });
    if (!response.ok) throw await refusalOf(response);
    return (await readAnswer(endpoint, response)) as Answer<Id>;
  };
}

/** What the contract says of an answer with this status. */
async function readAnswer(endpoint: Endpoint, response: Response): Promise<unknown> {
  const schema = endpoint.answers[response.status];
  const body = await readText(response);
  if (schema === null) return null;
  if (schema === undefined) throw unreadable(response.status, new Error("a status nobody promised"));
  const parsed = schema.safeParse(endpoint.answerType === undefined ? parseJson(body) : body);
  if (parsed.success) return parsed.data;
  throw unreadable(response.status, parsed.error);
}

function searchOf(query: Parts["query"] = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value));
  return search.size === 0 ? "" : `?${search}`;
}

/** Rejects with EDGE_AWAY when the connection breaks in the middle. */
function readText(response: Response): Promise<string> {
  return response.text().catch((cause: unknown) => {
    throw edgeAway(cause);
  });
}

/** Null when it is none. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** What an answer that is no success comes to. */
export async function refusalOf(response: Response): Promise<Problem> {
  const problem = answeredProblem(response, parseJson(await readText(response)));
  if (problem !== null) return problem;
  const cause = new Error(`answered ${response.status} without a problem`);
  return GATEWAY_STATUSES.has(response.status) ? edgeAway(cause) : unreadable(response.status, cause);
}

/** What a call that got no answer comes to. */
export function edgeAway(cause: unknown): Problem {
  return new Problem({
    status: 503,
    code: "EDGE_AWAY",
    title: "The server cannot be reached",
    detail: "Check the connection, or try again in a moment.",
    cause,
  });
}

export function unreadable(status: number, cause: unknown): Problem {
  return new Problem({
    status: 502,
    code: "EDGE_ANSWER_UNREADABLE",
    title: "The server's answer cannot be read",
    detail: `It answered ${status}, but not as Hiroba of this version does.`,
    cause,
  });
}
