// What each kind of job does: one verb of a noun. The only file of the folder that knows nouns.

import { eraseAccount, eraseDue, removeFiles } from "../account/erase-account.ts";
import { makeExport } from "../account/make-export.ts";
import { removeExport, sweepExports } from "../account/remove-export.ts";
import { settleDelivery } from "../assets/settle-delivery.ts";
import { sweepSnapshots } from "../catalog/ranking.ts";
import { sweepChanges } from "../changes/sweep-changes.ts";
import type { OriginDeps } from "../deps.ts";
import { sweepEvidence } from "../moderation/take-evidence.ts";
import { earnOfEvent, earnTickets } from "../money/earn-tickets.ts";
import { expireCoins } from "../money/expire-coins.ts";
import { expireExchangeTickets } from "../money/expire-exchange-tickets.ts";
import { hearStripeEvent } from "../money/hear-event.ts";
import { reconcileBalance } from "../money/reconcile-balance.ts";
import { returnAllOfEvent } from "../money/return-money.ts";
import { sweepOrders } from "../money/sweep-orders.ts";
import { sweepNotices } from "../notices/sweep-notices.ts";
import { sweepChallenges } from "../passkeys/sweep-challenges.ts";
import { carryOnPayoutRun } from "../payouts/run-payouts.ts";
import { sweepPayouts } from "../payouts/sweep-payouts.ts";
import { sweepSessions } from "../sessions/sweep-sessions.ts";
import { sweepInvitations } from "../social/sweep-invitations.ts";
import { jobKinds } from "./kinds.ts";
import type { JobHandlers } from "./queue.ts";

/** A handler for every kind: the compiler misses none. */
export function createJobHandlers(deps: OriginDeps): JobHandlers {
  return {
    "account.export": ({ userId, exportId }) => makeExport(deps, userId, exportId),
    "account.remove-export": ({ exportId }) => removeExport(deps, exportId),
    "account.erase-due": () => eraseDue(deps),
    "account.erase": ({ userId }) => eraseAccount(deps, userId),
    "account.remove-files": (files) => removeFiles(deps, files),
    "assets.settle": ({ keys }) => settleDelivery(deps, keys),
    "money.hear": ({ eventId }) => hearStripeEvent(deps, eventId),
    "money.return-event": ({ eventId }) => returnAllOfEvent(deps, eventId),
    "money.earn-event": (of) => earnOfEvent(deps, of),
    "money.pay-out": ({ run: number }, { attempt }) =>
      carryOnPayoutRun(deps, { number, isLastTry: attempt > jobKinds["money.pay-out"].retriesMax }),
    "money.reconcile": async () => void (await reconcileBalance(deps)),
    "sweep.orders": () => sweepOrders(deps),
    "sweep.coins": () => expireCoins(deps),
    "sweep.exchange-tickets": () => expireExchangeTickets(deps),
    "sweep.earnings": () => earnTickets(deps),
    "sweep.payouts": () => sweepPayouts(deps),
    "sweep.exports": () => sweepExports(deps),
    "sweep.sessions": async () => void (await sweepSessions(deps)),
    "sweep.rankings": () => sweepSnapshots(deps),
    "sweep.passkey-challenges": async () => void (await sweepChallenges(deps)),
    "sweep.changes": () => sweepChanges(deps),
    "sweep.notices": () => sweepNotices(deps),
    "sweep.invitations": async () => void (await sweepInvitations(deps)),
    "sweep.evidence": async () => void (await sweepEvidence(deps)),
  };
}
