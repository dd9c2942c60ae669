// What the fleet's tests do with people: they get a place, speak, and are thrown out or not; and who is known to have been there.

import type { openDb } from "../../origin/db/client.ts";
import type { AllocatedRoom } from "../../shared/schema/internal/entry.ts";
import { eventually } from "../support/eventually.ts";
import type { MqttGuest } from "../support/mqtt-guest.ts";
import { type Fleet, signal } from "./fleet.ts";

/** For another host to have the room, on a busy machine. */
export const WAIT_MS = 30_000;

/** In the world, or in this room of it. Throws when refused. */
export async function firstPlace(fleet: Fleet, name: string, room?: string): Promise<AllocatedRoom> {
  const place = await fleet.place(await fleet.newPerson(name), room);
  if (typeof place === "string") throw new Error(place);
  return place;
}

/** Asks for a place in that room again and again, as clients do, until there is one on another host. */
export async function placeElsewhere(
  fleet: Fleet,
  name: string,
  { room, hostId }: AllocatedRoom,
): Promise<AllocatedRoom> {
  const person = await fleet.newPerson(name);
  return eventually(
    "a place on another host",
    async () => {
      const place = await fleet.place(person, room);
      return typeof place !== "string" && place.hostId !== hostId ? place : null;
    },
    WAIT_MS,
  );
}

/** How often that was heard. */
export const timesHeard = (guest: MqttGuest, text: string): number =>
  guest.heard.filter(({ payload }) => new TextDecoder().decode(payload).includes(text)).length;

/** Says it, and waits to hear it oneself: the room is served. */
export async function speak(guest: MqttGuest, text: string): Promise<void> {
  await guest.sendChat(text);
  await guest.hears(
    text,
    (m) => m.topicName.endsWith("/chat") && new TextDecoder().decode(m.payload).includes(text),
  );
}

/** When the connection ends, by `performance.now()`. */
export const gone = (guest: MqttGuest): Promise<number> =>
  new Promise((resolve) => guest.client.once("close", () => resolve(performance.now())));

/** Answers, whenever it is asked, whether the connection has ended. */
export function watchGone(guest: MqttGuest): () => boolean {
  let isGone = false;
  void gone(guest).then(() => {
    isGone = true;
  });
  return () => isGone;
}

/** Freezes the origin for four leases, in which they go on speaking. */
export async function speakWithoutOrigin(fleet: Fleet, guest: MqttGuest): Promise<void> {
  signal(fleet.origin.pid, "SIGSTOP");
  for (let second = 0; second < 12; second++) {
    await speak(guest, `second ${second}`);
    await Bun.sleep(1_000);
  }
  signal(fleet.origin.pid, "SIGCONT");
}

type Db = ReturnType<typeof openDb>["db"];

/** Who is known to have been anywhere, how often, in order, and whether they are known to have left. */
export async function visitsIn(db: Db): Promise<Record<string, string>> {
  const names = new Map((await db.query.users.findMany()).map(({ id, displayName }) => [id, displayName]));
  const told: Record<string, string> = {};
  const visits = await db.query.visits.findMany({ orderBy: (visit, { asc }) => asc(visit.joinedAt) });
  for (const { userId, leftAt } of visits) {
    const name = names.get(userId as never) ?? "nobody";
    told[name] = `${told[name] ?? ""}${leftAt === null ? "here " : "left "}`;
  }
  return told;
}

export const untilVisits = (db: Db, wanted: Record<string, string>) =>
  eventually(
    `visits ${JSON.stringify(wanted)}`,
    async () => Bun.deepEquals(await visitsIn(db), wanted),
    WAIT_MS,
  );
