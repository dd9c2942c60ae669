// MOD: who may ask what of whom, what comes of it, and who is told. Every way of keeping order in a room is one line of the
// switch below; whether a role may at all is permissions.ts's. SPEC [MOD-1]…[MOD-6], [MOD-8], [BLOCK-1]

import { ByeReason } from "../../shared/protocol/ext/bye.ts";
import type { ModDown, ModOp, ModUp } from "../../shared/protocol/ext/mod.ts";
import { NoticeCode } from "../../shared/protocol/ext/notice.ts";
import { ReasonCode } from "../../shared/protocol/reason-code.ts";
import type { UserId } from "../../shared/schema/ids.ts";
import type { Role } from "../../shared/schema/role.ts";
import type { Effects } from "../effects.ts";
import { block, sidOf, unblock } from "./blocks.ts";
import { take } from "./budget.ts";
import { tellMod } from "./mod-message.ts";
import { KEPT_USERS_MAX, rankBehind } from "./moderation-state.ts";
import { type ActionKind, mayDo, rankOf } from "./permissions.ts";
import { update } from "./presence.ts";
import { everybody, type Participant, type Room } from "./room.ts";
import { notAllowed, overQuota, type Refusal, refused, type Verdict } from "./verdict.ts";
import { hush } from "./voice-state.ts";

const RIGHT = {
  kick: "kick",
  ban: "ban",
  unban: "ban",
  mute: "mute",
  unmute: "mute",
  block: "block",
  unblock: "block",
  role: "appoint",
} as const satisfies Readonly<Record<ModOp, ActionKind>>;
/** What has a meaning for who is here alone: of others the room does not know what they are. */
const ONLY_HERE: ReadonlySet<ModOp> = new Set(["kick", "mute", "role"]);

/** What has none for who is only shown here, from another room's stage. SPEC [STAGE-5] */
const ELSEWHERE_NOT: ReadonlySet<ModOp> = new Set(["kick", "role"]);

/** What an op would undo, shorten or replace. A second mute takes nothing back. SPEC [MOD-8] */
const TOUCHES: Readonly<Partial<Record<ModOp, "ban" | "mute" | "role">>> = {
  ban: "ban",
  unban: "ban",
  unmute: "mute",
  role: "role",
};

/** The user that is meant, and their connections here. */
type Target = { readonly user: UserId; readonly sid: number | null; readonly here: readonly Participant[] };

/** Does what a participant asks about another, and tells it to both and to those who keep order. */
export function applyMod(room: Room, by: Participant, mod: ModUp, nowMs: number, out: Effects): Verdict {
  if (!take(by.budgets.mod, nowMs))
    return overQuota(NoticeCode.modTooFast, "more than 2 MOD a second; wait a moment");
  const target = targetOf(room, mod.target);
  if (target === null) return noMeaning(`nobody here has the sid ${mod.target}`);
  const refusal = refusalOf(by, mod, target, nowMs) ?? refusalOfHigher(room, by, mod, target, nowMs);
  if (refusal !== null) return refusal;
  if (!remember(room, by, mod, target)) return noMeaning("this room cannot remember any more of this");
  const message: ModDown = {
    op: mod.op,
    target: target.user,
    sid: target.sid,
    by: by.member.user,
    reason: mod.reason,
    ...(mod.op === "ban" ? { untilMs: mod.untilMs } : {}),
    ...(mod.op === "role" ? { role: mod.role } : {}),
  };
  for (const participant of everybody(room))
    if (concerns(participant, message)) tellMod(room, participant, message);
  carryOut(room, mod, target, out);
  out.push({ kind: "moderated", room: room.spec.room, message });
  return null;
}

function targetOf(room: Room, target: ModUp["target"]): Target | null {
  const bySid = (sid: number) =>
    [room.participants, room.ghosts, room.mirrored].flatMap((seats) => seats.get(sid) ?? [])[0];
  const user = typeof target === "number" ? bySid(target)?.member.user : target;
  if (user === undefined) return null;
  const here = [...everybody(room)].filter(({ member }) => member.user === user);
  return { user, sid: typeof target === "number" ? target : sidOf(room, user), here };
}

function refusalOf({ member, seat }: Participant, mod: ModUp, target: Target, nowMs: number): Refusal | null {
  if (seat === "ghost" && RIGHT[mod.op] !== "block") return notAllowed(`a ghost may not ${mod.op}`);
  if (!mayDo(member.role, RIGHT[mod.op])) return notAllowed(`as ${member.role} you may not ${mod.op}`);
  if (target.user === member.user) return noMeaning(`you cannot ${mod.op} yourself`);
  if (ONLY_HERE.has(mod.op) && target.here.length === 0) return noMeaning(`${target.user} is not here`);
  if (RIGHT[mod.op] === "block") return null;
  if (ELSEWHERE_NOT.has(mod.op) && target.here.every((participant) => participant.seat === "mirror"))
    return noMeaning(`${target.user} is in another room of the event: ${mod.op} them there`);
  if (target.here.some((participant) => !isAbove(member.role, participant.member.role)))
    return notAllowed(`${target.user} is no lower than ${member.role}`);
  if (mod.op === "role" && isAbove(mod.role, member.role))
    return notAllowed(`as ${member.role} you may not make anybody ${mod.role}`);
  if (mod.op === "ban" && mod.untilMs !== null && mod.untilMs <= nowMs)
    return noMeaning("the ban would be over already");
  return null;
}

/** What somebody higher did stands. SPEC [MOD-8] */
function refusalOfHigher(
  { moderation }: Room,
  { member }: Participant,
  { op }: ModUp,
  { user }: Target,
  nowMs: number,
): Refusal | null {
  const what = TOUCHES[op];
  const rank = what === undefined ? null : rankBehind(moderation, what, user, nowMs);
  if (rank === null || rank <= rankOf(member.role)) return null;
  return notAllowed(`somebody above ${member.role} has decided on this ${what}`);
}

function isAbove(role: Role, other: Role): boolean {
  return rankOf(role) > rankOf(other);
}

function noMeaning(message: string): Refusal {
  return refused(NoticeCode.modRefused, message);
}

/** What the room keeps of it for as long as it lives. Answers false when it keeps too much already. */
function remember(room: Room, { member }: Participant, mod: ModUp, { user }: Target): boolean {
  const { bans, silenced, roles } = room.moderation;
  const rank = rankOf(member.role);
  switch (mod.op) {
    case "kick":
      return true;
    case "ban": {
      if (bans.size >= KEPT_USERS_MAX && !bans.has(user)) return false;
      bans.set(user, { untilMs: mod.untilMs, rank, reason: mod.reason });
      return true;
    }
    case "unban":
      bans.delete(user);
      return true;
    case "mute":
      if (silenced.size >= KEPT_USERS_MAX && !silenced.has(user)) return false;
      silenced.set(user, Math.max(rank, silenced.get(user) ?? rank));
      return true;
    case "unmute":
      silenced.delete(user);
      return true;
    case "role":
      if (roles.size >= KEPT_USERS_MAX && !roles.has(user)) return false;
      roles.set(user, { role: mod.role, rank });
      return true;
    case "block":
      return block(room, member.user, user);
    case "unblock":
      unblock(room, member.user, user);
      return true;
  }
}

/** What it means for the target's connections, after they were told. */
function carryOut(room: Room, mod: ModUp, { here }: Target, out: Effects): void {
  for (const participant of here)
    switch (mod.op) {
      case "kick":
      case "ban":
        out.push({
          kind: "close",
          actorId: participant.subscriber.id,
          reasonCode: ReasonCode.administrativeAction,
          message: mod.reason === "" ? "you were asked to leave" : mod.reason,
          byeReason: mod.op === "kick" ? ByeReason.kicked : ByeReason.banned,
        });
        break;
      case "mute":
        hush(room.voice, participant.sid);
        update(room, participant, { silenced: true });
        break;
      case "unmute":
        update(room, participant, { silenced: false });
        break;
      case "role":
        update(room, participant, { role: mod.role });
        break;
      case "unban":
      case "block":
      case "unblock":
        break;
    }
}

/** Whether somebody is told: whoever did it, whom it was done to, who keeps order. SPEC [MOD-2] */
function concerns({ member }: Participant, { by, target }: ModDown): boolean {
  return member.user === by || member.user === target || mayDo(member.role, "kick");
}
