// What is left of an avatar in a file some program made of it: how large, how like, and whether it can still be worn.

import type { Comparison, Likeness } from "../../../origin/ugc/likeness/likeness.ts";
import { withoutMeshopt } from "../../../origin/ugc/optimise/open-variant.ts";
import { type AvatarModel, openAvatar } from "../../../shared/avatar/check-avatar.ts";
import { checkModel } from "../../../shared/avatar/check-model.ts";
import { loadVrm } from "../../avatar/load-vrm.ts";
import { changedParts, type WornBody, wornBody } from "../../avatar/worn-body.ts";

/** Views that need no expression: what any tool may keep. */
const PLAIN_VIEWS: ReadonlySet<string> = new Set(["front", "back", "left", "right", "face", "eyes"]);

export type Reference = {
  readonly bytes: Uint8Array;
  readonly model: AvatarModel;
  readonly likeness: Likeness;
  readonly body: WornBody;
};
export type Judged = {
  readonly sizeBytes: number;
  readonly triangleCount: number | null;
  /** The least of four sides, the face and the eyes; null when our own reader cannot open it. */
  readonly likenessDb: number | null;
  /** The least with all expressions; null when there are none left to look at. */
  readonly withExpressionsDb: number | null;
  /** "equal", or what three-vrm finds changed, or "gone". */
  readonly vrm: string;
};

export async function judgeOutput(bytes: Uint8Array, { model, likeness, body }: Reference): Promise<Judged> {
  const opened = await open(bytes, model);
  const comparison = opened === null ? null : await likeness.compare(opened.model);
  return {
    sizeBytes: bytes.length,
    triangleCount: opened?.triangleCount ?? null,
    likenessDb: comparison === null ? null : leastPlain(comparison),
    withExpressionsDb: comparison === null || opened?.kind !== "avatar" ? null : comparison.leastDb,
    vrm: await vrmOf(bytes, body),
  };
}

function leastPlain({ views }: Comparison): number {
  return Math.min(...views.filter(({ view }) => PLAIN_VIEWS.has(view)).map(({ db }) => db));
}

type Opened = {
  readonly kind: "avatar" | "model";
  readonly model: AvatarModel;
  readonly triangleCount: number;
};

/** As an avatar, or where it is none any more as the model that is left; null when it is neither. */
async function open(bytes: Uint8Array, upload: AvatarModel): Promise<Opened | null> {
  const plain = await withoutMeshopt(bytes).catch(() => null);
  if (plain === null) return null;
  const avatar = openAvatar(plain);
  if (avatar.model !== null && avatar.check.facts !== null)
    return { kind: "avatar", model: avatar.model, triangleCount: avatar.check.facts.triangleCount };
  const { model, facts } = checkModel(plain, "world");
  if (model === null || facts === null) return null;
  // It still stands the way the upload stood.
  const standing = { ...model, version: upload.version, bones: new Map<string, number>() };
  return { kind: "model", model: standing, triangleCount: facts.triangleCount };
}

async function vrmOf(bytes: Uint8Array, upload: WornBody): Promise<string> {
  try {
    const parts = changedParts(upload, wornBody(await loadVrm(bytes)));
    return parts.length === 0 ? "equal" : `changed: ${parts.join(", ")}`;
  } catch {
    return "gone";
  }
}
