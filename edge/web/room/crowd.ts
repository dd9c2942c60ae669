// The others: who they are comes from presence, where they are from poses, drawn a little in the past so that they move smoothly.

import { createInterpolation } from "../../../shared/client/interpolation.ts";
import { Locomotion, type Pose } from "../../../shared/protocol/ext/pose.ts";
import type { Member } from "../../../shared/protocol/ext/presence.ts";
import type { AvatarRef } from "./avatar-files.ts";
import type { Character } from "./character.ts";
import type { Motion } from "./figure.ts";
import { isOnStage } from "./on-stage.ts";

type Other = {
  readonly character: Character;
  readonly interpolation: ReturnType<typeof createInterpolation>;
  newest: Pose | null;
};

export class Crowd {
  readonly #makeCharacter: (sid: number, name: string) => Character;
  readonly #others = new Map<number, Other>();

  constructor(makeCharacter: (sid: number, name: string) => Character) {
    this.#makeCharacter = makeCharacter;
  }

  setMembers(members: ReadonlyMap<number, Member>, ownSid: number): void {
    for (const [sid, other] of this.#others) {
      if (members.has(sid) && sid !== ownSid) continue;
      other.character.dispose();
      this.#others.delete(sid);
    }
    for (const [sid, member] of members)
      if (sid !== ownSid) this.#find(sid, member.name).character.setName(member.name, isOnStage(member));
  }

  /** Of somebody presence has told of. */
  wear(sid: number, avatar: AvatarRef | null): void {
    this.#others.get(sid)?.character.wear(avatar);
  }

  /** A pose of somebody presence has told of; `nowMs` is the room clock where it is known. */
  pose(sid: number, pose: Pose, sampleRoomTimeMs: number, nowRoomTimeMs: number): void {
    const other = this.#others.get(sid);
    if (other === undefined) return;
    other.newest = pose;
    other.interpolation.push(pose, sampleRoomTimeMs, nowRoomTimeMs);
  }

  say(sid: number, text: string, nowMs: number): void {
    this.#others.get(sid)?.character.say(text, nowMs);
  }

  /** Where somebody's newest pose says they are. */
  placeOf(sid: number): { readonly x: number; readonly z: number } | null {
    const position = this.#others.get(sid)?.newest?.position;
    return position === undefined ? null : { x: position[0], z: position[2] };
  }

  /** Draws everybody for one moment of the room. */
  step(roomTimeMs: number, groundY: number, dtS: number, nowMs: number): void {
    for (const { character, interpolation } of this.#others.values()) {
      const at = interpolation.at(roomTimeMs);
      if (at === null) continue;
      const [x, y, z] = at.position;
      const motion: Motion = {
        speedMps: (at.locomotion & 0x0f) === Locomotion.idle ? 0 : at.speedMps,
        locomotion: at.locomotion,
        lookYaw: at.lookYaw,
        lookPitch: at.lookPitch,
      };
      character.stand({ x, y, z, bodyYaw: at.bodyYaw }, motion, groundY, dtS, nowMs);
    }
  }

  dispose(): void {
    for (const { character } of this.#others.values()) character.dispose();
    this.#others.clear();
  }

  #find(sid: number, name: string): Other {
    const known = this.#others.get(sid);
    if (known !== undefined) return known;
    const other = {
      character: this.#makeCharacter(sid, name),
      interpolation: createInterpolation(),
      newest: null,
    };
    this.#others.set(sid, other);
    return other;
  }
}
