// A refusal by its code, so that the compiler knows which codes there are to tell apart.

import { problemCodesOf } from "../contract/problems.ts";
import { type CodeOf, contract, type EndpointId } from "../contract/registry.ts";
import { Problem } from "../http/problem.ts";

/** What a call may fail with before any endpoint has its say. */
const OF_THE_WAY = ["EDGE_AWAY", "EDGE_ANSWER_UNREADABLE", "SESSION_REQUIRED"] as const;

export type Refusal<Id extends EndpointId> = Problem & {
  readonly code: CodeOf<Id> | (typeof OF_THE_WAY)[number];
};

/** `error` as a refusal the endpoint named `id` is known to give; null for any other error, and for codes of a later edge. */
export function refusalOf<Id extends EndpointId>(id: Id, error: unknown): Refusal<Id> | null {
  return error instanceof Problem && isKnown(id, error) ? error : null;
}

function isKnown<Id extends EndpointId>(id: Id, problem: Problem): problem is Refusal<Id> {
  return [...problemCodesOf(contract[id]), ...OF_THE_WAY].includes(problem.code);
}
