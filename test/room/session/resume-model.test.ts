// Rooms that live at random while one of those in them is cut off again and again, having read as much as it had by then. Whatever
// happens, it is told every event once and in the order in which somebody who never left is told them, and ends up with the
// same picture of the room.

import { expect, test } from "bun:test";
import { RESUME_WINDOW_MS } from "../../../room/session/held-places.ts";
import type { DownSection } from "../../../shared/protocol/ext/registry.ts";
import { ANY_VERSION, StateScope, StateType } from "../../../shared/protocol/ext/state-kv.ts";
import { type Rng, seededRng } from "../../../shared/rng.ts";
import { Returning } from "../returning.ts";
import { ALL_CAPABILITIES, type Client, Square } from "../support.ts";
import { say, standAt } from "../voices.ts";

const ROOMS = 40;
const STEPS = 300;
const CLAIM = 4;

const below = (rng: Rng, count: number): number => Math.floor(rng() * count);

/** Something somebody may do that is told to others, or that moves them. */
function doSomething(client: Client, kind: number, rng: Rng, step: number): void {
  const value = { type: StateType.text, bytes: new TextEncoder().encode(`v${step}`) };
  const scope = rng() < 0.5 ? StateScope.room : StateScope.own;
  switch (kind) {
    case 0:
      return client.frame({ kind: "chat", message: { text: `${step}` } });
    case 1:
      return client.frame({ kind: "stateSet", message: { scope, key: "k", version: ANY_VERSION, value } });
    case 2:
      return client.frame({ kind: "emote", message: { emote: step, tMs: 0, arg: 0 } });
    case 3:
      return client.frame({ kind: "me", message: { away: rng() < 0.5 } });
    case CLAIM:
      return client.frame({
        kind: "itemClaim",
        message: { item: 1, seenEpoch: step & 3, reqId: 0, mode: 0 },
      });
    case 5:
      return client.frame({ kind: "app", message: { id: 0x80, payload: Uint8Array.of(step & 0xff) } });
    case 6:
      return say(client, step & 0xffff, { spurtStart: rng() < 0.2 });
    default:
      return standAt(client, rng() * 10);
  }
}

/** What everybody is told: not what is for one alone, nor the first look at the room. */
const isForAll = (section: DownSection): boolean => {
  if (section.kind === "itemDeny" || section.kind === "mod" || section.kind === "room") return false;
  return !(section.kind === "presence" && section.message.op === "snapshot");
};
const textOf = (section: DownSection): string =>
  JSON.stringify(section, (_, value) => (value instanceof Uint8Array ? [...value] : value));

/** The room as somebody knows it after being told all this: members without who is reconnecting, own and room keys. */
function pictureOf(told: readonly DownSection[]): unknown {
  const members = new Map<number, string>();
  const keys = new Map<string, string>();
  for (const section of told) {
    if (section.kind === "state") keys.set(`${section.message.sid} ${section.message.key}`, textOf(section));
    if (section.kind !== "presence") continue;
    const { message } = section;
    if (message.op === "snapshot") members.clear();
    if (message.op === "leave") for (const sid of message.sids) members.delete(sid);
    else for (const member of message.members) members.set(member.sid, JSON.stringify(member));
  }
  return { members: [...members].sort(), keys: [...keys].sort() };
}

function live(seed: bigint): number {
  const rng = seededRng(seed);
  const square = new Square();
  const enter = (name: string) => square.enter(name, { capabilities: ALL_CAPABILITIES, role: "member" });
  const speakers = [enter("a"), enter("b")];
  speakers[0]?.frame({
    kind: "itemSpawn",
    message: { kind: "ball", position: [0, 0, 0], rotation: [0, 0, 0, 1] },
  });
  const steady = new Returning(square, "steady");
  const guest = new Returning(square, "guest", { role: "member" });
  const { sid } = guest;
  steady.read();
  const [steadyFrom, guestFrom] = [steady.told.length, guest.told.length];
  let isHere = true;
  let awaySinceMs = 0;
  let returns = 0;
  for (let step = 0; step < STEPS; step++) {
    const actor = [...speakers, ...(isHere ? [guest.client] : [])][below(rng, isHere ? 3 : 2)];
    const kind = below(rng, 8);
    // Whoever claims what it has already is told so alone, which is not for all.
    if (actor !== undefined && !(kind === CLAIM && actor === guest.client))
      doSomething(actor, kind, rng, step);
    for (const speaker of speakers) speaker.heard();
    steady.read();
    if (isHere && rng() < 0.4) guest.read();
    if (rng() < 0.3) square.pass(below(rng, 200));
    if (isHere && rng() < 0.05) {
      guest.client.drop();
      isHere = false;
      awaySinceMs = square.nowMs;
    } else if (!isHere && (rng() < 0.1 || square.nowMs - awaySinceMs > RESUME_WINDOW_MS / 2)) {
      guest.comeBack();
      if (guest.grant.resumed !== "replayed") throw new Error(`step ${step}: ${guest.grant.resumed}`);
      isHere = true;
      returns++;
    }
  }
  if (!isHere) guest.comeBack();
  guest.read();
  steady.read();
  expect(guest.sid).toBe(sid);
  const since = (told: readonly DownSection[], from: number) => told.slice(from).filter(isForAll).map(textOf);
  expect(since(guest.told, guestFrom)).toEqual(since(steady.told, steadyFrom));
  expect(pictureOf(guest.told)).toEqual(pictureOf(steady.told));
  expect(guest.events).toBe(guest.client.actor.place?.events.count ?? Number.NaN);
  return returns;
}

test("[RESUME-4] [RESUME-5] who is cut off again and again is told every event once, in the one order", () => {
  let returns = 0;
  for (let seed = 1n; seed <= ROOMS; seed++)
    try {
      returns += live(seed);
    } catch (error) {
      console.error(error);
      throw new Error(`seed ${seed}`, { cause: error });
    }
  expect(returns).toBeGreaterThan(ROOMS * 3);
});
