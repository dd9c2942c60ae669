// One participant in the scene: a place, a figure that may be changed for another, a shadow, a label.

import { type Mesh, Object3D, type Scene } from "three";
import type { AvatarFiles, AvatarRef } from "./avatar-files.ts";
import type { Figure, Motion } from "./figure.ts";
import type { Label } from "./labels.ts";
import { createStandIn } from "./stand-in.ts";
import { createVrmFigure } from "./vrm-figure.ts";

const LABEL_ABOVE_HEAD_M = 0.16;
/** Above every layer of paving, or they would flicker through one another. */
const SHADOW_ABOVE_GROUND_M = 0.04;

export type CharacterPlace = {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly bodyYaw: number;
};

export type CharacterParts = {
  readonly sid: number;
  readonly scene: Scene;
  readonly label: Label;
  readonly shadow: Mesh;
  readonly files: AvatarFiles;
};

export class Character {
  readonly #parts: CharacterParts;
  readonly #root = new Object3D();
  #figure: Figure;
  #wornSha256: string | null = null;
  #loading: AbortController | null = null;

  constructor(parts: CharacterParts) {
    this.#parts = parts;
    this.#figure = createStandIn(parts.sid);
    this.#root.add(this.#figure.object, parts.shadow);
    // Until it has a place it is nowhere.
    this.#root.visible = false;
    parts.scene.add(this.#root);
  }

  get heightM(): number {
    return this.#figure.heightM;
  }

  /** Puts on an avatar; null, and whatever does not load, is the built-in figure. */
  wear(avatar: AvatarRef | null): void {
    const sha256 = avatar?.sha256 ?? null;
    if (sha256 === this.#wornSha256) return;
    this.#wornSha256 = sha256;
    this.#loading?.abort();
    this.#loading = null;
    if (avatar === null) this.#change(createStandIn(this.#parts.sid));
    else void this.#load(avatar);
  }

  stand(place: CharacterPlace, motion: Motion, groundY: number, dtS: number, nowMs: number): void {
    this.#root.visible = true;
    this.#root.position.set(place.x, place.y, place.z);
    this.#root.rotation.y = place.bodyYaw;
    this.#figure.animate(motion, dtS);
    const { shadow, label } = this.#parts;
    // The shadow stays on the ground under a jump.
    shadow.position.y = groundY - place.y + SHADOW_ABOVE_GROUND_M;
    label.place(place.x, place.y + this.#figure.heightM + LABEL_ABOVE_HEAD_M, place.z, nowMs);
  }

  say(text: string, nowMs: number): void {
    this.#parts.label.say(text, nowMs);
  }

  setName(name: string, isOnStage: boolean): void {
    this.#parts.label.setName(name, isOnStage);
  }

  dispose(): void {
    this.#loading?.abort();
    this.#figure.dispose();
    this.#parts.label.remove();
    this.#root.removeFromParent();
  }

  async #load(avatar: AvatarRef): Promise<void> {
    const loading = new AbortController();
    this.#loading = loading;
    let figure: Figure;
    try {
      const bytes = await this.#parts.files.fetch(avatar, loading.signal);
      figure = await createVrmFigure(bytes, this.#parts.sid);
    } catch (error) {
      if (loading.signal.aborted) return;
      console.warn(`the avatar ${avatar.id} of participant ${this.#parts.sid} is not shown`, error);
      figure = createStandIn(this.#parts.sid);
    }
    if (loading.signal.aborted) figure.dispose();
    else this.#change(figure);
  }

  #change(figure: Figure): void {
    const old = this.#figure;
    old.object.removeFromParent();
    old.dispose();
    this.#figure = figure;
    this.#root.add(figure.object);
  }
}
