// When every place is taken: a place in the queue, asked for or listened to, until there is one in the room. And the doors
// that are not a world's: an event's, and a friend's.

import { describe, expect, test } from "bun:test";
import { createRemoteJWKSet } from "jose";
import { STREAMS_PER_USER_MAX } from "../../../edge/routes/stream-places.ts";
import { readEvents } from "../../../shared/client/event-stream.ts";
import {
  openRoomListSchema,
  type Queued,
  queuedSchema,
  regionListSchema,
  roomEntrySchema,
} from "../../../shared/schema/public-api.ts";
import { friendListSchema } from "../../../shared/schema/social.ts";
import { worldSchema } from "../../../shared/schema/world.ts";
import { verifyTicket } from "../../../shared/ticket.ts";
import { type BearerGrant, type EdgeUnderTest, refusalOf } from "../edge-under-test.ts";

export function queueContract(edge: EdgeUnderTest): void {
  const post = (path: string, { accessToken }: BearerGrant, json: unknown = {}) =>
    edge.ask(path, { json, as: accessToken });

  /** A room for one, and somebody on their way to it. */
  async function fullRoom(): Promise<{ readonly path: string; readonly room: string }> {
    await edge.surroundings().registerHost();
    const maker = await edge.guest("Maker");
    const name = `Booth ${crypto.randomUUID()}`;
    const made = await post("/v1/worlds", maker, { name, capacity: 1 });
    const path = `/v1/worlds/${worldSchema.parse(await made.json()).id}/enter`;
    const { room } = roomEntrySchema.parse(await (await post(path, maker)).json());
    return { path, room };
  }

  async function queueFor(
    { path, room }: { path: string; room: string },
    guest: BearerGrant,
  ): Promise<Queued> {
    const answer = await post(path, guest, { room });
    expect([answer.status, answer.headers.get("cache-control"), answer.headers.get("retry-after")]).toEqual([
      202,
      "no-store",
      "2",
    ]);
    return queuedSchema.parse(await answer.json());
  }

  describe("a room that is full", () => {
    test("has a queue, in the order in which people came, which can be left", async () => {
      const full = await fullRoom();
      const [first, second] = [await edge.guest(), await edge.guest()];
      const one = await queueFor(full, first);
      expect(one).toMatchObject({
        queue: { position: 0 },
        statusUrl: `${edge.surroundings().edgeUrl}/v1/queue/${one.queue.id}`,
      });
      const two = await queueFor(full, second);
      expect(two.queue.position).toBe(1);
      const status = (place: Queued, { accessToken }: BearerGrant) =>
        edge.ask(new URL(place.statusUrl).pathname, { as: accessToken });
      expect(await refusalOf(await status(one, second))).toBe("404 QUEUE_NOT_FOUND");
      const left = await edge.ask(new URL(one.statusUrl).pathname, {
        method: "DELETE",
        as: first.accessToken,
      });
      expect(left.status).toBe(204);
      expect(queuedSchema.parse(await (await status(two, second)).json()).queue.position).toBe(0);
      await edge.surroundings().freePlaces();
      expect(roomEntrySchema.parse(await (await status(two, second)).json()).room as string).toBe(full.room);
    });

    test("tells whoever listens of each step, and lets them in when there is a place", async () => {
      const full = await fullRoom();
      const guest = await edge.guest();
      const { statusUrl } = await queueFor(full, guest);
      const answer = await edge.ask(new URL(statusUrl).pathname, {
        as: guest.accessToken,
        headers: { accept: "text/event-stream" },
      });
      expect(answer.headers.get("content-type")).toStartWith("text/event-stream");
      if (answer.body === null) throw new Error("a stream has a body");
      const seen: string[] = [];
      for await (const { name, data } of readEvents(answer.body as ReadableStream<Uint8Array>)) {
        seen.push(name);
        if (name === "queued") {
          queuedSchema.parse(JSON.parse(data));
          await edge.surroundings().freePlaces();
        } else expect(roomEntrySchema.parse(JSON.parse(data)).room as string).toBe(full.room);
      }
      expect(seen).toEqual(["queued", "entered"]);
    });

    test("is followed by one user so often at once and no more: each stream asks the origin again and again", async () => {
      const guest = await edge.guest();
      const { statusUrl } = await queueFor(await fullRoom(), guest);
      const follow = () =>
        edge.ask(new URL(statusUrl).pathname, {
          as: guest.accessToken,
          headers: { accept: "text/event-stream" },
        });
      const followed: Response[] = [];
      for (let n = 0; n < STREAMS_PER_USER_MAX; n++) followed.push(await follow());
      expect(followed.map(({ status, headers }) => [status, headers.get("x-accel-buffering")])).toEqual(
        followed.map(() => [200, "no"]),
      );
      expect(await refusalOf(await follow())).toBe("503 QUEUE_STREAMS_FULL");
      const asked = await edge.ask(new URL(statusUrl).pathname, { as: guest.accessToken });
      expect(asked.status).toBe(202);
      for (const { body } of followed) await body?.cancel();
    });

    test("lets one look on as a ghost meanwhile, who keeps the place in the queue", async () => {
      const full = await fullRoom();
      const guest = await edge.guest();
      const queued = await queueFor(full, guest);
      expect(queued.ghostSeat).toBe("free");
      const answer = await post(full.path, guest, { room: full.room, ifFull: "ghost" });
      expect(answer.status).toBe(200);
      const ghost = roomEntrySchema.parse(await answer.json());
      expect(ghost).toMatchObject({ room: full.room, seat: "ghost", waiting: queued });
      const keys = createRemoteJWKSet(new URL(`${edge.surroundings().edgeUrl}/.well-known/ticket-jwks.json`));
      expect((await verifyTicket(ghost.ticket, keys, ghost.hostId, Date.now())).seat).toBe("ghost");
      await edge.surroundings().freePlaces();
      const status = await edge.ask(new URL(queued.statusUrl).pathname, { as: guest.accessToken });
      const entry = roomEntrySchema.parse(await status.json());
      expect(entry).toMatchObject({ room: full.room, seat: "visible", waiting: null });
      expect((await verifyTicket(entry.ticket, keys, entry.hostId, Date.now())).seat).toBe("visible");
    });

    test("tells whoever does not want to wait that it is", async () => {
      const { path, room } = await fullRoom();
      const answer = await post(path, await edge.guest(), { room, ifFull: "refuse" });
      expect(await refusalOf(answer)).toBe("503 ROOMS_FULL");
    });

    test("is listed among the world's rooms, and where there are hosts is told", async () => {
      const { path, room } = await fullRoom();
      const rooms = openRoomListSchema.parse(await (await edge.ask(path.replace("enter", "rooms"))).json());
      expect(rooms.items).toMatchObject([{ id: room, region: "test", capacity: 1 }]);
      const regions = regionListSchema.parse(await (await edge.ask("/v1/regions")).json());
      expect(regions.items.map(({ region }) => region)).toEqual(["test"]);
    });
  });

  describe("other doors", () => {
    test("an event's is shut until a quarter of an hour before it begins, and knows no room to choose", async () => {
      const guest = await edge.guest();
      const path = "/v1/events/evt_opening-night/enter";
      expect(await refusalOf(await post(path, guest))).toBe("409 EVENT_NOT_OPEN");
      expect(await refusalOf(await post(path, guest, { room: "rm_x" }))).toBe("422 VALIDATION_FAILED");
    });

    test("a friend's opens to friends, who are two that both want it", async () => {
      const [host, friend] = [await edge.guest("Host"), await edge.guest("Friend")];
      const enter = () => post(`/v1/users/${host.user.id}/enter`, friend);
      expect(await refusalOf(await enter())).toBe("403 USER_NOT_JOINABLE");
      const befriend = async (from: BearerGrant, to: BearerGrant) =>
        (await edge.ask(`/v1/me/friends/${to.user.id}`, { method: "PUT", as: from.accessToken })).json();
      expect(await befriend(friend, host)).toEqual({ state: "requested" });
      expect(await befriend(host, friend)).toEqual({ state: "friends" });
      const listed = await edge.ask("/v1/me/friends", { as: friend.accessToken });
      expect(listed.headers.get("cache-control")).toBe("no-store");
      expect(friendListSchema.parse(await listed.json())).toMatchObject({
        friends: [{ user: { displayName: "Host" }, presence: null }],
        incoming: [],
        outgoing: [],
      });
      // A friend who is in no room cannot be followed there.
      expect(await refusalOf(await enter())).toBe("403 USER_NOT_JOINABLE");
    });
  });
}
