import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { newId } from "../../../shared/schema/ids.ts";
import { entryOutcomeSchema } from "../../../shared/schema/internal/entry.ts";
import { internalPath } from "../../../shared/schema/internal-api.ts";
import { type FriendList, friendListSchema } from "../../../shared/schema/social.ts";
import { type OriginUnderTest, startOrigin } from "../origin-under-test.ts";

const PLAZA = "wld_hiroba-plaza";

let origin: OriginUnderTest;
let host: string;
beforeAll(async () => {
  origin = await startOrigin();
  host = newId("host");
  await origin.ask(internalPath.registerHost, {
    json: {
      hostId: host,
      region: "here",
      host: { address: "127.0.0.1", tcpPort: 1883, wsUrl: "ws://127.0.0.1/mqtt" },
      participantsMax: 100,
      roomsMax: 10,
      build: "test",
    },
  });
});
afterAll(() => origin.stop());

const guest = async (name: string) => (await origin.createGuest(name)).userId;
const befriend = (userId: string, friendId: string) =>
  origin.ask(internalPath.friend, { params: { userId, friendId }, method: "PUT" });
const unfriend = (userId: string, friendId: string) =>
  origin.ask(internalPath.friend, { params: { userId, friendId }, method: "DELETE" });
const listed = async (userId: string): Promise<FriendList> =>
  friendListSchema.parse((await origin.ask(internalPath.friends, { params: { userId } })).body);
const allow = (userId: string, presenceFor: string, joinableBy: string) =>
  origin.ask(internalPath.privacy, {
    params: { userId },
    method: "PUT",
    json: { presenceFor, joinableBy },
  });
const follow = (as: string, id: string) =>
  origin.ask(internalPath.enter, { json: { kind: "user", id, regionHint: null }, as });
const namesOf = (people: readonly { user: { displayName: string } }[]) =>
  people.map(({ user }) => user.displayName);
async function friends(a: string, b: string): Promise<void> {
  await befriend(a, b);
  await befriend(b, a);
}

/** Somebody enters the plaza, and the host tells that they came. */
async function comeToPlaza(userId: string): Promise<string> {
  const { body } = await origin.ask(internalPath.enter, {
    json: { kind: "world", id: PLAZA, regionHint: null },
    as: userId,
  });
  const outcome = entryOutcomeSchema.parse(body);
  if (outcome.outcome !== "entered") throw new Error("there is room");
  const { room } = outcome.place;
  seq += 1;
  await origin.ask(internalPath.roomReport, {
    params: { roomId: room },
    json: {
      hostId: host,
      epoch: 1,
      entries: [
        { seq, kind: "join", user: userId, sid: seq, atMs: origin.clock.nowMs, participantCount: seq },
      ],
    },
  });
  return room;
}
let seq = 0;

describe("friends", () => {
  test("are two who both want it: asked, and asked back", async () => {
    const [aoi, ren] = [await guest("Aoi"), await guest("Ren")];
    expect((await befriend(aoi, ren)).body).toEqual({ state: "requested" });
    expect((await befriend(aoi, ren)).body).toEqual({ state: "requested" });
    expect(namesOf((await listed(ren)).incoming)).toEqual(["Aoi"]);
    expect(namesOf((await listed(aoi)).outgoing)).toEqual(["Ren"]);
    expect((await befriend(ren, aoi)).body).toEqual({ state: "friends" });
    for (const [userId, name] of [
      [aoi, "Ren"],
      [ren, "Aoi"],
    ] as const) {
      const { friends: all, incoming, outgoing } = await listed(userId);
      expect([namesOf(all), incoming, outgoing]).toEqual([[name], [], []]);
    }
    await unfriend(ren, aoi);
    expect((await listed(aoi)).friends).toEqual([]);
  });

  test("are made by two who ask each other at once, however often", async () => {
    const [one, two] = [await guest("One"), await guest("Two")];
    await Promise.all(
      Array.from({ length: 10 }, (_, n) => (n % 2 === 0 ? befriend(one, two) : befriend(two, one))),
    );
    expect(namesOf((await listed(one)).friends)).toEqual(["Two"]);
  });

  test("are not oneself, nor nobody", async () => {
    const userId = await guest("Alone");
    expect((await befriend(userId, userId)).body["code"]).toBe("FRIEND_IS_SELF");
    expect((await befriend(userId, "usr_nobody")).body["code"]).toBe("USER_NOT_FOUND");
  });

  test("see where one is and may come there, as far as one lets them; others see and may nothing", async () => {
    const [host, friend, stranger] = [await guest("Host"), await guest("Friend"), await guest("Stranger")];
    await friends(host, friend);
    const presence = async () => (await listed(friend)).friends[0]?.presence;
    expect(await presence()).toBeNull();
    expect((await follow(friend, host)).body["code"]).toBe("USER_NOT_JOINABLE");
    const room = await comeToPlaza(host);
    expect(await presence()).toEqual({
      world: { id: PLAZA as never, name: "Hiroba Plaza" },
      isJoinable: true,
    });
    expect(entryOutcomeSchema.parse((await follow(friend, host)).body)).toMatchObject({ place: { room } });
    expect((await follow(stranger, host)).body["code"]).toBe("USER_NOT_JOINABLE");

    await allow(host, "friends", "nobody");
    expect(await presence()).toMatchObject({ isJoinable: false });
    expect((await follow(friend, host)).body["code"]).toBe("USER_NOT_JOINABLE");
    await allow(host, "nobody", "everyone");
    expect(await presence()).toBeNull();
    expect((await follow(stranger, host)).status).toBe(200);
    expect((await follow(stranger, "usr_nobody")).body["code"]).toBe("USER_NOT_FOUND");
  });
});
