// Parties, on a real Postgres: who is in them, who leads, and that wherever the one who leads goes there is a place for all or for none.

import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { seededRng } from "../../../shared/rng.ts";
import { newId } from "../../../shared/schema/ids.ts";
import { type EntryOutcome, entryOutcomeSchema } from "../../../shared/schema/internal/entry.ts";
import { internalPath } from "../../../shared/schema/internal-api.ts";
import { PARTY_MEMBERS_MAX, type PartyState, partyStateSchema } from "../../../shared/schema/party.ts";
import { type OriginUnderTest, startOrigin } from "../origin-under-test.ts";

const PLAZA = "wld_hiroba-plaza";
const RESERVATION_MS = 60_000;
/** Of a host, all rooms together. */
const PLACES = 12;

let origin: OriginUnderTest;
beforeEach(async () => {
  origin = await startOrigin();
});
afterEach(() => origin.stop());

let hostId = "";
async function newHost(participantsMax = 100): Promise<string> {
  hostId = newId("host");
  const host = { address: "192.0.2.1", tcpPort: 1883, wsUrl: "wss://room.test/mqtt" };
  const json = { hostId, region: "test", host, participantsMax, roomsMax: 10, build: "test" };
  await origin.ask(internalPath.registerHost, { json });
  return hostId;
}
/** Time goes by, and the host is heard of all the while. */
async function pass(ms: number): Promise<void> {
  origin.clock.nowMs += ms;
  const json = { rooms: [], draining: false };
  await origin.ask(internalPath.heartbeat, { params: { hostId }, json });
}
const guest = async () => (await origin.createGuest()).userId;
const guests = (count: number) => Promise.all(Array.from({ length: count }, guest));

const stateOf = async (userId: string): Promise<PartyState> =>
  partyStateSchema.parse((await origin.ask(internalPath.party, { params: { userId } })).body);
const membersOf = async (userId: string) =>
  (await stateOf(userId)).party?.members.map(({ id }) => id as string);
const invite = (userId: string, otherId: string) =>
  origin.ask(internalPath.partyInvitation, { method: "PUT", params: { userId, otherId } });
const leave = (userId: string) => origin.ask(internalPath.party, { method: "DELETE", params: { userId } });
const join = async (userId: string) => {
  const [invitation] = (await stateOf(userId)).invitations;
  const partyId = invitation?.partyId ?? "pty_none";
  return origin.ask(internalPath.joinParty, { method: "POST", params: { userId, partyId } });
};

/** Everybody welcomes everybody, as strangers otherwise may not ask. */
async function open(userId: string): Promise<void> {
  const json = { presenceFor: "friends", joinableBy: "friends", messageableBy: "everyone" };
  await origin.ask(internalPath.privacy, { method: "PUT", params: { userId }, json });
}

/** Whoever is first leads. */
async function party(...userIds: readonly string[]): Promise<void> {
  const [leader = "", ...others] = userIds;
  for (const userId of others) {
    await open(userId);
    expect((await invite(leader, userId)).status).toBe(200);
    expect((await join(userId)).status).toBe(200);
  }
}

const enterRaw = (as: string, wish: object = {}) =>
  origin.ask(internalPath.enter, {
    json: { kind: "world", id: PLAZA, regionHint: null, ifFull: "refuse", ...wish },
    as,
  });
const enter = async (as: string, wish: object = {}): Promise<EntryOutcome> => {
  origin.clock.nowMs += 1;
  const { status, body } = await enterRaw(as, wish);
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
  return entryOutcomeSchema.parse(body);
};
const roomOf = (outcome: EntryOutcome) =>
  outcome.outcome === "entered" ? outcome.place.room : outcome.outcome;
async function worldOf(capacity: number): Promise<string> {
  const made = await origin.ask(internalPath.worlds, {
    as: await guest(),
    json: { name: "Booth", capacity },
  });
  return String(made.body["id"]);
}
const keptFor = async () =>
  (await origin.deps.db.query.reservations.findMany()).map(({ userId }) => userId as string).toSorted();

describe("a party", () => {
  test("is made by asking somebody, who joins it; and who asks leads", async () => {
    const [ann = "", ben = ""] = await guests(2);
    await open(ben);
    expect((await invite(ann, ben)).status).toBe(200);
    expect(await stateOf(ann)).toMatchObject({ party: { members: [{ id: ann }], invited: [{ id: ben }] } });
    expect(await stateOf(ben)).toMatchObject({ party: null, invitations: [{ by: { id: ann } }] });
    await join(ben);
    expect([await membersOf(ann), await membersOf(ben)]).toEqual([
      [ann, ben],
      [ann, ben],
    ]);
    expect((await stateOf(ben)).invitations).toEqual([]);
  });

  test("is joined by nobody who is not asked, nor after a quarter of an hour", async () => {
    const [ann = "", ben = "", cy = ""] = await guests(3);
    await open(ben);
    await invite(ann, ben);
    const partyId = (await stateOf(ann)).party?.id ?? "";
    const asCy = { method: "POST", params: { userId: cy, partyId } } as const;
    expect(await origin.ask(internalPath.joinParty, asCy)).toMatchObject({ status: 404 });
    origin.clock.nowMs += 15 * 60_000;
    const asBen = { method: "POST", params: { userId: ben, partyId } } as const;
    expect(await origin.ask(internalPath.joinParty, asBen)).toMatchObject({ status: 404 });
    expect((await stateOf(ben)).invitations).toEqual([]);
  });

  test("asks only whom its members may ask, and not more than it may hold", async () => {
    const [ann = "", shy = ""] = await guests(2);
    expect(await invite(ann, shy)).toMatchObject({ status: 403, body: { code: "USER_NOT_INVITABLE" } });
    expect(await invite(ann, ann)).toMatchObject({ status: 422, body: { code: "INVITE_IS_SELF" } });
    const [late = "", ...others] = await guests(PARTY_MEMBERS_MAX);
    await party(ann, ...others);
    await open(late);
    expect(await invite(ann, late)).toMatchObject({ status: 409, body: { code: "PARTY_FULL" } });
  });

  test("is led by whoever came next when the one who leads leaves, and is none when one is left", async () => {
    const [ann = "", ben = "", cy = ""] = await guests(3);
    await party(ann, ben, cy);
    await leave(ann);
    expect(await membersOf(cy)).toEqual([ben, cy]);
    await leave(cy);
    expect([await membersOf(ben), await membersOf(cy)]).toEqual([undefined, undefined]);
    expect(await origin.deps.db.query.parties.findMany()).toEqual([]);
  });

  test("is led by whom the one who leads names, and sends out whom that one wants", async () => {
    const [ann = "", ben = "", cy = ""] = await guests(3);
    await party(ann, ben, cy);
    const lead = (userId: string, to: string) =>
      origin.ask(internalPath.partyLeader, { method: "PUT", params: { userId }, json: { userId: to } });
    const remove = (userId: string, otherId: string) =>
      origin.ask(internalPath.partyMember, { method: "DELETE", params: { userId, otherId } });
    expect(await lead(ben, cy)).toMatchObject({ status: 403, body: { code: "PARTY_NOT_LED" } });
    expect((await lead(ann, cy)).status).toBe(200);
    expect(await membersOf(ann)).toEqual([cy, ann, ben]);
    expect(await remove(ann, ben)).toMatchObject({ status: 403 });
    expect((await remove(cy, ben)).status).toBe(204);
    expect([await membersOf(ann), await membersOf(ben)]).toEqual([[cy, ann], undefined]);
  });

  test("whoever joins another leaves the one they were in", async () => {
    const [ann = "", ben = "", cy = "", dan = ""] = await guests(4);
    await party(ann, ben, cy);
    await invite(dan, cy);
    await join(cy);
    expect([await membersOf(ann), await membersOf(cy)]).toEqual([
      [ann, ben],
      [dan, cy],
    ]);
  });

  test("keeps nobody together whom a block keeps apart", async () => {
    const [ann = "", ben = "", cy = ""] = await guests(3);
    await party(ann, ben, cy);
    const block = (userId: string, targetId: string) =>
      origin.ask(internalPath.shun, { method: "PUT", params: { userId, kind: "block", targetId } });
    await block(cy, ben);
    expect(await membersOf(ann)).toEqual([ann, ben]);
    await invite(ann, cy);
    expect(await join(cy)).toMatchObject({ status: 404 });
    await block(ann, ben);
    expect(await membersOf(ben)).toBeUndefined();
  });

  test("rings everybody it is about whenever it changes", async () => {
    const [ann = "", ben = ""] = await guests(2);
    const revisionOf = async (userId: string) =>
      (await origin.deps.db.query.notificationBoxes.findMany()).find((box) => box.userId === userId)
        ?.revision ?? 0;
    await open(ben);
    await invite(ann, ben);
    const [first, firstOfBen] = [await revisionOf(ann), await revisionOf(ben)];
    expect(firstOfBen).toBeGreaterThan(0);
    await join(ben);
    expect([await revisionOf(ann), await revisionOf(ben)].map(Number)).toEqual([first + 1, firstOfBen + 1]);
  });
});

describe("where the one who leads goes", () => {
  test("a place is kept for everybody for a minute, and they are called there", async () => {
    await newHost();
    const [ann = "", ben = "", cy = ""] = await guests(3);
    await party(ann, ben, cy);
    const room = roomOf(await enter(ann));
    expect(await keptFor()).toEqual([ann, ben, cy].toSorted());
    const { party: seen } = await stateOf(ben);
    expect(seen?.call).toMatchObject({ room, world: { id: PLAZA } });
    expect((await stateOf(ann)).party?.call).toBeNull();
    expect(roomOf(await enter(ben, { kind: "party", id: "" }))).toBe(room);
    origin.clock.nowMs += RESERVATION_MS;
    expect((await stateOf(cy)).party?.call).toBeNull();
  });

  test("there is a room for all of them, though one that is fuller has a place for some", async () => {
    await newHost();
    const world = await worldOf(4);
    const alone = await guests(2);
    const first = roomOf(await enter(alone[0] ?? "", { id: world }));
    expect(roomOf(await enter(alone[1] ?? "", { id: world }))).toBe(first);
    const [ann = "", ben = "", cy = ""] = await guests(3);
    await party(ann, ben, cy);
    const theirs = roomOf(await enter(ann, { id: world }));
    expect(theirs).not.toBe(first);
    expect(roomOf(await enter(cy, { kind: "party", id: "" }))).toBe(theirs);
  });

  test("there are places for all or for none: of a host with too few nobody takes any", async () => {
    await newHost(3);
    await enter(await guest());
    const [ann = "", ben = "", cy = ""] = await guests(3);
    await party(ann, ben, cy);
    const before = await keptFor();
    expect(await enterRaw(ann)).toMatchObject({ status: 503, body: { code: "ROOMS_FULL" } });
    expect(await keptFor()).toEqual(before);
    // Alone there is one.
    expect(roomOf(await enter(ann, { party: "alone" }))).toStartWith("rm_");
    expect((await stateOf(ben)).party?.call).toBeNull();
  });

  test("whoever leads and comes back, though there is no place for the others, has their own again", async () => {
    await newHost(3);
    const [ann = "", ben = "", cy = ""] = await guests(3);
    const room = roomOf(await enter(ann));
    const join = { seq: 0, kind: "join", user: ann, sid: 1, atMs: origin.clock.nowMs, participantCount: 1 };
    const json = { hostId, epoch: 1, entries: [join] };
    await origin.ask(internalPath.roomReport, { params: { roomId: room }, json });
    for (const userId of await guests(2)) await enter(userId);
    await party(ann, ben, cy);
    expect(roomOf(await enter(ann))).toBe(room);
    // Who joined the party since goes where the one who leads is, when there is a place.
    expect((await stateOf(ben)).party?.call).toMatchObject({ room, until: null });
    await pass(RESERVATION_MS + 1);
    expect(roomOf(await enter(ben, { kind: "party", id: "" }))).toBe(room);
  });

  test("a party that no room can hold is told so", async () => {
    await newHost();
    const world = await worldOf(2);
    const [ann = "", ben = "", cy = ""] = await guests(3);
    await party(ann, ben, cy);
    expect(await enterRaw(ann, { id: world })).toMatchObject({
      status: 409,
      body: { code: "PARTY_DOES_NOT_FIT" },
    });
  });

  test("they wait as one, for as many places as they are, and nobody behind them is counted short", async () => {
    await newHost(3);
    const seated = await guests(2);
    for (const userId of seated) await enter(userId);
    const [ann = "", ben = "", late = ""] = await guests(3);
    await party(ann, ben);
    const waiting = await enter(ann, { ifFull: "queue" });
    if (waiting.outcome !== "queued") throw new Error("entered, where there is one place for two");
    expect(await enter(late, { ifFull: "queue" })).toMatchObject({
      outcome: "queued",
      queue: { position: 2 },
    });
    await pass(25_000);
    const askAgain = async () =>
      entryOutcomeSchema.parse(
        (await origin.ask(internalPath.queue, { params: { queueId: waiting.queue.id }, as: ann })).body,
      );
    expect((await askAgain()).outcome).toBe("queued");
    await origin.deps.db.execute(`DELETE FROM reservations WHERE user_id = '${seated[0]}'`);
    const entered = await askAgain();
    expect(roomOf(entered)).toStartWith("rm_");
    expect(await keptFor()).toEqual([ann, ben, seated[1] ?? ""].toSorted());
  });

  test("no place is kept for whoever may not enter there", async () => {
    await newHost();
    const [ann = "", ben = "", cy = ""] = await guests(3);
    await party(ann, ben, cy);
    const made = await origin.ask(internalPath.worlds, {
      as: ann,
      json: { name: "Mine", visibility: "private" },
    });
    await enter(ann, { id: String(made.body["id"]) });
    expect(await keptFor()).toEqual([ann]);
  });
});

test("a room most of one's friends are seen in wins over a fuller one, and who lets nobody see where they are does not count", async () => {
  await newHost();
  const world = await worldOf(20);
  const people = await guests(4);
  const [first = "", second = "", friend = "", me = ""] = people;
  const befriend = async (a: string, b: string) => {
    for (const params of [
      { userId: a, friendId: b },
      { userId: b, friendId: a },
    ])
      await origin.ask(internalPath.friend, { method: "PUT", params });
  };
  const arrive = async (userId: string, room: string, sid: number) => {
    const entry = {
      seq: sid,
      kind: "join",
      user: userId,
      sid,
      atMs: origin.clock.nowMs,
      participantCount: sid,
    };
    const json = { hostId, epoch: 1, entries: [entry] };
    expect((await origin.ask(internalPath.roomReport, { params: { roomId: room }, json })).status).toBe(204);
  };
  const busy = roomOf(await enter(first, { id: world }));
  await arrive(first, busy, 1);
  await arrive(second, busy, 2);
  await origin.deps.db.execute(`UPDATE worlds SET capacity = 2 WHERE id = '${world}'`);
  const quiet = roomOf(await enter(friend, { id: world }));
  expect(quiet).not.toBe(busy);
  await arrive(friend, quiet, 1);
  await origin.deps.db.execute(`UPDATE worlds SET capacity = 20 WHERE id = '${world}'`);
  const wherever = async () => {
    const room = roomOf(await enter(me, { id: world }));
    await origin.deps.db.execute(`DELETE FROM reservations WHERE user_id = '${me}'`);
    return room;
  };
  expect(await wherever()).toBe(busy);
  await befriend(me, friend);
  expect(await wherever()).toBe(quiet);
  const json = { presenceFor: "nobody", joinableBy: "nobody", messageableBy: "everyone" };
  await origin.ask(internalPath.privacy, { method: "PUT", params: { userId: friend }, json });
  expect(await wherever()).toBe(busy);
});

test.each([1n, 2n])(
  "parties and people on their own who enter at once find places for all of a party or for none of it, and no room has one too many (seed %p)",
  async (seed) => {
    const rng = seededRng(seed);
    const capacity = 5;
    await newHost(PLACES);
    const world = await worldOf(capacity);
    const parties = await Promise.all(
      Array.from({ length: 5 }, async () => {
        const members = await guests(2 + Math.floor(rng() * 3));
        await party(...members);
        return members;
      }),
    );
    const singles = (await guests(6)).map((userId) => [userId]);
    const all = [...parties, ...singles].toSorted(() => rng() - 0.5);
    for (let round = 0; round < 3; round++) {
      await pass(RESERVATION_MS + 1);
      const outcomes = await Promise.all(
        all.map(async ([leader = ""]) => (await enterRaw(leader, { id: world })).status),
      );
      const kept = await origin.deps.db.query.reservations.findMany();
      const byRoom = Map.groupBy(kept, ({ roomId }) => roomId);
      for (const [, inRoom] of byRoom) expect(inRoom.length).toBeLessThanOrEqual(capacity);
      expect(kept.length).toBeLessThanOrEqual(PLACES);
      for (const [index, members] of all.entries()) {
        const theirs = kept.filter(({ userId }) => members.includes(userId));
        expect(theirs).toHaveLength(outcomes[index] === 200 ? members.length : 0);
        expect(new Set(theirs.map(({ roomId }) => roomId)).size).toBeLessThanOrEqual(1);
      }
      // Nobody is refused for whom there was a place: what the host has left is less than the smallest who were turned away.
      const turnedAway = all.filter((_, index) => outcomes[index] !== 200).map((members) => members.length);
      expect(turnedAway).not.toEqual([]);
      expect(PLACES - kept.length).toBeLessThan(Math.min(...turnedAway));
    }
  },
);
