// What has to be true when all is quiet, counted from the rows, from Stripe and from what buyers were told, by other ways than the
// house's own.

import type Stripe from "stripe";
import type { Buyer } from "./buyer.ts";
import type { House } from "./house.ts";

type OrderRow = {
  readonly id: string;
  readonly userId: string;
  readonly state: string;
  readonly paid: number;
  readonly refunded: number;
  readonly validCount: number;
};
/** What Stripe says of one order. */
type Paid = { chargedCount: number; charged: number; refunded: number };

export type Sold = { readonly seats: number; readonly perUserMax: number; readonly price: number };

export type Audit = {
  /** A sentence for each thing that is wrong. */
  readonly wrong: readonly string[];
  /** Figures worth a look. */
  readonly counts: Readonly<Record<string, number>>;
};

export async function auditSale(house: House, buyers: readonly Buyer[], sold: Sold): Promise<Audit> {
  const orders = await readOrders(house);
  const paidOf = await readStripe(house.stripe);
  const lines = await all(house.stripe.balanceTransactions.list({ limit: 100 }));
  const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);
  return {
    wrong: [
      ...(await findWrongSeats(house, sold)),
      ...orders.flatMap((order) => findWrongOrder(order, paidOf.get(order.id) ?? nothing(), sold.price)),
      ...[...paidOf.keys()]
        .filter((id) => orders.every((order) => order.id !== id))
        .map((id) => `Stripe has a payment for ${id}, which is no order`),
      ...buyers.flatMap((buyer) => findBroken(buyer, orders)),
      ...(await findNotReturned(house, buyers)),
      ...(await findWrongBooks(house, lines, sold)),
      ...(await findUndone(house, lines.length)),
    ],
    counts: {
      orders: orders.length,
      paid: orders.filter(({ state }) => state === "paid").length,
      closed: orders.filter(({ state }) => state === "closed").length,
      refunds: lines.filter(({ type }) => type === "refund" || type === "payment_refund").length,
      "yen charged": sum([...paidOf.values()].map(({ charged }) => charged)),
      "yen refunded": sum([...paidOf.values()].map(({ refunded }) => refunded)),
      "balance transactions": lines.length,
    },
  };
}

async function readOrders({ sql }: House): Promise<readonly OrderRow[]> {
  return sql<OrderRow[]>`
    SELECT o.id, o.user_id AS "userId", o.state, coalesce(o.paid_total, 0)::int AS paid,
      o.refunded_total::int AS refunded,
      (SELECT count(*)::int FROM tickets t WHERE t.order_id = o.id AND t.state = 'valid') AS "validCount"
    FROM orders o`;
}

const nothing = (): Paid => ({ chargedCount: 0, charged: 0, refunded: 0 });

async function readStripe(stripe: Stripe): Promise<ReadonlyMap<string, Paid>> {
  const byOrder = new Map<string, Paid>();
  const orderOf = new Map<string, string>();
  for (const { id, metadata } of await all(stripe.paymentIntents.list({ limit: 100 })))
    orderOf.set(id, metadata["order"] ?? `nobody, by ${id}`);
  for (const charge of await all(stripe.charges.list({ limit: 100 }))) {
    if (charge.status !== "succeeded") continue;
    const orderId = orderOf.get(String(charge.payment_intent)) ?? "nobody";
    const paid = byOrder.get(orderId) ?? nothing();
    paid.chargedCount += 1;
    paid.charged += charge.amount;
    paid.refunded += charge.amount_refunded;
    byOrder.set(orderId, paid);
  }
  return byOrder;
}

async function all<T>(list: Stripe.ApiListPromise<T>): Promise<readonly T[]> {
  const items: T[] = [];
  for await (const item of list) items.push(item);
  return items;
}

async function findWrongSeats({ sql }: House, { seats, perUserMax }: Sold): Promise<readonly string[]> {
  const states = await sql<{ state: string; count: number }[]>`
    SELECT state, count(*)::int AS count FROM tickets WHERE state IN ('held', 'valid', 'suspended') GROUP BY state`;
  const types = await sql<{ taken: number }[]>`SELECT taken_count AS taken FROM ticket_types`;
  const greedy = await sql<{ ownerId: string; count: number }[]>`
    SELECT owner_id AS "ownerId", count(*)::int AS count FROM tickets WHERE state = 'valid' GROUP BY owner_id
    HAVING count(*) > ${perUserMax}`;
  const found = JSON.stringify(states);
  return [
    ...(found === JSON.stringify([{ state: "valid", count: seats }])
      ? []
      : [`of ${seats} seats there are ${found}`]),
    ...types.filter(({ taken }) => taken !== seats).map(({ taken }) => `${taken} seats count as taken`),
    ...greedy.map(({ ownerId, count }) => `${ownerId} has ${count} tickets`),
  ];
}

/** A paid order has its tickets or its money back, to the yen; one that is not has neither. */
function findWrongOrder(
  { id, state, paid, refunded, validCount }: OrderRow,
  stripe: Paid,
  price: number,
): readonly string[] {
  const wrong: string[] = [];
  if (state !== "paid" && state !== "closed") wrong.push(`is still ${state}`);
  if (stripe.chargedCount > 1) wrong.push(`was charged ${stripe.chargedCount} times`);
  if (stripe.charged !== paid) wrong.push(`is paid ${paid} in our rows and ${stripe.charged} at Stripe`);
  if (stripe.refunded !== refunded)
    wrong.push(`has ${refunded} back in our rows and ${stripe.refunded} at Stripe`);
  if (stripe.charged - stripe.refunded !== validCount * price)
    wrong.push(`keeps ${stripe.charged - stripe.refunded} for ${validCount} tickets`);
  return wrong.map((what) => `${id} ${what}`);
}

/** What a buyer was told and is not so. */
function findBroken({ userId, told }: Buyer, orders: readonly OrderRow[]): readonly string[] {
  const own = new Map(orders.filter((order) => order.userId === userId).map((order) => [order.id, order]));
  const promised = [...told.ordersOf.values()];
  return [
    ...promised.filter((ids) => ids.size > 1).map((ids) => `one click made ${[...ids].join(" and ")}`),
    ...promised.flatMap((ids) => [...ids].filter((id) => !own.has(id)).map((id) => `${id} is gone`)),
    ...[...told.paid, ...told.confirmed]
      .filter((id) => own.get(id)?.state !== "paid")
      .map((id) => `${id} was paid, and is ${own.get(id)?.state}`),
    ...(own.size > told.ordersOf.size ? [`${own.size} orders of ${told.ordersOf.size} clicks`] : []),
  ].map((what) => `${userId}: ${what}`);
}

async function findNotReturned({ sql }: House, buyers: readonly Buyer[]): Promise<readonly string[]> {
  const returned = buyers.flatMap(({ told }) => [...told.returned]);
  const kept = await sql<{ id: string; state: string }[]>`
    SELECT id, state FROM tickets WHERE id IN ${sql(returned)} AND state <> 'revoked'`;
  return kept.map(({ id, state }) => `${id} was returned, and is ${state}`);
}

async function findWrongBooks(
  { sql }: House,
  lines: readonly Stripe.BalanceTransaction[],
  { seats, price }: Sold,
): Promise<readonly string[]> {
  const accounts = await sql<{ kind: string; unit: string; sum: number }[]>`
    SELECT a.kind, a.unit, sum(e.amount)::int AS sum FROM ledger_entries e
    JOIN ledger_accounts a ON a.id = e.account_id GROUP BY a.kind, a.unit`;
  const holding = (kind: string) => accounts.find((a) => a.kind === kind && a.unit === "jpy")?.sum ?? 0;
  const total = (of: (line: Stripe.BalanceTransaction) => number) =>
    lines.reduce((sum, line) => sum + of(line), 0);
  // A debit is positive: what we have; a credit is negative: what we owe.
  const expected: Readonly<Record<string, number>> = {
    "stripe-clearing": total(({ net }) => net),
    "stripe-fees": total(({ fee }) => fee),
    "event-held": -seats * price,
    "refunds-owed": 0,
    "disputes-held": 0,
    losses: 0,
    tax: 0,
  };
  const units = new Set(accounts.map(({ unit }) => unit));
  return [
    ...Object.entries(expected)
      .filter(([kind, amount]) => holding(kind) !== amount)
      .map(([kind, amount]) => `${kind} holds ${holding(kind)} yen, and should ${amount}`),
    ...[...units].flatMap((unit) => {
      const apart = accounts.reduce((sum, account) => sum + (account.unit === unit ? account.sum : 0), 0);
      return apart === 0 ? [] : [`the books are ${apart} ${unit} apart`];
    }),
  ];
}

/** What is left to do though there was time for everything, and what the night's comparison says. */
async function findUndone({ sql }: House, linesCount: number): Promise<readonly string[]> {
  const [refunds] = await sql<{ count: number }[]>`
    SELECT count(*)::int AS count FROM refunds WHERE state <> 'paid'`;
  const [dead] = await sql<{ count: number }[]>`
    SELECT count(*)::int AS count FROM hiroba_jobs.job WHERE name = 'dead-letters'`;
  const [night] = await sql<{ compared: number; differences: unknown }[]>`
    SELECT compared_count AS compared, differences FROM reconciliations ORDER BY id DESC LIMIT 1`;
  return [
    ...(refunds?.count === 0 ? [] : [`${refunds?.count} refunds are not paid`]),
    ...(dead?.count === 0 ? [] : [`${dead?.count} jobs are dead`]),
    ...(night?.compared === linesCount && JSON.stringify(night.differences) === "[]"
      ? []
      : [`the night compared ${linesCount} lines as ${JSON.stringify(night)}`]),
  ];
}
