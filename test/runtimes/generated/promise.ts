// What every answer must be, whatever was asked: as the contract has it, and never a failure of ours shown to a stranger.

import { expect } from "bun:test";
import type { Endpoint } from "../../../shared/contract/endpoint.ts";
import { problemCodesOf, problemKind } from "../../../shared/contract/problems.ts";
import { problemSchema } from "../../../shared/http/problem.ts";

const STACK = /\n\s+at |node_modules|\.ts:\d+|postgres|drizzle|PostgresError/i;

/** Checks the answer of an endpoint. Throws what differs, with the answer. */
export async function expectPromised(endpoint: Endpoint, answer: Response): Promise<void> {
  const text = await answer.text();
  try {
    expect(answer.status).not.toBe(500);
    if (answer.status >= 400) expectProblem(answer, text, problemCodesOf(endpoint));
    else if (answer.status !== 304) expectAnswer(endpoint, answer, text);
  } catch (error) {
    throw new Error(`answered ${answer.status} ${text.slice(0, 600)}`, { cause: error });
  }
}

/** A problem with one of `codes`, and nothing in it that is not the caller's business. */
export function expectProblem(answer: Response, text: string, codes: readonly string[]): void {
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  expect(answer.headers.get("cache-control")).toBe("no-store");
  const { code, status, errors = [], ...said } = problemSchema.parse(JSON.parse(text));
  expect(codes).toContain(code);
  expect([code, answer.status, status]).toEqual([code, problemKind(code)?.status ?? 0, answer.status]);
  // `actual` may be what the caller sent: a stack trace, if they like.
  const ours = { ...said, errors: errors.map(({ name, message }) => `${name} ${message}`) };
  expect(JSON.stringify(ours).replaceAll("\\n", "\n")).not.toMatch(STACK);
}

function expectAnswer(endpoint: Endpoint, answer: Response, text: string): void {
  expect(Object.keys(endpoint.answers)).toContain(String(answer.status));
  if (endpoint.caching === "private") expect(answer.headers.get("cache-control")).toMatch(/no-store|private/);
  const schema = endpoint.answers[answer.status];
  if (schema === null) return expect(text).toBe("");
  expect(answer.headers.get("content-type")).toStartWith(endpoint.answerType ?? "application/json");
  expect(
    schema?.safeParse(endpoint.answerType === undefined ? JSON.parse(text) : text).error?.issues,
  ).toBeUndefined();
}
