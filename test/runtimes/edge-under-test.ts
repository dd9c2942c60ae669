// One edge on one runtime with its surroundings, and the few calls every part of the contract makes.

import { expect } from "bun:test";
import { type ProblemBody, problemSchema } from "../../shared/http/problem.ts";
import { type SessionGrant, sessionGrantSchema } from "../../shared/schema/public-api.ts";
import { ADDRESS_HEADER, type Surroundings, startSurroundings } from "./edge-surroundings.ts";
import type { Spawned } from "./spawn-listening.ts";

export type Runtime = {
  /** What a configuration that does not hold comes to: the process ends, or it answers every request with a problem. */
  readonly badConfig: "exits" | "answers";
  /** How the origin behind it is started; left out, on Bun. */
  readonly originCommand?: readonly string[];
  start(edge: Pick<Surroundings, "env" | "folder" | "webDir">): Promise<Spawned>;
};

export type Body = NonNullable<RequestInit["body"]>;

export type Ask = {
  readonly method?: string;
  readonly json?: unknown;
  readonly body?: Body;
  readonly headers?: Readonly<Record<string, string>>;
  /** The access token of the caller. */
  readonly as?: string;
  /** Where the caller seems to be, for the limits; left out, somewhere nobody was before. */
  readonly address?: string;
};

export type EdgeUnderTest = ReturnType<typeof createEdgeUnderTest>;
export type BearerGrant = SessionGrant & { readonly refreshToken: string };

/** Starts nothing yet: tests are declared before anything runs. */
export function createEdgeUnderTest(runtime: Runtime) {
  let around: Surroundings | null = null;
  let process: Spawned | null = null;
  let addressesCount = 0;
  const surroundings = (): Surroundings => {
    if (around === null) throw new Error("the surroundings are not started");
    return around;
  };

  /** Asks the edge; redirects are shown, not followed. */
  function ask(path: string, options: Ask = {}): Promise<Response> {
    const { json, body = json === undefined ? undefined : JSON.stringify(json) } = options;
    return fetch(surroundings().edgeUrl + path, {
      method: options.method ?? (body === undefined ? "GET" : "POST"),
      redirect: "manual",
      headers: {
        ...(json === undefined ? {} : { "content-type": "application/json" }),
        ...(options.as === undefined ? {} : { authorization: `Bearer ${options.as}` }),
        [ADDRESS_HEADER]: options.address ?? `address-${++addressesCount}`,
        ...options.headers,
      },
      ...(body === undefined ? {} : { body }),
    });
  }

  return {
    runtime,
    surroundings,
    ask,
    async start(): Promise<void> {
      around = await startSurroundings(runtime.originCommand);
      process = await runtime.start(around);
    },
    async stop(): Promise<void> {
      await process?.stop();
      await around?.stop();
    },
    /** What the edge's process has printed so far. */
    output(): string {
      if (process === null) throw new Error("the edge is not started");
      return process.output();
    },
    /** Asks the edge's process to end; returns its exit code. */
    stopEdge(): Promise<number> {
      if (process === null) throw new Error("the edge is not started");
      return process.stop();
    },
    /** A new guest whose refresh token came in the body. */
    async guest(displayName = "Aoi"): Promise<BearerGrant> {
      const answer = await ask("/v1/sign-in/guest", { json: { displayName } });
      expect(answer.status).toBe(201);
      const { refreshToken, ...granted } = sessionGrantSchema.parse(await answer.json());
      if (refreshToken === undefined) throw new Error("a bearer session without a refresh token");
      return { ...granted, refreshToken };
    },
    refresh: (refreshToken: string): Promise<Response> =>
      ask("/v1/session/refresh", { json: { refreshToken } }),
  };
}

/** The answer as a problem; fails unless it is one in every respect of RFC 9457 and of ours. */
export async function problemOf(answer: Response): Promise<ProblemBody> {
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  expect(answer.headers.get("cache-control")).toBe("no-store");
  const problem = problemSchema.parse(await answer.json());
  expect(problem.status).toBe(answer.status);
  expect(problem.type).toBe(`urn:hiroba:problem:${problem.code.toLowerCase().replaceAll("_", "-")}`);
  expect(problem.requestId).toBe(answer.headers.get("x-request-id") ?? "no request id");
  return problem;
}

/** `401 ACCESS_TOKEN_INVALID`: what most refusals come to. */
export async function refusalOf(answer: Response): Promise<string> {
  const { status, code } = await problemOf(answer);
  return `${status} ${code}`;
}
