// What is sold is worn by those who own or have it and by nobody else, on profiles, in tickets and in rooms that are open.

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import { showVersion } from "../../../origin/assets/show-version.ts";
import { takeDownAsset } from "../../../origin/assets/take-down-asset.ts";
import { lockAsset, versionOf } from "../../../origin/assets/version-store.ts";
import type { AssetId, UserId } from "../../../shared/schema/ids.ts";
import { changePageSchema } from "../../../shared/schema/internal/changes.ts";
import { internalPath } from "../../../shared/schema/internal-api.ts";
import { avatarDetailSchema, avatarPageSchema } from "../../../shared/schema/public-api.ts";
import { holdingSchema, listingSchema } from "../../../shared/schema/store.ts";
import { openStorefront, PRICE, type Storefront } from "./storefront.ts";

let store: Storefront;
beforeAll(async () => {
  store = await openStorefront();
});
afterAll(() => store.close());

const rich = async (): Promise<UserId> => {
  const userId = await store.createMember();
  await store.giveCoins(userId, 1_000);
  return userId;
};
const wornBy = async (userId: UserId) => (await store.seen(userId)).avatar?.id ?? null;
const roomNews = async (after = "") =>
  changePageSchema.parse((await store.ask(internalPath.roomNews, { query: after })).body);
/** A version whose file says that only its author wears it is shown. */
const showAuthorsOnly = async (assetId: AssetId) =>
  store.deps.db.transaction(async (tx) => {
    const asset = await lockAsset(tx, assetId);
    if (asset?.licence == null) throw new Error("no avatar");
    const licence = { ...asset.licence, avatarPermission: "onlyAuthor" } as const;
    const next = { ...versionOf(asset), version: asset.version + 1, licence };
    await showVersion(store.deps, tx, asset, next, new Date(store.clock.nowMs));
  });

describe("an avatar that everybody may wear", () => {
  test("is taken off those who have not bought it when its sale begins, also in rooms that are open", async () => {
    const creatorId = await store.createMember("Creator");
    const assetId = await store.createAsset(creatorId);
    const wearer = await rich();
    for (const userId of [creatorId, wearer]) expect((await store.wear(userId, assetId)).status).toBe(200);
    const { cursor } = await roomNews();

    expect((await store.sell(creatorId, assetId)).status).toBe(200);
    expect([await wornBy(creatorId), await wornBy(wearer)]).toEqual([assetId, null]);
    expect((await roomNews(`?after=${cursor}`)).tags).toEqual([`asset:${assetId}`]);
    expect(store.refusal(await store.wear(wearer, assetId))).toBe("403 AVATAR_NOT_BOUGHT");

    expect((await store.buy(wearer, assetId)).status).toBe(201);
    expect((await store.wear(wearer, assetId)).status).toBe(200);
    expect(await wornBy(wearer)).toBe(assetId);
  });

  test("is left on those who have bought it when the price changes, and rooms hear nothing", async () => {
    const { creatorId, assetId } = await store.createListed();
    const holder = await rich();
    await store.buy(holder, assetId);
    await store.wear(holder, assetId);
    const { cursor } = await roomNews();
    expect((await store.sell(creatorId, assetId, { priceCoins: 2 * PRICE })).status).toBe(200);
    expect(await wornBy(holder)).toBe(assetId);
    expect((await roomNews(`?after=${cursor}`)).tags).toEqual([]);
  });

  test("is for everybody again when it is withdrawn and nobody has bought it, else for those who have", async () => {
    const [unsold, sold] = [await store.createListed(), await store.createListed()];
    const [holder, other] = [await rich(), await rich()];
    await store.buy(holder, sold.assetId);
    for (const { creatorId, assetId } of [unsold, sold])
      expect((await store.withdraw(creatorId, assetId)).status).toBe(204);
    expect((await store.wear(other, unsold.assetId)).status).toBe(200);
    expect(store.refusal(await store.wear(other, sold.assetId))).toBe("403 AVATAR_NOT_BOUGHT");
    expect((await store.wear(holder, sold.assetId)).status).toBe(200);
    expect(store.refusal(await store.buy(other, sold.assetId))).toBe("409 LISTING_NOT_FOR_SALE");
  });

  test("is put on by nobody in the moment its sale begins", async () => {
    const creatorId = await store.createMember("Creator");
    const assetId = await store.createAsset(creatorId);
    const wearers = await Promise.all(Array.from({ length: 12 }, () => store.createMember()));
    const [sale] = await Promise.all([
      store.sell(creatorId, assetId),
      ...wearers.map((userId) => store.wear(userId, assetId)),
    ]);
    expect(sale.status).toBe(200);
    expect(await Promise.all(wearers.map(wornBy))).toEqual(wearers.map(() => null));
  });
});

describe("an item or accessory", () => {
  const mayUse = async (userId: UserId, assetId: AssetId | string) => {
    const params = { roomId: "rm_any", userId, assetId };
    return (await store.ask(internalPath.assetUse, { params })).body["mayUse"];
  };

  test.each(["item", "accessory"] as const)(
    "that is an %s is for everybody in rooms until its sale begins, of which they hear, and then for who has it",
    async (kind) => {
      const creatorId = await store.createMember("Creator");
      const assetId = await store.createItem(creatorId, kind);
      const [buyer, other] = [await rich(), await store.createMember()];
      expect([await mayUse(creatorId, assetId), await mayUse(other, assetId)]).toEqual([true, true]);
      const { cursor } = await roomNews();
      await store.sell(creatorId, assetId);
      expect((await roomNews(`?after=${cursor}`)).tags).toEqual([`asset:${assetId}`]);
      await store.buy(buyer, assetId);
      expect(await Promise.all([creatorId, buyer, other].map((userId) => mayUse(userId, assetId)))).toEqual([
        true,
        true,
        false,
      ]);
    },
  );

  test("is none that there is not, that was taken down, or that is an avatar", async () => {
    const owner = await store.createMember();
    const item = await store.createItem(owner);
    await store.deps.db.execute(sql`UPDATE assets SET taken_down_at = now() WHERE id = ${item}`);
    for (const assetId of ["ast_none", item, await store.createAsset(owner)])
      expect(await mayUse(owner, assetId)).toBe(false);
  });
});

describe("an avatar for those who are licensed", () => {
  test("is worn by its owner, and by whoever buys that licence", async () => {
    const creatorId = await store.createMember("Creator");
    const assetId = await store.createAsset(creatorId, "onlySeparatelyLicensedPerson");
    const buyer = await rich();
    expect(store.refusal(await store.wear(buyer, assetId))).toBe("403 AVATAR_NOT_YOURS");
    expect((await store.sell(creatorId, assetId)).status).toBe(200);
    expect((await store.buy(buyer, assetId)).status).toBe(201);
    expect((await store.wear(buyer, assetId)).status).toBe(200);
  });
});

describe("whoever has bought it", () => {
  test("goes on wearing it when a new file is for its author alone; nobody buys it from then on", async () => {
    const { assetId } = await store.createListed();
    const [holder, other] = [await rich(), await rich()];
    await store.buy(holder, assetId);
    await store.wear(holder, assetId);
    await showAuthorsOnly(assetId);
    expect(await wornBy(holder)).toBe(assetId);
    expect(store.refusal(await store.buy(other, assetId))).toBe("409 LISTING_NOT_FOR_SALE");
  });

  test("stands there without it while a moderator keeps it from everybody, and has it still", async () => {
    const { assetId } = await store.createListed();
    const holder = await rich();
    await store.buy(holder, assetId);
    await store.wear(holder, assetId);
    const takeDown = (at: Date | null) =>
      store.deps.db.transaction((tx) =>
        takeDownAsset(store.deps, tx, assetId, at, new Date(store.clock.nowMs)),
      );
    await takeDown(new Date(store.clock.nowMs));
    expect(await wornBy(holder)).toBeNull();
    expect((await store.wear(holder, assetId)).status).toBe(404);
    const held = async () =>
      holdingSchema.parse(
        (await store.ask(internalPath.holding, { params: { userId: holder, assetId } })).body,
      );
    expect(await held()).toMatchObject({ isTakenDown: true, thumbnailUrl: null });
    await takeDown(null);
    expect(await held()).toMatchObject({ isTakenDown: false });
    expect((await store.wear(holder, assetId)).status).toBe(200);
  });
});

describe("it is put up for sale", () => {
  test("by its owner, who is no guest, and changed by nobody else", async () => {
    const [owner, other] = [await store.createMember(), await store.createMember()];
    const guest = await store.createVisitor();
    const assetId = await store.createAsset(owner);
    expect(store.refusal(await store.sell(other, assetId))).toBe("403 ASSET_NOT_YOURS");
    expect(store.refusal(await store.withdraw(other, assetId))).toBe("403 ASSET_NOT_YOURS");
    const guests = await store.createAsset(guest);
    expect(store.refusal(await store.sell(guest, guests))).toBe("403 SELLER_IS_GUEST");
  });

  test("where it is an avatar, item or accessory whose licence lets others have it", async () => {
    const owner = await store.createMember();
    const world = await store.createAsset(owner, "everyone", { kind: "world" });
    const own = await store.createAsset(owner, "onlyAuthor");
    expect(store.refusal(await store.sell(owner, world))).toBe("409 ASSET_NOT_SELLABLE");
    expect(store.refusal(await store.sell(owner, own))).toBe("409 LICENCE_FORBIDS_SALE");
    for (const kind of ["item", "accessory"] as const)
      expect((await store.sell(owner, await store.createItem(owner, kind))).status).toBe(200);
  });

  test("of a bounded price and number, and of no fewer than are sold", async () => {
    const { creatorId, assetId } = await store.createListed();
    for (const terms of [{ priceCoins: 0 }, { priceCoins: 100_001 }, { numberMax: 0 }, { priceCoins: 1.5 }])
      expect(store.refusal(await store.sell(creatorId, assetId, terms))).toBe("422 VALIDATION_FAILED");
    for (const buyer of [await rich(), await rich()]) await store.buy(buyer, assetId);
    expect(store.refusal(await store.sell(creatorId, assetId, { numberMax: 1 }))).toBe(
      "409 LISTING_SOLD_ALREADY",
    );
    expect((await store.sell(creatorId, assetId, { numberMax: 2 })).body).toMatchObject({
      leftCount: 0,
      soldCount: 2,
    });
  });

  test("and its own page says on what terms, until it is sold no more", async () => {
    const { creatorId, assetId } = await store.createListed({ numberMax: 3, takesExchangeTickets: true });
    const detail = async () =>
      avatarDetailSchema.parse(
        (await store.ask(internalPath.avatar, { params: { avatarId: assetId } })).body,
      );
    const terms = {
      priceCoins: PRICE,
      numberMax: 3,
      leftCount: 3,
      takesExchangeTickets: true,
      isForSale: true,
      isForHolders: true,
    };
    expect((await detail()).listing).toEqual(terms);
    const listed = avatarPageSchema.parse((await store.ask(internalPath.avatars)).body);
    expect(listed.items.find(({ id }) => id === assetId)?.listing).toEqual(terms);
    await store.withdraw(creatorId, assetId);
    expect((await detail()).listing).toEqual({ ...terms, isForSale: false, isForHolders: false });
    const listing = await store.ask(internalPath.listing, { params: { assetId } });
    expect(listingSchema.parse(listing.body).isForSale).toBe(false);
  });
});

test("nobody ever wears what they may not, whatever is sold, bought, withdrawn and worn at once", async () => {
  const makers = await Promise.all([1, 2].map(() => store.createMember("Maker")));
  const people = await Promise.all(Array.from({ length: 5 }, rich));
  const things = await Promise.all(
    [...makers, ...makers].map(async (ownerId) => ({ ownerId, assetId: await store.createAsset(ownerId) })),
  );
  const acts = Array.from({ length: 120 }, (_, n) => {
    const { ownerId, assetId } = things[n % things.length] as (typeof things)[number];
    const person = people[(n * 7) % people.length] as UserId;
    switch (n % 6) {
      case 0:
        return () => store.sell(ownerId, assetId);
      case 1:
        return () => store.buy(person, assetId);
      case 2:
        return () => store.withdraw(ownerId, assetId);
      default:
        return () => store.wear(person, assetId);
    }
  });
  const answers = await Promise.all(acts.map((act) => act()));
  expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
  const wrong = await store.deps.db.execute(sql`
    SELECT u.id FROM users u JOIN assets a ON a.id = u.avatar_id JOIN listings l ON l.asset_id = a.id
    WHERE a.owner_id <> u.id AND (l.is_for_sale OR l.sold_count > 0)
      AND NOT EXISTS (SELECT FROM holdings h WHERE h.asset_id = a.id AND h.holder_id = u.id)`);
  expect([...wrong]).toEqual([]);
}, 60_000);
