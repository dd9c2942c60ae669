// What happens by itself when its time has come: sessions expire, money becomes available, customers complain.

import type { DueKind } from "./books/due.ts";
import type { Books, Due } from "./books/tables.ts";
import type { Work } from "./books/work.ts";
import { becomeAvailable } from "./objects/balance.ts";
import { concludeAtCounter, expireSession, sessionOfIntent } from "./objects/checkout.ts";
import { openDispute } from "./objects/disputes.ts";
import { letExpireAtCounter } from "./objects/payment-intents.ts";
import { payoutArrives } from "./objects/payouts.ts";
import { failRefundByItself, settleRefund } from "./objects/refunds.ts";
import { fateOf } from "./objects/test-cards.ts";

type DueOf = Due & { readonly owner: string };

/** What is due at `nowS`, the earliest first. */
export function dueAt(books: Books, nowS: number): readonly DueOf[] {
  const due: DueOf[] = [];
  for (const { owner, object } of books.due.values()) if (object.atS <= nowS) due.push({ ...object, owner });
  return due.toSorted((a, b) => a.atS - b.atS);
}

const HAPPENINGS: Readonly<Record<DueKind, (work: Work, target: string) => void>> = {
  "session-expires": (work, id) => {
    const session = work.find("session", id);
    if (session?.status === "open") expireSession(work, session);
  },
  "konbini-expires": (work, id) => {
    const intent = work.find("payment_intent", id);
    if (intent?.next_action?.type !== "konbini_display_details") return;
    const session = sessionOfIntent(work, id);
    if (session === null) letExpireAtCounter(work, intent);
    else concludeAtCounter(work, session, false);
  },
  "funds-available": becomeAvailable,
  "refund-settles": settleRefund,
  "refund-fails": failRefundByItself,
  "dispute-opens": (work, id) => {
    const charge = work.find("charge", id);
    const card = work.find("method", charge?.payment_method ?? "")?.cardNumber ?? "";
    if (charge === null || charge.disputed || charge.refunded) return;
    openDispute(work, charge, fateOf(card)?.dispute ?? { reason: "fraudulent", isInquiry: false });
  },
  "payout-arrives": payoutArrives,
};

/** Does one of them, which is then no longer due. */
export function happen(work: Work, due: Due): void {
  work.remove("due", due.id);
  HAPPENINGS[due.kind](work, due.target);
}
