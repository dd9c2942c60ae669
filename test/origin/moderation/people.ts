// People of every rank, for tests of who may decide what about whom.

import { eq } from "drizzle-orm";
import { users } from "../../../origin/db/schema/users.ts";
import { newId, type UserId, userIdSchema } from "../../../shared/schema/ids.ts";
import { internalPath } from "../../../shared/schema/internal-api.ts";
import type { PlatformRole } from "../../../shared/schema/user.ts";
import type { Answer, OriginUnderTest } from "../origin-under-test.ts";

export const PLAZA = "wld_hiroba-plaza";

/** Somebody new of this rank. */
export async function person(origin: OriginUnderTest, platformRole: PlatformRole = "user"): Promise<UserId> {
  const { userId } = await origin.createGuest();
  const id = userIdSchema.parse(userId);
  if (platformRole !== "user")
    await origin.deps.db.update(users).set({ platformRole }).where(eq(users.id, id));
  return id;
}

/** A host that can take people in: a new one, the only one at its address, or one that was there before. */
export async function registerHost(
  origin: OriginUnderTest,
  { hostId = newId("host"), tcpPort = 1883 }: { readonly hostId?: string; readonly tcpPort?: number } = {},
): Promise<string> {
  await origin.ask(internalPath.registerHost, {
    json: {
      hostId,
      region: "test",
      host: { address: "192.0.2.1", tcpPort, wsUrl: "wss://room.test/mqtt" },
      participantsMax: 100,
      roomsMax: 10,
      build: "test",
    },
  });
  return hostId;
}

export const enter = (origin: OriginUnderTest, as: string, worldId = PLAZA): Promise<Answer> =>
  origin.ask(internalPath.enter, {
    json: { kind: "world", id: worldId, regionHint: null, ifFull: "refuse" },
    as,
  });

/** The room that somebody was given a place in. */
export function roomOf({ status, body }: Answer): string {
  const place = body["place"] as { room?: string } | undefined;
  if (place?.room === undefined) throw new Error(`no place: ${status} ${JSON.stringify(body)}`);
  return place.room;
}

/** The host tells that they came in. */
export async function arrive(
  origin: OriginUnderTest,
  room: string,
  hostId: string,
  people: readonly string[],
): Promise<void> {
  const entries = people.map((user, index) => ({
    seq: index,
    kind: "join",
    user,
    sid: index + 1,
    atMs: origin.clock.nowMs,
    participantCount: index + 1,
  }));
  await origin.ask(internalPath.roomReport, {
    params: { roomId: room },
    json: { hostId, epoch: 1, entries },
  });
}

export const decide = (origin: OriginUnderTest, as: string, json: object): Promise<Answer> =>
  origin.ask(internalPath.sanctions, { as, json: { reason: "because", ...json } });

/** `403 BANNED`, or the status alone. */
export function outcomeOf({ status, body }: Answer): string {
  return body["code"] === undefined ? String(status) : `${status} ${body["code"]}`;
}
