// What creators sell in the house's store, for coins and for free exchange tickets, and who has it. Goes by the rules of the store and
// of the books; the house around it knows the time, the books and everybody's coins.

import { type ExchangeLot, isLotExpired, lotToRedeem } from "../../../origin/money/exchange-lots.ts";
import type { LedgerTransaction } from "../../../origin/money/ledger.ts";
import { exchangeIssued, exchangeLost, exchangeRedeemed } from "../../../origin/money/postings/exchange.ts";
import { requireBuyable, type SaleTerms } from "../../../origin/store/sale-rule.ts";
import { Problem } from "../../../shared/http/problem.ts";
import type { PayWith } from "../../../shared/schema/store.ts";
import type { Chance } from "../../fuzz/chance.ts";

/** Bugs that can be planted here. */
export const STORE_BUGS = {
  "sold-unseen": "whoever buys goes by how many were sold a while ago",
  "ticket-stays": "an exchange ticket is redeemed in the books and stays where it lay",
  "click-is-sale": "a second click is a second sale",
} as const satisfies Readonly<Record<string, string>>;
export type StoreBug = keyof typeof STORE_BUGS;

export type Thing = SaleTerms & {
  readonly id: string;
  readonly creatorId: string;
  /** Those of before as well, whatever became of the sale. */
  readonly holderIds: readonly string[];
  readonly ticketCount: number;
};
export type TicketLot = ExchangeLot & { readonly userId: string };

/** What the house does for its store. */
export type House = {
  readonly nowMs: number;
  readonly userIds: readonly [string, ...string[]];
  /** False where it is in the books already. */
  post(transaction: LedgerTransaction): boolean;
  /** Whether there were as many coins. */
  spend(spending: {
    readonly key: string;
    readonly userId: string;
    readonly count: number;
    readonly creatorId: string;
  }): boolean;
  newId(noun: string): string;
  say(line: string): void;
};

const DAY_MS = 24 * 60 * 60_000;
const CREATORS = ["performer", "mina"] as const;

export class Storefront {
  readonly things: Thing[];
  readonly lots: TicketLot[] = [];
  readonly #house: House;
  readonly #chance: Chance;
  readonly #bug: StoreBug | null;
  /** Things as somebody saw them who buys. */
  readonly #seen = new Map<string, Thing>();

  constructor(house: House, chance: Chance, bug: StoreBug | null) {
    this.#house = house;
    this.#chance = chance;
    this.#bug = bug;
    this.things = CREATORS.flatMap((creatorId) => [this.#thing(creatorId), this.#thing(creatorId)]);
  }

  #thing(creatorId: string): Thing {
    return {
      id: `${creatorId}-${this.#chance.below(1_000_000)}`,
      creatorId,
      priceCoins: this.#chance.between(1, 12),
      numberMax: this.#chance.percent(50) ? this.#chance.between(1, 3) : null,
      soldCount: 0,
      takesExchangeTickets: this.#chance.percent(60),
      isForSale: true,
      holderIds: [],
      ticketCount: 0,
    };
  }

  /** One thing happens in the store. */
  act(): void {
    const acts = [
      () => this.#buy(),
      () => this.#buy(),
      () => this.#buy(),
      () => this.#issue(),
      () => this.#expire(),
      () => this.#changeTerms(),
    ] as const;
    acts[this.#chance.below(acts.length)]?.();
  }

  #buy(): void {
    const at = this.#chance.below(this.things.length);
    const thing = this.things[at];
    if (thing === undefined) return;
    const [buyerId, holderId] = [this.#user(), this.#user()];
    const seen = this.#bug === "sold-unseen" ? (this.#seen.get(thing.id) ?? thing) : thing;
    this.#seen.set(thing.id, thing);
    const payWith: PayWith = this.#chance.percent(60) ? "coins" : "exchange-ticket";
    const priceCoins = this.#chance.percent(95) ? thing.priceCoins : thing.priceCoins + 1;
    if (seen.holderIds.includes(holderId) || !isBuyable(seen, { priceCoins, payWith })) return;
    const key = this.#house.newId("store");
    const clicks = this.#chance.percent(10) ? 2 : 1;
    for (let click = 0; click < clicks; click++) {
      const its = this.#bug === "click-is-sale" ? `${key}-${click}` : key;
      if (!this.#pay(thing, its, buyerId, payWith)) return;
      this.#house.say(`${buyerId} buys ${thing.id} for ${holderId} with ${payWith}`);
      const { holderIds, soldCount, ticketCount } = this.things[at] ?? thing;
      this.things[at] = {
        ...thing,
        holderIds: [...holderIds, holderId],
        soldCount: soldCount + 1,
        ticketCount: ticketCount + (payWith === "coins" ? 0 : 1),
      };
    }
  }

  /** False where it cannot be paid, or was before. */
  #pay({ creatorId, priceCoins: count }: Thing, key: string, userId: string, payWith: PayWith): boolean {
    if (payWith === "coins") return this.#house.spend({ key, userId, count, creatorId });
    const lot = lotToRedeem(this.lotsOf(userId), this.#house.nowMs);
    if (lot === null || !this.#house.post(exchangeRedeemed({ key, userId, creatorId }))) return false;
    if (this.#bug !== "ticket-stays") this.#take(lot, 1);
    return true;
  }

  lotsOf(userId: string): TicketLot[] {
    return this.lots.filter((lot) => lot.userId === userId);
  }

  #issue(): void {
    const userId = this.#user();
    const count = this.#chance.between(1, 3);
    const id = this.#house.newId("tickets");
    this.#house.post(exchangeIssued(id, userId, count));
    const expiresAtMs = this.#house.nowMs + this.#chance.between(1, 90) * DAY_MS;
    this.lots.push({ id, userId, leftCount: count, expiresAtMs });
    this.#house.say(`${userId} is given ${count} exchange tickets`);
  }

  #expire(): void {
    for (const lot of this.lots) {
      if (lot.leftCount === 0 || !isLotExpired(lot, this.#house.nowMs)) continue;
      this.#house.post(exchangeLost(`expired:${lot.id}`, "exchange.expired", lot.userId, lot.leftCount));
      this.#house.say(`${lot.leftCount} exchange tickets of ${lot.userId} expire`);
      this.#take(lot, lot.leftCount);
    }
  }

  #take({ id }: TicketLot, count: number): void {
    const at = this.lots.findIndex((lot) => lot.id === id);
    const lot = this.lots[at];
    if (lot !== undefined) this.lots[at] = { ...lot, leftCount: lot.leftCount - count };
  }

  #changeTerms(): void {
    const at = this.#chance.below(this.things.length);
    const thing = this.things[at];
    if (thing === undefined) return;
    const isForSale = this.#chance.percent(85);
    this.things[at] = { ...thing, isForSale, priceCoins: this.#chance.between(1, 12) };
    this.#house.say(`${thing.id} is ${isForSale ? "sold otherwise" : "sold no more"}`);
  }

  #user(): string {
    const { userIds } = this.#house;
    return userIds[this.#chance.below(userIds.length)] ?? userIds[0];
  }
}

function isBuyable(...asked: Parameters<typeof requireBuyable>): boolean {
  try {
    requireBuyable(...asked);
    return true;
  } catch (error) {
    if (error instanceof Problem) return false;
    throw error;
  }
}
