// Whoever something was decided about is told of it, and of the answer to what they said against it. Of a ban from all of Hiroba
// they are not: they can read nothing but their standing then.

import type { DecidedSanction } from "../../shared/schema/moderation.ts";
import type { DbOrTx } from "../db/client.ts";
import { changeNotifications } from "../notifications/notify.ts";

/** In the transaction of the decision, before its line in the audit log. */
export async function tellDecided(tx: DbOrTx, decided: DecidedSanction, now: Date): Promise<void> {
  const { id, kind, subject, scope, reason, until } = decided;
  if (subject === null || (kind === "ban" && scope?.kind === "platform")) return;
  const facts = { ...factsOf(decided), reason, until };
  await changeNotifications(
    tx,
    [{ change: "tell", userId: subject.id, kind: "sanction", actorId: null, subject: id, facts }],
    now,
  );
}

/** The same of the answer to an appeal. */
export async function tellAnswered(tx: DbOrTx, decided: DecidedSanction, now: Date): Promise<void> {
  const { id, subject, appeal } = decided;
  if (subject === null || appeal === null || appeal.outcome === "open") return;
  const facts = { ...factsOf(decided), outcome: appeal.outcome, answer: appeal.answer };
  await changeNotifications(
    tx,
    [{ change: "tell", userId: subject.id, kind: "appeal-answered", actorId: null, subject: id, facts }],
    now,
  );
}

function factsOf({ id, kind, target }: DecidedSanction) {
  const name = target.kind === "user" ? null : target.name;
  return { sanctionId: id, kind, target: { kind: target.kind, name } };
}
