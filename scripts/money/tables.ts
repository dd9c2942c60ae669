// Payments and books as a terminal or a file shows them. Pure.

import { amountText } from "../../shared/amount-text.ts";
import { plural } from "../../shared/plural.ts";
import type {
  Payment,
  PaymentDetail,
  Reconciliation,
  ReconciliationDetail,
  RefundPreview,
  UnusedBalanceAt,
} from "../../shared/schema/books.ts";
import type { HousePack, ShareRuleShown } from "../../shared/schema/internal/books.ts";
import type { CoinValueRule, HousePayout, PayoutRun } from "../../shared/schema/internal/payouts.ts";
import { type Currency, currencySchema } from "../../shared/schema/money.ts";

/** Columns side by side. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function money(amount: number, currency: Currency): string {
  return `${amountText(amount, currency)} ${currency}`;
}

function unitText(amount: number, unit: string): string {
  const currency = currencySchema.safeParse(unit);
  return currency.success ? money(amount, currency.data) : counted(amount, unit.replaceAll("-", " "));
}

function counted(count: number, noun: string): string {
  return `${count} ${plural(count, noun, `${noun}s`)}`;
}

export function paymentTable(payments: readonly Payment[]): string {
  if (payments.length === 0) return "There is no such payment.";
  return table(
    payments.map(
      ({ id, createdAt, state, trouble, paidAmount, amount, currency, refundedAmount, buyer, lineName }) => [
        id,
        createdAt,
        trouble ?? state,
        money(paidAmount ?? amount, currency),
        refundedAmount === 0 ? "" : `-${money(refundedAmount, currency)}`,
        buyer.displayName ?? buyer.id,
        lineName,
      ],
    ),
  );
}

export function paymentText(payment: PaymentDetail): string {
  const { id, lineName, count, state, trouble, buyer, currency, amount, paidAmount, paidTax } = payment;
  const head = [
    ["order", id],
    ["what", count === 1 ? lineName : `${lineName} x ${count}`],
    ["buyer", `${buyer.displayName ?? "(gone)"} ${buyer.id}`],
    ["state", trouble === null ? state : `${state}, ${trouble}`],
    ["price", money(amount, currency)],
    [
      "paid",
      paidAmount === null
        ? "not yet"
        : `${money(paidAmount, currency)}, tax ${money(paidTax ?? 0, currency)}`,
    ],
    ["given back", money(payment.refundedAmount, currency)],
    ["ordered", payment.createdAt],
    ["Stripe asked", payment.askedAt],
    ["payment", payment.stripePaymentIntentId ?? "-"],
    ["session", payment.stripeSessionId ?? "-"],
  ];
  const parts: readonly (readonly [title: string, rows: readonly (readonly string[])[]])[] = [
    [
      "refunds",
      payment.refunds.map((refund) => [
        refund.id,
        refund.state,
        money(refund.amount, currency),
        refund.reason,
        refund.stripeId ?? "-",
      ]),
    ],
    [
      "disputes",
      payment.disputes.map((dispute) => [dispute.stripeId, dispute.state, money(dispute.amount, currency)]),
    ],
    ["tickets", payment.tickets.map((ticket) => [ticket.id, ticket.state, ticket.owner.id, ticket.typeName])],
    [
      "coins",
      payment.lots.map((lot) => [
        lot.unit,
        `${lot.leftCount} of ${lot.issuedCount} left`,
        lot.isFrozen ? "frozen" : "",
        lot.expiresAt ?? "",
      ]),
    ],
    [
      "books",
      payment.booked.flatMap(({ at, kind, entries }) => [
        [at, kind, "", ""],
        ...entries.map((entry) => [
          "",
          `  ${entry.account}`,
          unitText(entry.amount, entry.unit),
          entry.owner ?? "",
        ]),
      ]),
    ],
    ["webhooks", payment.webhooks.map((event) => [event.receivedAt, event.type, event.id])],
    ["acts", payment.acts.map((act) => [act.at, act.act, act.by?.displayName ?? "console", act.reason])],
  ];
  const shown = parts.filter(([, rows]) => rows.length > 0);
  return [table(head), ...shown.map(([title, rows]) => `${title}\n${indented(table(rows))}`)].join("\n\n");
}

function indented(text: string): string {
  return text.replaceAll(/^/gm, "  ");
}

export function previewText(preview: RefundPreview, currency: Currency): string {
  const { amount, refundableAmount, coinCount, freeCoinCount, ticketCount, lossAmount, isDisputed } = preview;
  return [
    `${money(amount, currency)} of ${money(refundableAmount, currency)} that are left would go back, and with it`,
    `${counted(coinCount, "coin")}, ${counted(freeCoinCount, "free coin")} and ${counted(ticketCount, "ticket")}.`,
    ...(lossAmount > 0 ? [`The house loses ${money(lossAmount, currency)}.`] : []),
    ...(isDisputed ? ["A bank holds this payment: Stripe gives nothing back until that is decided."] : []),
  ].join("\n");
}

export function packTable(packs: readonly HousePack[]): string {
  if (packs.length === 0) return "There is no pack.";
  return table(
    packs.map(({ id, coinCount, freeCoinCount, prices, isForSale }) => [
      id,
      `${coinCount} + ${freeCoinCount}`,
      isForSale ? "for sale" : "withdrawn",
      currencySchema.options
        .flatMap((currency) => {
          const price = prices[currency];
          return price === undefined ? [] : [money(price, currency)];
        })
        .join(", "),
    ]),
  );
}

export function shareTable(shares: {
  readonly defaults: Readonly<Record<string, number>>;
  readonly items: readonly ShareRuleShown[];
}): string {
  const defaults = Object.entries(shares.defaults).map(([sale, percent]) => `${sale} ${percent} %`);
  const rules = shares.items.map(({ sale, userId, sharePercent, from, decidedAt, reason }) => [
    sale,
    userId ?? "everybody",
    `${sharePercent} %`,
    `from ${from}`,
    `decided ${decidedAt}`,
    reason,
  ]);
  return [`Without a rule: ${defaults.join(", ")}.`, ...(rules.length === 0 ? [] : [table(rules)])].join(
    "\n",
  );
}

export function payoutTable(payouts: readonly HousePayout[]): string {
  if (payouts.length === 0) return "There is no such payout.";
  return table(
    payouts.map(({ id, decidedAt, state, amount, currency, userId, stripeTransferId, refusal }) => [
      id,
      decidedAt,
      state,
      money(amount, currency),
      userId,
      stripeTransferId ?? "-",
      refusal ?? "",
    ]),
  );
}

export function payoutRunText({
  number,
  endedAt,
  readyCount,
  lookedCount,
  decidedCount,
  failedCount,
}: PayoutRun): string {
  const looked =
    endedAt === null
      ? `${lookedCount} of ${counted(readyCount, "creator")}`
      : counted(lookedCount, "creator");
  const decided = `${counted(decidedCount, "payout")} decided`;
  const failed = failedCount === 0 ? "" : `, ${counted(failedCount, "creator")} not paid`;
  return `Run ${number}: ${looked} looked at, ${decided}${failed}.`;
}

/** What to do next. */
export function payoutRunHint({ endedAt, failedCount }: PayoutRun): string {
  if (endedAt === null)
    return 'It goes on by itself. "payouts runs" shows how far it is, and "payouts run" waits for it again.';
  if (failedCount === 0) return '"payouts" shows what became of them.';
  return 'Who was not paid keeps what they earned: the next run pays it. "payouts run" begins one.';
}

/** Newest first. */
export function payoutRunTable(runs: readonly PayoutRun[]): string {
  if (runs.length === 0) return "There was no run yet.";
  return table(runs.map((run) => [payoutRunText(run), run.beganAt, run.endedAt ?? "under way"]));
}

/** Newest first. */
export function coinValueTable(rules: readonly CoinValueRule[]): string {
  if (rules.length === 0) return "Nobody has set it: what Hiroba brings along holds.";
  return table(
    rules.map(({ coinCount, amount, currency, fromAt, decidedAt, reason }) => [
      `${counted(coinCount, "coin")} = ${money(amount, currency)}`,
      `from ${fromAt}`,
      `decided ${decidedAt}`,
      reason,
    ]),
  );
}

export function reconciliationTable(reconciliations: readonly Reconciliation[]): string {
  if (reconciliations.length === 0) return "Nothing was compared yet.";
  return table(
    reconciliations.map(({ number, ranAt, comparedCount, differenceCount }) => [
      String(number),
      ranAt,
      counted(comparedCount, "line"),
      differenceCount === 0 ? "alike" : `${differenceCount} apart`,
    ]),
  );
}

export function reconciliationText(reconciliation: ReconciliationDetail): string {
  const { from, until, comparedCount, differenceCount, differences } = reconciliation;
  const what = `Of what Stripe made from ${from} until ${until},`;
  if (differenceCount === 0)
    return `${what} ${plural(comparedCount, "1 line is", `all ${comparedCount} lines are`)} alike in the books.`;
  const rows = differences.map(({ id, ours, theirs, orderId }) => [
    id,
    `books: ${ours ?? "-"}`,
    `Stripe: ${theirs ?? "-"}`,
    orderId ?? "",
  ]);
  const compared = plural(comparedCount, "1 line was", `${comparedCount} lines were`);
  return `${what} ${compared} compared, and ${differenceCount} ${plural(differenceCount, "is", "are")} apart:\n${indented(table(rows))}`;
}

export function unusedText({ at, paidCount, freeCount, value }: UnusedBalanceAt): string {
  return table([
    ["before", at],
    ["bought coins", String(paidCount)],
    ["paid for them", amountsOf(value).join(", ") || "nothing"],
    ["coins given away", String(freeCount)],
  ]);
}

/** One line for each currency, and one for what was given away, under a head. */
export function unusedCsv({ at, paidCount, freeCount, value }: UnusedBalanceAt): string {
  const rows = currencySchema.options.flatMap((currency) => {
    const amount = value[currency];
    return amount === undefined ? [] : [[at, "value", currency, amountText(amount, currency)]];
  });
  const counts = [
    [at, "count", "coin", String(paidCount)],
    [at, "count", "free-coin", String(freeCount)],
  ];
  return [["before", "what", "unit", "amount"], ...counts, ...rows].map((row) => row.join(",")).join("\r\n");
}

function amountsOf(value: UnusedBalanceAt["value"]): string[] {
  return currencySchema.options.flatMap((currency) => {
    const amount = value[currency];
    return amount === undefined || amount === 0 ? [] : [money(amount, currency)];
  });
}
