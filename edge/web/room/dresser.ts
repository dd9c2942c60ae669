// Which file everybody is shown by: what the room lets be shown on this device, within the memory it gives to avatars, nearer ones better.
// What a room tells is an avatar's own file, which may have tens of megabytes; its variants are asked for here.

import { type Appearance, appearancesFor } from "../../../shared/avatar/appearances.ts";
import { shareMemory } from "../../../shared/avatar/share-memory.ts";
import { type AvatarSettings, type DeviceClass, NO_FLOOR } from "../../../shared/schema/avatar-rank.ts";
import type { AssetId } from "../../../shared/schema/ids.ts";
import type { AvatarDetail } from "../../../shared/schema/public-api.ts";
import type { AvatarRef } from "./avatar-files.ts";

/** Beyond this many in detail, even where they would fit in memory, drawing them takes too long. */
const DETAILED_MAX = 40;
/** Lighter variants are made in the background: who lacks some is asked about again, for as long as they may take to be made. */
const ASK_AGAIN_MS = 30_000;
const ASKS_MAX = 6;
const ASKS_AT_ONCE_MAX = 6;
/** Of a file that nobody told anything of. */
const UNKNOWN_MEMORY_BYTES = 128 * 1024 * 1024;
const MEBI = 1024 * 1024;

type Detail = Pick<AvatarDetail, "file" | "facts" | "rank" | "variants">;
type Asked = { readonly atMs: number; readonly count: number; detail: Detail | "asking" | "unknown" };

export type Dressed = {
  readonly sid: number;
  readonly avatar: AvatarRef;
  readonly distanceM: number;
  /** Whom one sees by is not held to the floor: it is for others. */
  readonly isOwn: boolean;
  /** Whom people come to see has room in memory before all others. */
  readonly isOnStage: boolean;
};

export type DresserOptions = {
  readonly device: DeviceClass;
  ask(avatarId: AssetId): Promise<Detail>;
  nowMs(): number;
  /** Something was learned that may dress somebody otherwise. */
  onNews(): void;
};

export class Dresser {
  readonly #options: DresserOptions;
  /** By the file's hash: another version of an avatar is another question. */
  readonly #asked = new Map<string, Asked>();
  readonly #shown = new Map<number, Appearance["level"]>();
  #askingCount = 0;

  constructor(options: DresserOptions) {
    this.#options = options;
  }

  /** What to fetch for each; null: the built-in figure. Whoever is not in it is still being asked about. */
  dress(people: readonly Dressed[], settings: AvatarSettings): ReadonlyMap<number, AvatarRef | null> {
    const { device } = this.#options;
    this.#forgetBut(people);
    const wearers = people.flatMap(({ sid, avatar, distanceM, isOwn, isOnStage }) => {
      const { floor } = isOwn ? { floor: NO_FLOOR } : settings;
      const appearances = this.#appearancesOf(avatar, floor[device]);
      if (appearances === null) return [];
      const shown = this.#shown.get(sid) ?? null;
      return [{ key: sid, avatar, isFirst: isOnStage, distanceM, appearances, shown }];
    });
    const shares = shareMemory(wearers, {
      memoryMaxBytes: settings.memoryMb[device] * MEBI,
      detailedMax: DETAILED_MAX,
    });
    return new Map(
      wearers.map(({ key, avatar }) => {
        const shown = shares.get(key) ?? null;
        if (shown === null) this.#shown.delete(key);
        else this.#shown.set(key, shown.level);
        return [key, shown === null ? null : refOf(avatar.id, shown)];
      }),
    );
  }

  #appearancesOf(
    avatar: AvatarRef,
    floor: AvatarSettings["floor"][DeviceClass],
  ): readonly Appearance[] | null {
    const detail = this.#detailOf(avatar);
    if (detail === "asking") return null;
    if (detail !== "unknown" && detail.file.sha256 === avatar.sha256)
      return appearancesFor(detail, this.#options.device, floor);
    // Nobody tells, or of another file: the avatar was changed, and the room has not heard of it. It may be heavier than any.
    return floor === null ? [asTold(avatar)] : [];
  }

  #detailOf({ id, sha256 }: AvatarRef): Asked["detail"] {
    const known = this.#asked.get(sha256);
    const nowMs = this.#options.nowMs();
    const wantsAsking = known === undefined || isStale(known, nowMs);
    // Whoever is not asked about now is when somebody else was answered for.
    if (wantsAsking && this.#askingCount < ASKS_AT_ONCE_MAX) void this.#ask(id, sha256, nowMs);
    return this.#asked.get(sha256)?.detail ?? "asking";
  }

  async #ask(id: AssetId, sha256: string, atMs: number): Promise<void> {
    const { count, detail } = this.#asked.get(sha256) ?? { count: 0, detail: "asking" };
    const asked: Asked = { atMs, count: count + 1, detail };
    this.#asked.set(sha256, asked);
    this.#askingCount += 1;
    asked.detail = await this.#options.ask(id).catch(() => "unknown" as const);
    this.#askingCount -= 1;
    this.#options.onNews();
  }

  #forgetBut(people: readonly Dressed[]): void {
    const worn = new Set(people.map(({ avatar }) => avatar.sha256));
    for (const sha256 of this.#asked.keys()) if (!worn.has(sha256)) this.#asked.delete(sha256);
    const here = new Set(people.map(({ sid }) => sid));
    for (const sid of this.#shown.keys()) if (!here.has(sid)) this.#shown.delete(sid);
  }
}

function isStale({ atMs, count, detail }: Asked, nowMs: number): boolean {
  return nowMs - atMs > ASK_AGAIN_MS && count < ASKS_MAX && lacksSome(detail);
}

/** Not all that is made of an avatar is there, or could be asked for. */
function lacksSome(detail: Asked["detail"]): boolean {
  if (detail === "asking" || detail === "unknown") return true;
  const levels = detail.variants.filter(({ profile }) => profile === "web").map(({ level }) => level);
  return !levels.includes("stand-in") || !levels.includes("lod1");
}

function asTold({ url, sha256, size }: AvatarRef): Appearance {
  return { level: "whole", file: { url, sha256, sizeBytes: size }, memoryBytes: UNKNOWN_MEMORY_BYTES };
}

function refOf(id: AssetId, { file: { url, sha256, sizeBytes } }: Appearance): AvatarRef {
  return { id, url, sha256, size: sizeBytes };
}
