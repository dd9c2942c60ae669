// What clients do about one another and themselves: block, mute and throw out, change their own member, ask the time, wish for less,
// and talk nonsense.

import { rankOf } from "../../room/state/permissions.ts";
import { Capability } from "../../shared/protocol/ext/hello.ts";
import type { UpSection } from "../../shared/protocol/ext/registry.ts";
import type { Chance } from "../fuzz/chance.ts";
import type { Client } from "./client.ts";
import type { Action, Actions } from "./pubsub-actions.ts";
import { jsonBytes, publishTo } from "./say.ts";
import type { World } from "./world.ts";

const me: Action = (_world, client, chance) => {
  const { conversation } = client;
  if (conversation?.state !== "open") return null;
  const message = chance.percent(50) ? { away: chance.percent(50) } : { muted: chance.percent(30) };
  if (conversation.view !== null) conversation.frame([{ kind: "me", message }]);
  else publishTo(client, chance, "presence/me", jsonBytes(message), []);
  return `ME ${JSON.stringify(message)}`;
};

const OPS = ["block", "block", "block", "unblock", "unblock", "mute", "unmute", "kick"] as const;

/** Another user of the room, here or not; on an open host, where who is away is nobody, one who is here. */
function drawTarget(world: World, { persona, user }: Client, chance: Chance): string | null {
  const here = [...(world.said.members.get(persona.room)?.values() ?? [])].map((member) => member.user);
  const all = world.clients.filter((one) => one.persona.room === persona.room).map((one) => one.user);
  const others = (persona.user === null ? here : all).filter((other) => other !== user);
  return others[chance.below(Math.max(1, others.length))] ?? null;
}

const mod: Action = (world, client, chance) => {
  const { conversation, persona } = client;
  if (conversation?.state !== "open") return null;
  const target = drawTarget(world, client, chance);
  if (target == null) return null;
  const op =
    rankOf(persona.role) >= rankOf("staff") ? chance.one(OPS) : chance.one(["block", "block", "unblock"]);
  const message = { op, target, reason: "" } as Extract<UpSection, { kind: "mod" }>["message"];
  if (conversation.view !== null) conversation.frame([{ kind: "mod", message }]);
  else publishTo(client, chance, "mod/me", jsonBytes({ op, target }), []);
  return `${op} ${target}`;
};

const askTime: Action = (_world, client, chance) => {
  const { conversation } = client;
  if (conversation?.state !== "open" || conversation.view === null) return null;
  const cookie = chance.word();
  conversation.frame([{ kind: "ping", message: { cookie } }], [], { type: "pong", id: cookie, served: null });
  return "asks the time";
};

/** Wishes for less, now and then for no poses at all. */
const interest: Action = (_world, client, chance) => {
  const { conversation } = client;
  const view = conversation?.view ?? null;
  if (conversation?.state !== "open" || view === null || (view.capabilities & Capability.interest) === 0)
    return null;
  const maxPoseHz = chance.one([0, 2, 10, 20, 60]);
  const message = { maxPoseHz, fullCount: chance.below(31), voiceK: chance.below(9), flags: 0 };
  // Which of its wishes the host has when lines break, only the host knows.
  if (maxPoseHz === 0) view.wantsPoses = false;
  conversation.frame([{ kind: "interest", message }]);
  return `wishes for ${maxPoseHz} poses a second`;
};

/** What the room is to refuse, and live on. */
const nonsense: Action = (_world, client, chance) => {
  const { conversation } = client;
  if (conversation?.state !== "open") return null;
  const rest = chance.one(["pose/me", "voice/me", "emote/me", "item/1", "nowhere", "item/9/claim", "mod/me"]);
  publishTo(client, chance, rest, new Uint8Array(chance.between(1, 20)).fill(0xff), []);
  return `nonsense to ${rest}`;
};

export const MYSELF: Actions = [[3, me]];
export const MODERATING: Actions = [[6, mod]];
export const ODDS_AND_ENDS: Actions = [
  [4, askTime],
  [2, interest],
  [2, nonsense],
];
