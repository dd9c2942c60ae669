// Something is sold: from its creator's shelf to its buyer's hand, through edge, origin and a room in which both stand.

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { join } from "node:path";
import { signInAsMember } from "../../scripts/dev/provider-sign-in.ts";
import { walletSchema } from "../../shared/schema/order.ts";
import { holdingPageSchema, listingPageSchema, listingSchema } from "../../shared/schema/store.ts";
import { buildVase } from "../shared/avatar/hall-builder.ts";
import { eventually } from "../support/eventually.ts";
import { joinAsMqttGuest, jsonOf, type MqttGuest } from "../support/mqtt-guest.ts";
import { enterWorld, listWorlds, uploadAvatar, uploadModel, wearAvatar } from "../support/public-api.ts";
import { type Square, startSquare } from "../support/square.ts";

const GODETTE = join(import.meta.dir, "../fixtures/avatars/godette.vrm");
const SPAWN = { position: [0, 0, 0] };

let square: Square;
beforeAll(async () => {
  square = await startSquare();
}, 90_000);
afterAll(() => square.stop(), 20_000);

const call = async (path: string, as: string, init: { method?: string; json?: object } = {}) => {
  const { json } = init;
  const answer = await fetch(`${square.edgeUrl}${path}`, {
    method: init.method ?? (json === undefined ? "GET" : "POST"),
    headers: {
      authorization: `Bearer ${as}`,
      ...(json === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: text === "" ? null : JSON.parse(text) };
};

/** As whoever runs the server does, at its console. */
async function issueTickets(userId: string, count: number): Promise<void> {
  const command = ["exchange", userId, String(count), "--key", "welcome", "--reason", "Welcome."];
  const child = Bun.spawn([process.execPath, "scripts/money.ts", ...command], {
    cwd: join(import.meta.dir, "../.."),
    env: { PATH: process.env["PATH"] ?? "", HIROBA_DATA_DIR: square.dataDir },
    stdout: "pipe",
  });
  expect(await child.stdout.text()).toContain("2 exchange tickets were given");
}

/** The avatar of somebody as `watcher` was told last. */
const avatarOf = ({ heard }: MqttGuest, userId: string): string | null | undefined =>
  heard
    .filter(({ topicName }) => topicName.includes("/presence/"))
    .map((message) => jsonOf(message) as { user?: string; avatar?: { id: string } | null })
    .filter(({ user }) => user === userId)
    .map(({ avatar }) => avatar?.id ?? null)
    .at(-1);

describe("a thing of the store", () => {
  test("is taken off when its sale begins, bought, and worn and held in a room again", async () => {
    const { edgeUrl } = square;
    const [creator, buyer] = [
      await signInAsMember(edgeUrl, "creator"),
      await signInAsMember(edgeUrl, "buyer"),
    ];
    const bytes = new Uint8Array(await Bun.file(GODETTE).arrayBuffer());
    const avatar = (await uploadAvatar(edgeUrl, creator, { name: "godette.vrm", bytes })).avatar;
    const vase = await uploadModel(edgeUrl, creator, "item", { name: "vase.glb", bytes: buildVase(64) });
    const item = vase.asset;
    if (avatar === undefined || item === undefined) throw new Error(`not published: ${vase.reason}`);
    expect(listingPageSchema.parse(await (await fetch(`${edgeUrl}/v1/store`)).json()).items).toEqual([]);

    await wearAvatar(edgeUrl, buyer, avatar.id);
    const world = (await listWorlds(edgeUrl))[0];
    if (world === undefined) throw new Error("no world was seeded");
    const enter = async (grant: typeof buyer) => {
      const entry = await enterWorld(edgeUrl, grant, world.id);
      const url = `mqtt://${entry.host.address}:${entry.host.tcpPort}`;
      return { room: entry.room, client: await joinAsMqttGuest(url, entry.room, entry.ticket) };
    };
    const { client: watcher } = await enter(creator);
    const { client: wearer, room } = await enter(buyer);
    await eventually("the buyer in the avatar", () => avatarOf(watcher, buyer.user.id) === avatar.id);

    const sell = (id: string) =>
      call(`/v1/store/${id}`, creator.accessToken, {
        method: "PUT",
        json: { priceCoins: 200, takesExchangeTickets: true },
      });
    for (const { id } of [avatar, item]) expect((await sell(id)).status).toBe(200);
    await eventually("the buyer without it", () => avatarOf(watcher, buyer.user.id) === null);
    const shelf = listingPageSchema.parse(await (await fetch(`${edgeUrl}/v1/store`)).json());
    expect(shelf.items.map(({ assetId }) => assetId).toSorted()).toEqual([avatar.id, item.id].toSorted());
    const refused = await call("/v1/me/avatar", buyer.accessToken, {
      method: "PUT",
      json: { avatarId: avatar.id },
    });
    expect([refused.status, refused.body.code]).toEqual([403, "AVATAR_NOT_BOUGHT"]);
    const spawn = () =>
      wearer.client.publishAsync(`r/${room}/item/new`, JSON.stringify({ kind: item.id, ...SPAWN }), {
        qos: 1,
      });
    await spawn();

    const buy = (id: string) =>
      call(`/v1/store/${id}/purchases`, buyer.accessToken, {
        json: { priceCoins: 200, payWith: "exchange-ticket" },
      });
    expect((await buy(avatar.id)).body.code).toBe("EXCHANGE_TICKETS_MISSING");
    await issueTickets(buyer.user.id, 2);
    for (const { id } of [avatar, item]) expect((await buy(id)).status).toBe(201);
    const wallet = walletSchema.parse((await call("/v1/me/wallet", buyer.accessToken)).body);
    expect(wallet.exchangeTicketCount).toBe(0);
    const held = holdingPageSchema.parse((await call("/v1/me/holdings", buyer.accessToken)).body);
    expect(held.items.map(({ assetId, got }) => [assetId, got])).toEqual([
      [item.id, "redeemed"],
      [avatar.id, "redeemed"],
    ]);

    await wearAvatar(edgeUrl, buyer, avatar.id);
    await wearer.client.publishAsync(`r/${room}/presence/me`, JSON.stringify({ avatar: avatar.id }), {
      qos: 1,
    });
    await eventually("the buyer in it again", () => avatarOf(watcher, buyer.user.id) === avatar.id);
    await spawn();
    const made = await watcher.hears("the item", ({ topicName }) => topicName.endsWith("/info"));
    expect(jsonOf(made)).toMatchObject({ kind: item.id, by: buyer.user.id });
    // The one that was asked for before it was bought was never made.
    expect(watcher.heard.filter(({ topicName }) => topicName.endsWith("/info"))).toHaveLength(1);

    expect((await call(`/v1/store/${avatar.id}`, creator.accessToken, { method: "DELETE" })).status).toBe(
      204,
    );
    const withdrawn = await fetch(`${edgeUrl}/v1/store/${avatar.id}`);
    expect(listingSchema.parse(await withdrawn.json()).isForSale).toBe(false);
    await Promise.all([watcher.leave(), wearer.leave()]);
  }, 120_000);
});
