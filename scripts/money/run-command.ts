// Does one command: asks the origin, and says what came of it.

import type * as z from "zod";
import { readAmount } from "../../shared/amount-text.ts";
import type { InternalClient } from "../../shared/http/internal-client.ts";
import { plural } from "../../shared/plural.ts";
import {
  paymentDetailSchema,
  paymentPageSchema,
  reconciliationDetailSchema,
  reconciliationPageSchema,
  refundPreviewSchema,
  unusedBalanceSchema,
} from "../../shared/schema/books.ts";
import {
  begunSchema,
  givenCoinsSchema,
  housePackListSchema,
  housePackSchema,
  shareListSchema,
  shareRuleSchema,
} from "../../shared/schema/internal/books.ts";
import { issuedExchangeTicketsSchema } from "../../shared/schema/internal/exchange-tickets.ts";
import {
  coinValueListSchema,
  housePayoutPageSchema,
  payoutRunListSchema,
  payoutRunSchema,
} from "../../shared/schema/internal/payouts.ts";
import { fillPath, internalPath } from "../../shared/schema/internal-api.ts";
import type { Form, MoneyCommand } from "./arguments.ts";
import { MoneyUsageError } from "./read-values.ts";
import {
  coinValueTable,
  packTable,
  paymentTable,
  paymentText,
  payoutRunHint,
  payoutRunTable,
  payoutRunText,
  payoutTable,
  previewText,
  reconciliationTable,
  reconciliationText,
  shareTable,
  unusedCsv,
  unusedText,
} from "./tables.ts";

/** Stripe is asked meanwhile, which takes its time now and then. */
const ANSWER_MAX_MS = 60_000;
const LOOK_EVERY_MS = 1_000;
const RECONCILIATIONS_SHOWN = 30;

/** What to print, and whether all is well. */
export type Outcome = { readonly text: string; readonly isWell: boolean };
type Asking = {
  readonly method?: "GET" | "POST" | "PUT";
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
};

/**
 * `tell` is told how far it is, where it takes its time. Throws Problem with what the origin refuses, and MoneyUsageError where an amount
 * does not fit the order's currency.
 */
export async function runCommand(
  call: InternalClient,
  command: Exclude<MoneyCommand, { name: "help" }>,
  tell: (progress: string) => void,
): Promise<Outcome> {
  const ask = async <T extends z.ZodType>(answer: T, { method = "GET", ...rest }: Asking) => {
    const { body } = await call({ method, ...rest, answer, timeoutMs: ANSWER_MAX_MS });
    if (body === null) throw new Error(`${method} ${rest.path} answered without a body`);
    return body;
  };
  const payment = (orderId: string) =>
    ask(paymentDetailSchema, { path: fillPath(internalPath.payment, { orderId }) });

  switch (command.name) {
    case "find": {
      const page = await ask(paymentPageSchema, { path: internalPath.payments, query: command.query });
      return well(shown(page, command.form, () => paymentTable(page.items)));
    }
    case "order": {
      const found = await payment(command.orderId);
      return well(shown(found, command.form, () => paymentText(found)));
    }
    case "ask": {
      const path = fillPath(internalPath.askPayment, { orderId: command.orderId });
      const found = await ask(paymentDetailSchema, { method: "POST", path });
      return well(shown(found, command.form, () => paymentText(found)));
    }
    case "refund":
      return refund(command);
    case "retry": {
      const path = fillPath(internalPath.retryRefund, { refundId: command.refundId });
      const found = await ask(paymentDetailSchema, {
        method: "POST",
        path,
        body: { reason: command.reason },
      });
      return well(paymentText(found));
    }
    case "reconcile":
      return reconcile(command.waitSeconds);
    case "reconciliations": {
      const query = { limit: RECONCILIATIONS_SHOWN };
      const page = await ask(reconciliationPageSchema, { path: internalPath.reconciliations, query });
      return well(shown(page, command.form, () => reconciliationTable(page.items)));
    }
    case "unused": {
      const query = command.at === null ? {} : { at: command.at };
      const unused = await ask(unusedBalanceSchema, { path: internalPath.unusedBalance, query });
      return well(
        command.form === "csv" ? unusedCsv(unused) : shown(unused, command.form, () => unusedText(unused)),
      );
    }
    case "packs": {
      const packs = await ask(housePackListSchema, { path: internalPath.housePacks });
      return well(shown(packs, command.form, () => packTable(packs.items)));
    }
    case "set-pack": {
      const path = fillPath(internalPath.housePack, { coinPackId: command.packId });
      return well(packTable([await ask(housePackSchema, { method: "PUT", path, body: command.pack })]));
    }
    case "withdraw-pack": {
      const path = fillPath(internalPath.withdrawPack, { coinPackId: command.packId });
      const body = { reason: command.reason };
      return well(packTable([await ask(housePackSchema, { method: "POST", path, body })]));
    }
    case "grant": {
      const { grant } = command;
      const { isNew } = await ask(givenCoinsSchema, {
        method: "POST",
        path: internalPath.coinGrants,
        body: grant,
      });
      const done = `${plural(grant.count, "1 free coin was", `${grant.count} free coins were`)} given to ${grant.userId}.`;
      return well(isNew ? done : `Nothing was given: it was done before with the key "${grant.key}".`);
    }
    case "exchange": {
      const { issue } = command;
      const { isNew } = await ask(issuedExchangeTicketsSchema, {
        method: "POST",
        path: internalPath.exchangeTickets,
        body: issue,
      });
      const tickets = plural(issue.count, "1 exchange ticket was", `${issue.count} exchange tickets were`);
      const days = plural(issue.liveDays, "1 day", `${issue.liveDays} days`);
      const done = `${tickets} given to ${issue.userId}, for ${days}.`;
      return well(isNew ? done : `Nothing was given: it was done before with the key "${issue.key}".`);
    }
    case "shares": {
      const query = command.userId === null ? {} : { userId: command.userId };
      const shares = await ask(shareListSchema, { path: internalPath.revenueShares, query });
      return well(shown(shares, command.form, () => shareTable(shares)));
    }
    case "set-share": {
      const path = internalPath.revenueShares;
      const rule = await ask(shareRuleSchema, { method: "POST", path, body: command.share });
      return well(
        `${rule.userId ?? "Everybody"} earns ${rule.sharePercent} % of a ${rule.sale} sale from ${rule.from}.`,
      );
    }
    case "payouts": {
      const page = await ask(housePayoutPageSchema, {
        path: internalPath.housePayouts,
        query: command.query,
      });
      return well(shown(page, command.form, () => payoutTable(page.items)));
    }
    case "run-payouts": {
      return runPayouts(command.waitSeconds);
    }
    case "payout-runs": {
      const runs = await ask(payoutRunListSchema, { path: internalPath.payoutRuns });
      return well(shown(runs, command.form, () => payoutRunTable(runs.items)));
    }
    case "coin-values": {
      const values = await ask(coinValueListSchema, { path: internalPath.coinValues });
      return well(shown(values, command.form, () => coinValueTable(values.items)));
    }
    case "set-coin-value": {
      const path = internalPath.coinValues;
      const { items } = await ask(coinValueListSchema, { method: "POST", path, body: command.value });
      return well(coinValueTable(items));
    }
  }

  async function refund({
    orderId,
    amount: typed,
    isPreview,
    key,
    reason,
  }: Extract<MoneyCommand, { name: "refund" }>): Promise<Outcome> {
    const { currency } = await payment(orderId);
    const amount = typed === null ? null : readAmount(typed, currency);
    if (typed !== null && amount === null)
      throw new MoneyUsageError(`"${typed}" is no amount of ${currency}.`);
    const path = fillPath(internalPath.paymentRefund, { orderId });
    if (isPreview) {
      const preview = await ask(refundPreviewSchema, { path, query: amount === null ? {} : { amount } });
      return well(previewText(preview, currency));
    }
    const done = await ask(paymentDetailSchema, {
      method: "POST",
      path,
      body: { amount, reason },
      headers: { "idempotency-key": key },
    });
    return well(paymentText(done));
  }

  async function runPayouts(waitSeconds: number): Promise<Outcome> {
    let run = await ask(payoutRunSchema, { method: "POST", path: internalPath.runPayouts });
    const untilMs = performance.now() + waitSeconds * 1000;
    for (let told = ""; run.endedAt === null && performance.now() < untilMs; ) {
      await Bun.sleep(LOOK_EVERY_MS);
      const { items } = await ask(payoutRunListSchema, { path: internalPath.payoutRuns });
      run = items.find(({ number }) => number === run.number) ?? run;
      const text = payoutRunText(run);
      if (run.endedAt === null && text !== told) tell(text);
      told = text;
    }
    const isWell = run.endedAt !== null && run.failedCount === 0;
    return { text: `${payoutRunText(run)}\n${payoutRunHint(run)}`, isWell };
  }

  async function reconcile(waitSeconds: number): Promise<Outcome> {
    const { at } = await ask(begunSchema, { method: "POST", path: internalPath.reconciliations });
    const untilMs = performance.now() + waitSeconds * 1000;
    do {
      const query = { limit: 1 };
      const { items } = await ask(reconciliationPageSchema, { path: internalPath.reconciliations, query });
      const [newest] = items;
      if (newest !== undefined && newest.ranAt >= at) {
        const path = fillPath(internalPath.reconciliation, { number: String(newest.number) });
        const detail = await ask(reconciliationDetailSchema, { path });
        return { text: reconciliationText(detail), isWell: detail.differenceCount === 0 };
      }
      await Bun.sleep(LOOK_EVERY_MS);
    } while (performance.now() < untilMs);
    return {
      text: `It has not ended within ${plural(waitSeconds, "1 second", `${waitSeconds} seconds`)}: look later with "reconciliations", or at "bun run jobs -- list".`,
      isWell: false,
    };
  }
}

function well(text: string): Outcome {
  return { text, isWell: true };
}

function shown(answer: unknown, form: Form, text: () => string): string {
  return form === "json" ? JSON.stringify(answer, null, 2) : text();
}
