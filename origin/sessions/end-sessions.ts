// A user ends their sessions from elsewhere: one of them, all the others, or all. Each is over at its next refresh; an access
// token that was out already is good for what is left of its ten minutes.

import type { UserId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import type { OriginDeps } from "../deps.ts";
import { notFound } from "../route-params.ts";
import { revokeFamiliesOf, revokeFamilyOf } from "./store.ts";

type Deps = Pick<OriginDeps, "db" | "nowMs">;

/** Throws SESSION_NOT_FOUND (404) for one that is not theirs, or has ended. */
export async function endOneSession(deps: Deps, userId: UserId, sessionId: string): Promise<void> {
  if (!(await revokeFamilyOf(deps.db, userId, sessionId, new Date(deps.nowMs())))) throw notFound("session");
}

/** All of them, in a transaction that has another reason to. */
export async function endAllSessions(tx: DbOrTx, userId: UserId, now: Date): Promise<void> {
  await revokeFamiliesOf(tx, userId, null, now);
}

/** `kept` goes on; null ends all. */
export async function endSessions(deps: Deps, userId: UserId, kept: string | null): Promise<void> {
  await revokeFamiliesOf(deps.db, userId, kept, new Date(deps.nowMs()));
}
