// The selection against a slow twin that sorts everybody for every listener, and what it means over time.

import { describe, expect, test } from "bun:test";
import type { Participant } from "../../../room/state/room.ts";
import { select } from "../../../room/state/voice-selection.ts";
import type { Speaker, VoiceListener } from "../../../room/state/voice-state.ts";
import { posePositionSteps } from "../../../shared/protocol/ext/pose.ts";
import { type Rng, seededRng } from "../../../shared/rng.ts";
import { ALL_CAPABILITIES, type Client, type Square } from "../support.ts";
import { listen, say, squareWith, standAt, voicesOf } from "../voices.ts";

const EXTENDED = { capabilities: ALL_CAPABILITIES };
const K = 3;
const RADIUS_M = 8;

/** As SPEC [VOICE-3] and [VOICE-5] say it, with floats and sorting. */
function slowChoice(square: Square, listener: VoiceListener, held: ReadonlySet<Speaker>): number[] {
  const who = listener.place.who as Participant;
  const ranked = [...square.room.voice.speakers.values()].flatMap((speaker) => {
    const from = speaker.place.who as Participant;
    if (from === who || from.unheardBy?.has(who.subscriber.id)) return [];
    const metres = distanceM(square, from, who);
    if (!speaker.isRoomWide && !(metres <= RADIUS_M)) return [];
    const quieter = Math.min(50, Math.max(20, speaker.level)) - 20;
    const seeming = speaker.isRoomWide ? 2 ** (quieter / 12) : metres * 2 ** (quieter / 12);
    return [
      { sid: from.sid, rank: [speaker.isRoomWide ? 0 : 1, held.has(speaker) ? 0 : 1, seeming] as const },
    ];
  });
  ranked.sort((a, b) => a.rank[0] - b.rank[0] || a.rank[1] - b.rank[1] || a.rank[2] - b.rank[2]);
  return ranked.slice(0, K).map(({ sid }) => sid);
}

function distanceM({ room }: Square, one: Participant, other: Participant): number {
  const blocks = [one, other].map(({ slot }) => room.poses.blockOf(slot));
  const [a, b] = blocks.map((block) => (block === null ? null : posePositionSteps(block)));
  if (a === null || a === undefined || b === null || b === undefined) return Number.NaN;
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]) / 1024;
}

function crowd(rng: Rng, count: number): { square: Square; clients: Client[] } {
  const square = squareWith({ k: K, radiusM: RADIUS_M }, count);
  const clients = Array.from({ length: count }, (_, index) =>
    square.enter(`c${index}`, { ...EXTENDED, role: index % 7 === 0 ? "performer" : "guest" }),
  );
  for (const client of clients) if (rng() < 0.9) standAt(client, Math.floor(rng() * 30) - 15);
  return { square, clients };
}

describe("[VOICE-5] the K best", () => {
  test("are those of a slow twin, over rooms, moves and silences (seed 0x766f)", () => {
    const rng = seededRng(0x766fn);
    for (let round = 0; round < 20; round++) {
      const { square, clients } = crowd(rng, 24);
      const { voice, settings } = square.room;
      for (let step = 0; step < 12; step++) {
        for (const client of clients) {
          if (rng() < 0.2) standAt(client, Math.floor(rng() * 30) - 15);
          const target = client.actor.participant?.member.role === "performer" && rng() < 0.3 ? 1 : 0;
          if (rng() < 0.5) say(client, step, { level: Math.floor(rng() * 128), target });
        }
        const before = new Map([...voice.listeners.values()].map((l) => [l, heldAt(l, square.nowMs)]));
        for (const speaker of voice.speakers.values()) speaker.isFresh = false;
        select(voice, settings.voice, square.nowMs);
        for (const [listener, held] of before) {
          const chosen = listener.chosen.map((speaker) => speaker.place.who.sid);
          // Two at the same place are as good as one another.
          const slow = slowChoice(square, listener, held);
          expect(chosen.length).toBe(slow.length);
          if (!sameRanks(square, listener, chosen, slow)) expect(chosen).toEqual(slow);
        }
        square.nowMs += 150;
      }
    }
  });

  test("group listeners who hear the same, and only them", () => {
    const { square, clients } = crowd(seededRng(0x67n), 24);
    for (const client of clients) say(client, 1);
    const { voice, settings } = square.room;
    for (const speaker of voice.speakers.values()) speaker.isFresh = false;
    select(voice, settings.voice, square.nowMs);
    const grouped = voice.groups.flatMap(({ listeners }) => listeners);
    expect(grouped.length).toBe(24);
    expect(new Set(grouped).size).toBe(24);
    for (const { speakers, listeners } of voice.groups)
      for (const { chosen } of listeners) expect(new Set(chosen)).toEqual(new Set(speakers));
    const choices = voice.groups.map(({ speakers }) => speakers.map((s) => s.place.who.sid).join());
    expect(new Set(choices).size).toBe(choices.length);
  });
});

function heldAt({ chosen, chosenSinceMs }: VoiceListener, nowMs: number): ReadonlySet<Speaker> {
  return new Set(chosen.filter((_, index) => nowMs - (chosenSinceMs[index] ?? 0) < 400));
}

/** Whether two choices differ in nothing but who of two that are equally far and loud was taken. */
function sameRanks(square: Square, listener: VoiceListener, one: number[], other: number[]): boolean {
  const who = listener.place.who as Participant;
  const keyOf = (sid: number) => {
    const speaker = square.room.voice.speakers.get(sid);
    const from = square.room.participants.get(sid);
    if (speaker === undefined || from === undefined) return "gone";
    const level = Math.min(50, Math.max(20, speaker.level));
    return `${speaker.isRoomWide} ${speaker.isRoomWide ? 0 : distanceM(square, from, who)} ${level}`;
  };
  return one.map(keyOf).sort().join() === other.map(keyOf).sort().join();
}

/** Three who stand beside a listener, nearest first, and hear one voice at a time. */
function trio(): { square: Square; near: Client; far: Client; listener: Client } {
  const square = squareWith({ k: 1, radiusM: 15 });
  const [near, far, listener] = ["near", "far", "listener"].map((name) => square.enter(name, EXTENDED)) as [
    Client,
    Client,
    Client,
  ];
  standAt(near, 2);
  standAt(far, 6);
  standAt(listener, 0);
  for (let round = 0; round < 2; round++) listen(square, listener, 100);
  return { square, near, far, listener };
}

describe("over time", () => {
  test("[VOICE-5] who was chosen keeps the place for 400 ms, then the nearer is heard", () => {
    const { square, near, far, listener } = trio();
    const heard: string[][] = [];
    for (let at = 0; at < 1_000; at += 20) {
      say(far, at / 20, { spurtStart: at === 0 });
      if (at >= 100) say(near, at / 20);
      heard.push(listen(square, listener, 20));
    }
    const from = (client: Client) =>
      heard.map((frames) => frames.some((f) => f.startsWith(`${client.sid}:`)));
    const nearFrom = from(near).lastIndexOf(false) + 1;
    expect(from(far).lastIndexOf(true)).toBe(nearFrom - 1);
    // 400 ms after the choice at 0, at the next selection.
    expect(nearFrom * 20).toBeGreaterThanOrEqual(400);
    expect(nearFrom * 20).toBeLessThanOrEqual(520);
  });

  test("[VOICE-5] who falls silent for 400 ms gives the place up", () => {
    const { square, near, far, listener } = trio();
    for (let at = 0; at < 1_000; at += 20) {
      if (at < 200) say(near, at / 20, { spurtStart: at === 0 });
      say(far, at / 20);
      listen(square, listener, 20);
    }
    say(far, 99);
    expect(listen(square, listener, 20)).toEqual([`${far.sid}:99`]);
  });

  test("[VOICE-5] 12 dB are worth half the distance, but a claim of 0 dBov no more than 20", () => {
    // Three times as far and 30 dB louder: seems nearer. The same with 12 dB does not.
    for (const [level, heard] of [
      [20, "far"],
      [38, "near"],
      [0, "far"],
    ] as const) {
      const { square, near, far, listener } = trio();
      say(near, 1, { level: 50 });
      say(far, 1, { level });
      square.pass(20);
      const [chosen] = square.room.voice.listeners.get(listener.actor.id)?.chosen ?? [];
      expect([level, chosen?.place.who.sid]).toEqual([level, heard === "far" ? far.sid : near.sid]);
    }
    const { square, near, far, listener } = trio();
    standAt(far, 15);
    // 7.5 times as far: no loudness is worth that.
    say(near, 1, { level: 50 });
    say(far, 1, { level: 0 });
    square.pass(20);
    const [chosen] = square.room.voice.listeners.get(listener.actor.id)?.chosen ?? [];
    expect(chosen?.place.who.sid).toBe(near.sid);
  });

  test("[VOICE-6] who begins to speak is heard at once, beyond K, until the room chooses again", () => {
    const { square, near, far, listener } = trio();
    say(near, 0, { spurtStart: true });
    listen(square, listener, 60);
    const heard: string[] = [];
    for (let at = 0; at < 400; at += 20) {
      say(near, at / 20);
      say(far, at / 20, { spurtStart: at === 0 });
      heard.push(...listen(square, listener, 20));
    }
    const beyond = heard.filter((frame) => frame.startsWith(`${far.sid}:`));
    expect(beyond[0]).toBe(`${far.sid}:0`);
    expect(beyond.length).toBeLessThanOrEqual(6);
    expect(heard.length - beyond.length).toBe(20);
  });

  test("[VOICE-6] who begins between two choices is heard within reach alone, and twice by nobody", () => {
    const { square, near, far, listener } = trio();
    const away = square.enter("away", EXTENDED);
    standAt(away, -14);
    for (let round = 0; round < 2; round++)
      for (const client of [listener, away]) listen(square, client, 100);
    say(near, 1, { spurtStart: true });
    expect(listen(square, listener, 20)).toEqual([`${near.sid}:1`]);
    say(near, 2);
    say(far, 3, { spurtStart: true });
    square.pass(15);
    expect(voicesOf(listener.heard()).sort()).toEqual([`${near.sid}:2`, `${far.sid}:3`].sort());
    // 16 m from the near one, 20 m from the far one.
    expect(voicesOf(away.heard())).toEqual([]);
    expect(square.room.voice.selectAtMs).toBeGreaterThan(square.nowMs);
  });

  test("[VOICE-6] who says of every frame that it begins a spurt gains nothing by it", () => {
    const { square, near, far, listener } = trio();
    let beyond = 0;
    for (let at = 0; at < 2_000; at += 20) {
      say(near, at / 20);
      say(far, at / 20, { spurtStart: true });
      beyond += listen(square, listener, 20).filter((frame) => frame.startsWith(`${far.sid}:`)).length;
    }
    // At most five times in 2 s, six frames each.
    expect(beyond).toBeLessThanOrEqual(30);
  });
});
