// A shop whose people make things, sell them and buy them: what tests of the store begin with.

import { indexAsset } from "../../../origin/assets/index-asset.ts";
import { assets } from "../../../origin/db/schema/users.ts";
import { issueExchangeTickets } from "../../../origin/money/books/issue-exchange-tickets.ts";
import { grantCoins } from "../../../origin/money/grant-coins.ts";
import { settleOrder } from "../../../origin/money/settle-order.ts";
import type { VrmLicence } from "../../../shared/schema/asset.ts";
import { type AssetId, newId, type UserId } from "../../../shared/schema/ids.ts";
import { internalPath } from "../../../shared/schema/internal-api.ts";
import { type Participant, participantSchema } from "../../../shared/schema/room-spec.ts";
import { openShop } from "../money/shop.ts";

export const PRICE = 40;

export type Storefront = Awaited<ReturnType<typeof openStorefront>>;
type Record = typeof assets.$inferInsert;

export async function openStorefront() {
  const shop = await openShop();
  const { ask, deps, clock } = shop;

  /** Somebody with a way to sign in. */
  const createMember = async (displayName = "Mina"): Promise<UserId> => {
    const { body } = await ask(internalPath.resolveUser, {
      json: {
        issuer: "https://issuer.example",
        subject: crypto.randomUUID(),
        displayName,
        locale: "ja",
        label: null,
        device: "",
      },
    });
    return (body["user"] as { id: UserId }).id;
  };
  const createAsset = async (
    ownerId: UserId,
    avatarPermission: VrmLicence["avatarPermission"] = "everyone",
    more: Partial<Record> = {},
  ): Promise<AssetId> => {
    const id = newId("asset");
    const [asset] = await deps.db
      .insert(assets)
      .values({
        id,
        kind: "avatar",
        ownerId,
        name: "Godette",
        objectKey: `avatars/${id}.vrm`,
        sha256: "0".repeat(64),
        sizeBytes: 1,
        thumbnailKey: `thumbnails/${id}.webp`,
        licence: {
          name: "Godette",
          authors: ["somebody"],
          licenceUrl: null,
          avatarPermission,
          creditNotation: "required",
          allowRedistribution: false,
        },
        facts: {
          format: "vrm",
          vrmVersion: "1.0",
          triangleCount: 1,
          vertexCount: 3,
          materialCount: 1,
          textureCount: 0,
          nodeCount: 1,
          heightM: 1.6,
        },
        createdAt: new Date(clock.nowMs),
        ...more,
      })
      .returning();
    if (asset === undefined) throw new Error("no asset");
    await indexAsset(deps.db, asset);
    return id;
  };
  const createItem = (ownerId: UserId, kind: "item" | "accessory" = "item") =>
    createAsset(ownerId, "everyone", {
      kind,
      name: "Lantern",
      licence: null,
      facts: {
        format: "glb",
        triangleCount: 1,
        vertexCount: 3,
        materialCount: 1,
        textureCount: 0,
        nodeCount: 1,
        sizeM: [1, 1, 1],
      },
    });
  const sell = (as: UserId, assetId: AssetId, terms: object = {}) =>
    ask(internalPath.listing, {
      method: "PUT",
      as,
      params: { assetId },
      json: { priceCoins: PRICE, ...terms },
    });
  const withdraw = (as: UserId, assetId: AssetId) =>
    ask(internalPath.listing, { method: "DELETE", as, params: { assetId } });
  const buy = (as: UserId, assetId: AssetId, wish: object = {}, key?: string) =>
    ask(internalPath.purchases, {
      as,
      params: { assetId },
      json: { priceCoins: PRICE, ...wish },
      headers: key === undefined ? {} : { "idempotency-key": key },
    });
  const wear = (userId: UserId, avatarId: AssetId | null) =>
    ask(internalPath.wearAvatar, { method: "PUT", params: { userId }, json: { avatarId } });
  const befriend = async (a: UserId, b: UserId): Promise<void> => {
    for (const [userId, friendId] of [
      [a, b],
      [b, a],
    ] as const)
      await ask(internalPath.friend, { method: "PUT", params: { userId, friendId } });
  };

  return {
    ...shop,
    createMember,
    createAsset,
    createItem,
    /** A member's avatar that is for sale. */
    createListed: async (terms: object = {}) => {
      const creatorId = await createMember("Creator");
      const assetId = await createAsset(creatorId);
      const { status } = await sell(creatorId, assetId, terms);
      if (status !== 200) throw new Error(`not for sale: ${status}`);
      return { creatorId, assetId };
    },
    sell,
    withdraw,
    buy,
    wear,
    befriend,
    giveCoins: (userId: UserId, count: number) =>
      grantCoins(deps, { key: crypto.randomUUID(), userId, count }),
    /** A hundred coins that were paid for, and ten that came on top. */
    sellCoins: async (userId: UserId): Promise<void> => {
      const order = await shop.orderCoins(userId);
      await shop.pay(order.id);
      await settleOrder(deps, order.id);
    },
    issueTickets: (userId: UserId, count: number, liveDays = 30, key: string = crypto.randomUUID()) =>
      issueExchangeTickets(deps, null, { key, userId, count, liveDays, reason: "of the test" }),
    /** Somebody as a room sees them. */
    seen: async (userId: UserId): Promise<Participant> =>
      participantSchema.parse(
        (await ask(internalPath.participant, { params: { roomId: "rm_any", userId } })).body,
      ),
    refusal: ({
      status,
      body,
    }: {
      readonly status: number;
      readonly body: { readonly [name: string]: unknown };
    }) => `${status} ${body["code"]}`,
  };
}
