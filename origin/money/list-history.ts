// What became of somebody's coins and exchange tickets, newest first by the books' numbers: what moved in accounts of theirs, and what
// for.

import type { CoinHistory, CoinMove } from "../../shared/schema/coin-history.ts";
import { type PurchaseId, purchaseIdSchema, type UserId } from "../../shared/schema/ids.ts";
import type { PageQuery } from "../../shared/schema/public-api.ts";
import { cursorInvalid } from "../catalog/cursor.ts";
import type { OriginDeps } from "../deps.ts";
import { decodeCursor, toPage } from "../route-params.ts";
import { type PurchaseRecord, purchasesById } from "../store/find-purchases.ts";
import { type Account, accountId, holdingOf } from "./accounts.ts";
import { listNewestMoves, listTransactionHeads, type Move, type TransactionHead } from "./ledger-store.ts";
import { coinsOf, creatorEarnings } from "./postings/entry.ts";
import { exchangeTicketsOf, redeemedOf } from "./postings/exchange.ts";

type Counted = "coinCount" | "freeCoinCount" | "exchangeTicketCount" | "earnedCount" | "redeemedCount";
type Happened = { readonly head: TransactionHead; readonly moves: readonly Move[] };

/** The accounts it is the history of, by what a move of one counts as. */
function accountsOf(userId: UserId): Readonly<Record<Counted, Account>> {
  return {
    coinCount: coinsOf(userId, "coin"),
    freeCoinCount: coinsOf(userId, "free-coin"),
    exchangeTicketCount: exchangeTicketsOf(userId),
    earnedCount: creatorEarnings(userId, "coin"),
    redeemedCount: redeemedOf(userId),
  };
}

/** Throws CURSOR_INVALID (422). */
export async function listHistoryPage(
  { db }: Pick<OriginDeps, "db">,
  userId: UserId,
  { cursor, limit }: PageQuery,
): Promise<CoinHistory> {
  const accounts = accountsOf(userId);
  const moves = await listNewestMoves(db, Object.values(accounts), numberOf(cursor), limit + 1);
  const byNumber = Map.groupBy(moves, ({ transactionId }) => transactionId);
  const numbers = [...byNumber.keys()].toSorted((a, b) => b - a).slice(0, limit + 1);
  const heads = new Map((await listTransactionHeads(db, numbers)).map((head) => [head.id, head]));
  const happened = numbers.flatMap((number): Happened[] => {
    const head = heads.get(number);
    return head === undefined ? [] : [{ head, moves: byNumber.get(number) ?? [] }];
  });
  const bought = await purchasesById(
    db,
    happened.flatMap(({ head }) => purchaseIdOf(head) ?? []),
  );
  return toPage(
    happened,
    limit,
    (each) => toMove(each, accounts, aboutOf(each.head, userId, bought)),
    ({ head: { at, id } }) => ({ at, id: String(id) }),
  );
}

const NUMBER = /^\d{1,15}$/;

function numberOf(raw: string | undefined): number | null {
  const cursor = decodeCursor(raw);
  if (cursor === null) return null;
  if (!NUMBER.test(cursor.id)) throw cursorInvalid();
  return Number(cursor.id);
}

function toMove(
  { head, moves }: Happened,
  accounts: Readonly<Record<Counted, Account>>,
  about: CoinMove["about"],
): CoinMove {
  const changeOf = (account: Account) => {
    const move = moves.find((one) => one.accountId === accountId(account));
    return move === undefined ? 0 : holdingOf(account.kind, move.amount);
  };
  return {
    kind: head.kind,
    at: head.at.toISOString(),
    coinCount: changeOf(accounts.coinCount),
    freeCoinCount: changeOf(accounts.freeCoinCount),
    exchangeTicketCount: changeOf(accounts.exchangeTicketCount),
    earnedCount: changeOf(accounts.earnedCount),
    redeemedCount: changeOf(accounts.redeemedCount),
    about,
  };
}

/** The books name what coins were spent on as `noun:id`. */
const SPENT_ON = /^(store|gift):(.+)$/;

function purchaseIdOf({ key }: TransactionHead): PurchaseId | null {
  const [, noun, id] = SPENT_ON.exec(key) ?? [];
  return noun === "store" ? purchaseIdSchema.parse(id) : null;
}

function aboutOf(
  head: TransactionHead,
  userId: UserId,
  bought: ReadonlyMap<string, PurchaseRecord>,
): CoinMove["about"] {
  if (head.orderId !== null) return { what: "order", orderId: head.orderId };
  const [, noun, id = ""] = SPENT_ON.exec(head.key) ?? [];
  if (noun === "gift") return { what: "gift", giftId: id };
  const purchase = bought.get(id);
  if (purchase === undefined) return null;
  const { assetId, assetName, buyerId, holderId } = purchase;
  // Whoever made it is not told for whom it was bought.
  const isGift = buyerId === userId && holderId !== userId;
  return { what: "asset", assetId, name: assetName, forUserId: isGift ? holderId : null };
}
