// A room's stage on its way to another room: who is on it, what they say and do, and their newest poses and voice, once a tick. The
// same sections go to a room of this host, as they are, and to another host, encoded. Whoever is shown here from elsewhere is no
// participant, so nobody is mirrored on. SPEC [STAGE-2], [STAGE-3], [STAGE-7]

import type { PoseEntry } from "../../../shared/protocol/ext/poses.ts";
import type { Member } from "../../../shared/protocol/ext/presence.ts";
import type { DownSection } from "../../../shared/protocol/ext/registry.ts";
import type { VoiceEntry } from "../../../shared/protocol/ext/voice.ts";
import { type Participant, type Room, roomTimeMs } from "../room.ts";
import { isStale } from "../voice-state.ts";
import { onStage } from "./on-stage.ts";
import type { StageSink } from "./room-stage.ts";

/** Somebody the other room knows of: as it was told, and the newest pose it was sent. */
type Told = {
  readonly participant: Participant;
  member: Member;
  poseAtMs: number;
  poseTMs: number;
};

export type StageFeed = {
  readonly sink: StageSink;
  readonly told: Map<number, Told>;
  /** `changes` of the room when it was last looked who is on the stage; -1 before the first. */
  seenChanges: number;
  seenVoiceIndex: number;
  seq: number;
  nextPosesAtMs: number;
};

/** Shows the room's stage there from the next tick on. */
export function openFeed(room: Room, sink: StageSink): StageFeed {
  const feed: StageFeed = {
    sink,
    told: new Map(),
    seenChanges: -1,
    seenVoiceIndex: room.voice.lastIndex,
    seq: 0,
    nextPosesAtMs: 0,
  };
  room.stage.feeds.add(feed);
  return feed;
}

export function closeFeed(room: Room, feed: StageFeed): void {
  room.stage.feeds.delete(feed);
}

/** What somebody said or did once goes to whoever is shown them; nothing happens for who is not on the stage. */
export function tellStage(room: Room, { sid }: Participant, section: DownSection): void {
  for (const feed of room.stage.feeds) {
    tellWho(room, feed);
    if (feed.told.has(sid)) feed.sink.tell([section]);
  }
}

/** One tick of all feeds of the room. */
export function tickFeeds(room: Room, nowMs: number): void {
  for (const feed of room.stage.feeds) {
    tellWho(room, feed);
    const isClear = feed.sink.isClear();
    if (isClear) tellVoices(room, feed, nowMs);
    if (nowMs < feed.nextPosesAtMs) continue;
    feed.nextPosesAtMs = nowMs + room.settings.tick;
    if (isClear) tellPoses(room, feed, nowMs);
    else room.pubsub.metrics.stageSkipped++;
  }
}

function tellWho(room: Room, feed: StageFeed): void {
  if (feed.seenChanges === room.stage.changes) return;
  const isFirst = feed.seenChanges === -1;
  feed.seenChanges = room.stage.changes;
  const { told } = feed;
  const here = new Map(onStage(room.participants.values()).map((who) => [who.sid, who]));
  const gone = [...told.keys()].filter((sid) => here.get(sid) !== told.get(sid)?.participant);
  for (const sid of gone) told.delete(sid);
  const came: Member[] = [];
  const changed: Member[] = [];
  for (const participant of here.values()) {
    const { member, sid } = participant;
    const known = told.get(sid);
    if (known === undefined) {
      told.set(sid, { participant, member, poseAtMs: 0, poseTMs: 0 });
      came.push(member);
    } else if (known.member !== member) {
      known.member = member;
      changed.push(member);
    }
  }
  if (gone.length > 0) feed.sink.tell([{ kind: "presence", message: { op: "leave", sids: gone } }]);
  if (isFirst || came.length > 0)
    feed.sink.tell([{ kind: "presence", message: { op: isFirst ? "snapshot" : "join", members: came } }]);
  if (changed.length > 0) feed.sink.tell([{ kind: "presence", message: { op: "update", members: changed } }]);
}

function tellVoices({ voice }: Room, feed: StageFeed, nowMs: number): void {
  if (voice.lastIndex === feed.seenVoiceIndex) return;
  const entries: VoiceEntry[] = [];
  for (const sid of feed.told.keys())
    for (const frame of voice.speakers.get(sid)?.frames ?? [])
      if (frame.index > feed.seenVoiceIndex && !isStale(frame, nowMs))
        entries.push({ sid, block: frame.block });
  feed.seenVoiceIndex = voice.lastIndex;
  if (entries.length > 0) feed.sink.tell([{ kind: "voices", message: entries }]);
}

function tellPoses(room: Room, feed: StageFeed, nowMs: number): void {
  const { poses } = room;
  const entries: PoseEntry[] = [];
  for (const [sid, told] of feed.told) {
    const { slot } = told.participant;
    const block = poses.blockOf(slot);
    const atMs = poses.acceptedAtMs[slot] ?? 0;
    const tMs = poses.sampleTimeMs(slot);
    if (block === null || (atMs === told.poseAtMs && tMs === told.poseTMs)) continue;
    told.poseAtMs = atMs;
    told.poseTMs = tMs;
    entries.push({ sid, block });
  }
  if (entries.length === 0) return;
  entries.sort((a, b) => a.sid - b.sid);
  feed.seq = (feed.seq + 1) & 0xffff;
  const timeMs = Math.floor(roomTimeMs(room, nowMs)) >>> 0;
  feed.sink.tell([{ kind: "poses", message: { timeMs, seq: feed.seq, entries } }]);
}
