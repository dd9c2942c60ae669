// What the tests of voice share: frames to say, and what somebody heard of whom.

import { TOPIC_DOWN } from "../../shared/protocol/ext/hello.ts";
import { encodePose } from "../../shared/protocol/ext/pose.ts";
import { decodeVoice, encodeVoice, type Voice } from "../../shared/protocol/ext/voice.ts";
import { type VoiceSettings, voiceSettingsSchema } from "../../shared/schema/world-settings.ts";
import { type Client, type Heard, rootPose, SPEC, Square } from "./support.ts";

/** A room with other rules of voice than the usual ones. */
export function squareWith(voice: Partial<VoiceSettings>, capacity = SPEC.capacity): Square {
  const settings = {
    ...SPEC.settings,
    voice: voiceSettingsSchema.parse({ ...SPEC.settings.voice, ...voice }),
  };
  return new Square({ ...SPEC, capacity, settings });
}

/** A frame in the middle of a spurt, to those near. `seq` is its packet too, so that it can be told from others. */
export const frameOf = (seq: number, more: Partial<Voice> = {}): Uint8Array =>
  encodeVoice({
    target: 0,
    spurtStart: false,
    spurtEnd: false,
    fec: false,
    level: 30,
    seq,
    opus: Uint8Array.of(0x78, seq & 0xff, seq >> 8),
    ...more,
  });

/** Says one frame, by section or topic as the client is extended or not. */
export function say(client: Client, seq: number, more: Partial<Voice> = {}): void {
  if (client.actor.extension === null) client.publish("r/rm_test/voice/me", frameOf(seq, more));
  else client.frame({ kind: "voice", message: frameOf(seq, more) });
}

/** Stands at x metres. */
export function standAt(client: Client, x: number): void {
  // A time the room does not believe, so that it takes its own: each pose is newer than the last.
  const block = encodePose(rootPose(x, 30_000));
  if (client.actor.extension === null) client.publish("r/rm_test/pose/me", block);
  else client.frame({ kind: "pose", message: block });
}

/** `sid:seq` of every frame, in order. */
export function voicesOf({ packets, sections }: Heard): string[] {
  const extended = sections.flatMap((section) => (section.kind === "voices" ? section.message : []));
  const plain = packets.flatMap((packet) => {
    if (packet.type !== "publish" || packet.topicName === TOPIC_DOWN) return [];
    const [, , kind, sid] = packet.topicName.split("/");
    return kind === "voice" ? [{ sid: Number(sid), block: packet.payload }] : [];
  });
  return [...extended, ...plain].map(({ sid, block }) => `${sid}:${decodeVoice(block).seq}`);
}

/** Lets time pass, reading as fast as it comes; answers what was heard, as voicesOf does. */
export function listen(square: Square, client: Client, ms: number): string[] {
  const heard: string[] = [];
  for (let at = 0; at < ms; at += 5) {
    square.pass(5);
    heard.push(...voicesOf(client.heard()));
  }
  return heard;
}
