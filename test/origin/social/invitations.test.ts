import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { invitations } from "../../../origin/db/schema/social.ts";
import { INVITATION_LASTS_MS, INVITATIONS_PER_DAY_MAX } from "../../../origin/social/invite.ts";
import { sweepInvitations } from "../../../origin/social/sweep-invitations.ts";
import { newId } from "../../../shared/schema/ids.ts";
import { entryOutcomeSchema } from "../../../shared/schema/internal/entry.ts";
import { internalPath } from "../../../shared/schema/internal-api.ts";
import { notificationPageSchema } from "../../../shared/schema/notification.ts";
import { type Invitation, invitationSchema } from "../../../shared/schema/social.ts";
import { worldSchema } from "../../../shared/schema/world.ts";
import { type OriginUnderTest, startOrigin } from "../origin-under-test.ts";
import { people } from "./people.ts";

const PLAZA = "wld_hiroba-plaza";

let origin: OriginUnderTest;
let host: string;
let seq = 0;
beforeAll(async () => {
  origin = await startOrigin();
  host = newId("host");
});
afterAll(() => origin.stop());

const { guest, friends, block, mute, relation } = people(() => origin);
const codeOf = ({ status, body }: { status: number; body: Record<string, unknown> }) =>
  body["code"] ?? status;
const invite = (from: string, userId: string, to: { worldId?: string; room?: string } = { worldId: PLAZA }) =>
  origin.ask(internalPath.invitations, { params: { userId: from }, json: { userId, ...to } });
const invited = async (...args: Parameters<typeof invite>): Promise<Invitation> =>
  invitationSchema.parse((await invite(...args)).body);
const accept = async (as: string, id: string) => {
  await origin.ask(internalPath.registerHost, {
    json: {
      hostId: host,
      region: "here",
      host: { address: "127.0.0.1", tcpPort: 1883, wsUrl: "ws://127.0.0.1/mqtt" },
      participantsMax: 500,
      roomsMax: 100,
      build: "test",
    },
  });
  return origin.ask(internalPath.enter, { json: { kind: "invitation", id, regionHint: null }, as });
};
const roomOf = ({ body }: { body: unknown }) => {
  const outcome = entryOutcomeSchema.parse(body);
  if (outcome.outcome !== "entered") throw new Error("there is room");
  return outcome.place.room as string;
};
const toldOf = async (userId: string) =>
  notificationPageSchema
    .parse((await origin.ask(internalPath.notifications, { params: { userId } })).body)
    .items.filter(({ kind }) => kind === "invitation");
const allow = (userId: string, messageableBy: string) =>
  origin.ask(internalPath.privacy, {
    params: { userId },
    method: "PUT",
    json: { presenceFor: "everyone", joinableBy: "nobody", messageableBy },
  });

/** Somebody enters a world, and the host tells that they came, or that they left. */
async function report(userId: string, room: string, kind: "join" | "leave" | "closed"): Promise<void> {
  seq += 1;
  const entry = { seq, kind, user: userId, sid: 1, atMs: origin.clock.nowMs, participantCount: 1 };
  await origin.ask(internalPath.roomReport, {
    params: { roomId: room },
    json: { hostId: host, epoch: 1, entries: [entry] },
  });
}
async function come(userId: string, worldId = PLAZA): Promise<string> {
  await accept(userId, "inv_none");
  const room = roomOf(
    await origin.ask(internalPath.enter, {
      json: { kind: "world", id: worldId, regionHint: null },
      as: userId,
    }),
  );
  await report(userId, room, "join");
  return room;
}

describe("an invitation", () => {
  test("to a friend is told to them and opens the door for a day, to them and nobody else", async () => {
    const [from, to, other] = [await guest("From"), await guest("To"), await guest("Other")];
    expect(codeOf(await invite(from, to))).toBe("USER_NOT_INVITABLE");
    await friends(from, to);
    const invitation = await invited(from, to);
    expect(invitation).toMatchObject({ user: { displayName: "To" }, world: { id: PLAZA }, room: null });
    expect(await toldOf(to)).toMatchObject([
      { user: { displayName: "From" }, invitation: { invitationId: invitation.id, world: { id: PLAZA } } },
    ]);
    expect(codeOf(await accept(to, invitation.id))).toBe(200);
    for (const stranger of [other, from])
      expect(codeOf(await accept(stranger, invitation.id))).toBe("INVITATION_NOT_FOUND");
    origin.clock.nowMs += INVITATION_LASTS_MS;
    expect(codeOf(await accept(to, invitation.id))).toBe("INVITATION_NOT_FOUND");
  });

  test("to the room one is in leads there, and to its world once it has closed", async () => {
    const [from, to] = [await guest("From"), await guest("To")];
    await friends(from, to);
    expect(codeOf(await invite(from, to, { room: "rm_never" }))).toBe("ROOM_NOT_FOUND");
    const room = await come(from);
    const { id } = await invited(from, to, { room });
    expect(roomOf(await accept(to, id))).toBe(room);
    await report(from, room, "leave");
    expect(codeOf(await invite(from, to, { room }))).toBe("ROOM_NOT_FOUND");
    expect(codeOf(await invite(to, from, { room }))).toBe("ROOM_NOT_FOUND");
    await report(from, room, "closed");
    expect(roomOf(await accept(to, id))).not.toBe(room);
  });

  test("to a world that only its owner sees is the owner's to give", async () => {
    const [owner, to, other] = [await guest("Owner"), await guest("To"), await guest("Other")];
    const { body } = await origin.ask(internalPath.worlds, {
      json: { name: "Secret garden", visibility: "private" },
      as: owner,
    });
    const worldId = worldSchema.parse(body).id;
    await friends(owner, to);
    await friends(to, other);
    const { id } = await invited(owner, to, { worldId });
    expect(codeOf(await accept(to, id))).toBe(200);
    expect(codeOf(await invite(to, other, { worldId }))).toBe("WORLD_NOT_FOUND");
  });

  test("follows what its receiver lets others do, and a block ends it", async () => {
    const [from, to] = [await guest("From"), await guest("To")];
    await allow(to, "everyone");
    const { id } = await invited(from, to);
    await allow(to, "nobody");
    expect(codeOf(await invite(from, to))).toBe("USER_NOT_INVITABLE");
    await block(to, from);
    expect(codeOf(await accept(to, id))).toBe("INVITATION_NOT_FOUND");
    expect(await toldOf(to)).toEqual([]);
    expect(codeOf(await invite(from, to))).toBe("USER_NOT_FOUND");
    expect(codeOf(await invite(to, from))).toBe("USER_BLOCKED");
  });

  test("is not told to whoever muted its sender, who is not told of that", async () => {
    const [from, to] = [await guest("From"), await guest("To")];
    await allow(to, "everyone");
    await mute(to, from);
    expect(codeOf(await invite(from, to))).toBe(201);
    expect(await toldOf(to)).toEqual([]);
  });

  test("is sent once to the same place, also when it is sent many times at once", async () => {
    const [from, to] = [await guest("From"), await guest("To")];
    await allow(to, "everyone");
    const sent = await Promise.all(Array.from({ length: 5 }, () => invited(from, to)));
    expect(new Set(sent.map(({ id }) => id)).size).toBe(1);
    expect(await toldOf(to)).toHaveLength(1);
  });

  test("is one of a bounded number a day, also when many are sent at once", async () => {
    const from = await guest("From");
    const others = await Promise.all(Array.from({ length: 4 }, (_, n) => guest(`To ${n}`)));
    for (const other of others) await allow(other, "everyone");
    await origin.deps.db.insert(invitations).values(
      Array.from({ length: INVITATIONS_PER_DAY_MAX - 2 }, () => ({
        id: newId("invitation"),
        fromId: from as never,
        toId: from as never,
        worldId: PLAZA as never,
        roomId: null,
        createdAt: new Date(origin.clock.nowMs),
        expiresAt: new Date(origin.clock.nowMs),
      })),
    );
    const answers = await Promise.all(others.map((other) => invite(from, other)));
    expect(answers.map(codeOf).toSorted()).toEqual([
      201,
      201,
      "INVITATION_QUOTA_REACHED",
      "INVITATION_QUOTA_REACHED",
    ]);
    origin.clock.nowMs += INVITATION_LASTS_MS + 1;
    expect(codeOf(await invite(from, others[0] ?? ""))).toBe(201);
    origin.clock.nowMs += 2 * INVITATION_LASTS_MS + 1;
    expect(await sweepInvitations(origin.deps)).toBeGreaterThan(INVITATIONS_PER_DAY_MAX);
    expect(await origin.deps.db.$count(invitations)).toBe(0);
  });

  test("is of neither nobody nor oneself, and into a world or a room, not both and not neither", async () => {
    const [from, to] = [await guest("From"), await guest("To")];
    expect(codeOf(await invite(from, from))).toBe("INVITE_IS_SELF");
    expect(codeOf(await invite(from, "usr_nobody"))).toBe("USER_NOT_FOUND");
    expect(codeOf(await invite(from, to, {}))).toBe("VALIDATION_FAILED");
    expect(codeOf(await invite(from, to, { worldId: PLAZA, room: "rm_x" }))).toBe("VALIDATION_FAILED");
  });
});

describe("where somebody is", () => {
  test("is seen by whom they let see it, by nobody who is apart, and stays as it was for a client that knows less", async () => {
    const [seen, by] = [await guest("Seen"), await guest("By")];
    await come(seen);
    expect((await relation(by, seen)).presence).toBeNull();
    await allow(seen, "everyone");
    expect((await relation(by, seen)).presence).toMatchObject({ world: { id: PLAZA }, isJoinable: false });
    const { body } = await origin.ask(internalPath.privacy, {
      params: { userId: seen },
      method: "PUT",
      json: { presenceFor: "everyone", joinableBy: "everyone" },
    });
    expect(body).toEqual({ presenceFor: "everyone", joinableBy: "everyone", messageableBy: "everyone" });
    expect((await relation(by, seen)).presence).toMatchObject({ isJoinable: true });
    await block(seen, by);
    expect((await relation(by, seen)).presence).toBeNull();
  });
});
