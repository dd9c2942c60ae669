import { expect, test } from "bun:test";
import { isFull } from "../../../room/state/presence.ts";
import { STAGE_PERFORMERS_MAX } from "../../../room/state/stage/on-stage.ts";
import { STAGE_WAIT_MS } from "../../../room/state/stage/source.ts";
import { decodePose, encodePose } from "../../../shared/protocol/ext/pose.ts";
import { VoiceTarget } from "../../../shared/protocol/ext/voice.ts";
import type { Heard } from "../support.ts";
import { jsonOf, publishesOf, rootPose } from "../support.ts";
import { frameOf, voicesOf } from "../voices.ts";
import { TwoRooms } from "./two-rooms.ts";

/** `op name`, with what is unusual about them. */
const presenceOf = ({ sections }: Heard): string[] =>
  sections.flatMap((section) => {
    if (section.kind !== "presence") return [];
    const { message } = section;
    if (message.op === "leave") return message.sids.map((sid) => `leave ${sid}`);
    return message.members.map(
      ({ name, reconnecting, silenced }) =>
        `${message.op} ${name}${reconnecting ? " reconnecting" : ""}${silenced ? " silenced" : ""}`,
    );
  });
const kindsOf = ({ sections }: Heard): string[] => sections.map(({ kind }) => kind);
const mirroredSids = ({ annex }: TwoRooms): number[] => [...annex.room.mirrored.keys()];

test("[STAGE-1] [STAGE-4] whoever is on the stage of one room is seen in the other as any participant, and takes no place", async () => {
  const rooms = new TwoRooms();
  rooms.performer();
  rooms.hall.enter("listener", { role: "member" });
  const guest = rooms.guest();
  await rooms.pass(600);
  expect(presenceOf(rooms.heardBy(guest))).toEqual(["snapshot guest", "join star"]);
  expect(rooms.annex.room.participants.size).toBe(1);
  rooms.annex.enter("second");
  expect(isFull(rooms.annex.room, "visible")).toBe(false);
  // To the origin nobody joined but who entered.
  const joined = rooms.annex.out.flatMap((effect) => (effect.kind === "report" ? [effect.entry.user] : []));
  expect(joined as string[]).toEqual(["usr_guest", "usr_second"]);
});

test("[STAGE-4] a 3.1.1 client sees and hears them on the topics of its own room, and who comes later is told of them", async () => {
  const rooms = new TwoRooms();
  const star = rooms.performer();
  const guest = rooms.reads(rooms.annex.enter("guest"));
  guest.subscribe("r/rm_annex/#");
  await rooms.pass(600);
  star.frame(
    { kind: "pose", message: encodePose(rootPose(3, 900)) },
    { kind: "chat", message: { text: "hello" } },
    { kind: "emote", message: { emote: 7, tMs: 900, arg: 1 } },
    { kind: "voice", message: frameOf(1, { target: VoiceTarget.room }) },
  );
  await rooms.pass(300);
  const [sid] = mirroredSids(rooms);
  const heard = rooms.heardBy(guest);
  const on = (kind: string) => publishesOf(heard).find(({ topicName }) => topicName === `r/rm_annex/${kind}`);
  expect(jsonOf(on(`presence/${sid}`))).toMatchObject({ name: "star", role: "performer", sid });
  expect(jsonOf(on("chat"))).toMatchObject({ from: sid, user: "usr_star", text: "hello" });
  expect(jsonOf(on(`emote/${sid}`))).toMatchObject({ emote: 7, arg: 1 });
  expect(decodePose(on(`pose/${sid}`)?.payload ?? new Uint8Array()).position[0]).toBe(3);
  expect(voicesOf(heard)).toEqual([`${sid}:1`]);
  const later = rooms.guest("later");
  expect(presenceOf(rooms.heardBy(later))).toEqual(["snapshot guest", "snapshot later", "snapshot star"]);
});

test("[STAGE-4] their sample times are on the clock of the room they are shown in", async () => {
  const rooms = new TwoRooms();
  // The annex opened long after the hall.
  await rooms.pass(30_000);
  Object.assign(rooms.annex.room, { openedAtMs: rooms.annex.nowMs });
  const star = rooms.performer();
  const guest = rooms.guest();
  await rooms.pass(600);
  const sampledAtMs = rooms.hall.nowMs - 15;
  star.frame({ kind: "pose", message: encodePose(rootPose(1, sampledAtMs - rooms.hall.room.openedAtMs)) });
  await rooms.pass(100);
  const [batch] = rooms
    .heardBy(guest)
    .sections.flatMap((section) => (section.kind === "poses" ? [section.message] : []));
  const block = batch?.entries.find(({ sid }) => sid === mirroredSids(rooms)[0])?.block;
  expect(block === undefined ? null : decodePose(block).tMs).toBe(sampledAtMs - rooms.annex.room.openedAtMs);
});

test("[STAGE-2] a stage has 16 people: performers before those who keep order, then who came first", async () => {
  const rooms = new TwoRooms();
  rooms.hall.room.spec = { ...rooms.hall.room.spec, capacity: 40 };
  rooms.hall.enter("boss", { role: "moderator" });
  for (let number = 1; number < STAGE_PERFORMERS_MAX; number++) rooms.performer(`star${number}`);
  rooms.hall.enter("helper", { role: "staff" });
  rooms.guest();
  await rooms.pass(600);
  const names = [...rooms.annex.room.mirrored.values()].map(({ member }) => member.name);
  expect(names).toHaveLength(STAGE_PERFORMERS_MAX);
  expect(names).toContain("helper");
  expect(names).not.toContain("boss");
});

test("[STAGE-7] nobody is mirrored on, and what is whispered or of those off the stage is not told", async () => {
  const rooms = new TwoRooms();
  const star = rooms.performer();
  const listener = rooms.hall.enter("listener", { role: "member" });
  const guest = rooms.guest();
  await rooms.pass(600);
  rooms.heardBy(guest);
  listener.publish("r/rm_hall/chat", "not for you");
  star.frame({ kind: "voice", message: frameOf(5, { target: VoiceTarget.whisper, to: listener.sid }) });
  await rooms.pass(600);
  expect(kindsOf(rooms.heardBy(guest)).filter((kind) => kind === "chat" || kind === "voices")).toEqual([]);
  expect(rooms.hall.room.mirrored.size).toBe(0);
  expect(rooms.annex.room.mirrored.size).toBe(1);
});

test("[STAGE-5] [BLOCK-5] a block holds in whichever direction, from before they are seen", async () => {
  const rooms = new TwoRooms();
  const star = rooms.performer();
  rooms.blocks.set(star.actor.participant?.member.user as never, new Set(["usr_guest" as never]));
  const guest = rooms.guest();
  const other = rooms.guest("other");
  await rooms.pass(600);
  const say = (text: string) => star.frame({ kind: "chat", message: { text } });
  say("to all but one");
  await rooms.pass(100);
  expect(kindsOf(rooms.heardBy(guest))).not.toContain("chat");
  expect(kindsOf(rooms.heardBy(other))).toContain("chat");
  const [sid = 0] = mirroredSids(rooms);
  other.frame({ kind: "mod", message: { op: "block", target: sid, reason: "" } });
  say("to nobody");
  star.frame({ kind: "pose", message: encodePose(rootPose(2, 1_000)) });
  await rooms.pass(100);
  for (const client of [guest, other])
    expect(kindsOf(rooms.heardBy(client)).filter((kind) => kind === "chat" || kind === "poses")).toEqual([]);
});

test("[STAGE-5] a mute of this room holds, a ban of it takes them off, and they are sent out or appointed where they are", async () => {
  const rooms = new TwoRooms();
  const star = rooms.performer();
  const guest = rooms.guest();
  const guard = rooms.reads(rooms.annex.enter("guard", { role: "moderator", version: 5 }));
  await rooms.pass(600);
  const [sid = 0] = mirroredSids(rooms);
  const order = (mod: object) =>
    guard.publish("r/rm_annex/mod/me", JSON.stringify({ target: sid, ...mod }), { qos: 1 });
  order({ op: "kick" });
  order({ op: "role", role: "guest" });
  const refused = rooms
    .heardBy(guard)
    .packets.flatMap((packet) => (packet.type === "puback" ? [packet.reasonCode] : []));
  expect(refused).toEqual([0x83, 0x83]);
  order({ op: "mute" });
  rooms.heardBy(guest);
  star.frame({ kind: "chat", message: { text: "unheard" } });
  star.frame({ kind: "me", message: { away: true } });
  await rooms.pass(50);
  const heard = rooms.heardBy(guest);
  expect(kindsOf(heard)).not.toContain("chat");
  expect(presenceOf(heard)).toEqual(["update star silenced"]);
  order({ op: "ban" });
  await rooms.pass(600);
  expect(presenceOf(rooms.heardBy(guest))).toEqual([`leave ${sid}`]);
  expect(rooms.hall.room.participants.size).toBe(1);
});

test("[STAGE-4] who leaves their room, or comes into this one, is no longer shown from there", async () => {
  const rooms = new TwoRooms();
  const star = rooms.performer();
  const guest = rooms.guest();
  await rooms.pass(600);
  const [sid = 0] = mirroredSids(rooms);
  rooms.heardBy(guest);
  rooms.performer("star", rooms.annex);
  await rooms.pass(600);
  expect(presenceOf(rooms.heardBy(guest))).toEqual(["join star", `leave ${sid}`]);
  star.leave();
  await rooms.pass(600);
  // Both rooms show the other's: the hall has nobody left to show it to.
  expect(rooms.hall.room.mirrored.size).toBe(0);
  expect(mirroredSids(rooms)).toEqual([]);
});

test("[STAGE-6] a stage that is lost is shown as away, and is back under the same sids, or leaves after 10 s", async () => {
  const rooms = new TwoRooms();
  rooms.performer();
  const guest = rooms.guest();
  await rooms.pass(600);
  const before = mirroredSids(rooms);
  rooms.heardBy(guest);
  rooms.closeHall();
  await rooms.pass(STAGE_WAIT_MS / 2);
  expect(presenceOf(rooms.heardBy(guest))).toEqual(["update star reconnecting"]);
  rooms.reopenHall();
  await rooms.pass(600);
  expect(presenceOf(rooms.heardBy(guest))).toEqual(["update star"]);
  expect(mirroredSids(rooms)).toEqual(before);
  rooms.closeHall();
  await rooms.pass(STAGE_WAIT_MS + 1_000);
  expect(presenceOf(rooms.heardBy(guest))).toEqual(["update star reconnecting", `leave ${before[0]}`]);
});

test("[STAGE-1] a room that is empty is shown nothing, and one that is no longer among the mirrors leaves at once", async () => {
  const rooms = new TwoRooms();
  rooms.performer();
  await rooms.pass(600);
  expect(rooms.hall.room.stage.feeds.size).toBe(0);
  const guest = rooms.guest();
  await rooms.pass(600);
  expect(rooms.hall.room.stage.feeds.size).toBe(1);
  rooms.annex.room.spec = { ...rooms.annex.room.spec, stage: null };
  rooms.heardBy(guest);
  await rooms.pass(300);
  expect(presenceOf(rooms.heardBy(guest))[0]).toStartWith("leave");
  expect(rooms.hall.room.stage.feeds.size).toBe(0);
});
