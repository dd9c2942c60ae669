// What happens to an upload of each kind, as data. A step takes a draft and returns it with more known; the first step that
// finds an error ends the run. All but the last run in a subprocess that has no keys, no network duty and a bounded life.

import type { AvatarModel } from "../../shared/avatar/check-avatar.ts";
import { hasErrors } from "../../shared/avatar/findings.ts";
import type { Kept } from "../../shared/avatar/fix/fix-model.ts";
import type { Mend } from "../../shared/avatar/fix/mend.ts";
import type { Purpose } from "../../shared/media/check-file.ts";
import type { AssetFacts, Finding, VrmLicence } from "../../shared/schema/asset.ts";
import type { AvatarLimits } from "../../shared/schema/avatar-limits.ts";
import { PUBLISH_STEP } from "../../shared/schema/internal/jobs.ts";
import type { UploadKind } from "../../shared/schema/upload.ts";
import { fix } from "./steps/fix.ts";
import { remakeImage } from "./steps/remake-image.ts";
import { scan } from "./steps/scan.ts";
import { thumbnail } from "./steps/thumbnail.ts";
import { validateAudio } from "./steps/validate-audio.ts";
import { validateBundle } from "./steps/validate-bundle.ts";
import { validateModel } from "./steps/validate-model.ts";
import { validateVrm } from "./steps/validate-vrm.ts";

/** What an upload is to become, and what it is held to if that is an avatar. */
export type Task = Purpose & { readonly avatarLimits: AvatarLimits };

/** What is known so far about one upload. */
export type Draft = Task & {
  readonly bytes: Uint8Array;
  readonly findings: readonly Finding[];
  readonly facts: AssetFacts | null;
  readonly licence: VrmLicence | null;
  /** What can be drawn. */
  readonly model: AvatarModel | null;
  /** What puts right what can be put right. */
  readonly mends: readonly Mend[];
  /** WebP. */
  readonly thumbnail: Uint8Array | null;
  /** What is delivered in place of `bytes`. */
  readonly delivered: Uint8Array | null;
  /** What of `bytes` stands in `delivered` as it was, and need not be handed on. */
  readonly kept: Kept | null;
};

export type Step = { readonly name: string; readonly run: (draft: Draft) => Promise<Draft> };

const prop = [
  { name: "scan", run: scan },
  { name: "validate-model", run: validateModel },
  { name: "fix", run: fix },
  { name: "thumbnail", run: thumbnail },
] as const satisfies readonly Step[];

/** The steps of the subprocess, in order. */
const stepsByKind = {
  avatar: [
    { name: "scan", run: scan },
    { name: "validate-vrm", run: validateVrm },
    { name: "fix", run: fix },
    { name: "thumbnail", run: thumbnail },
  ],
  // Its creator gives a world a picture of their own; from outside it is a wall.
  world: [
    { name: "scan", run: scan },
    { name: "validate-model", run: validateModel },
    { name: "fix", run: fix },
  ],
  bundle: [
    { name: "scan", run: scan },
    { name: "validate-bundle", run: validateBundle },
  ],
  item: prop,
  accessory: prop,
  image: [
    { name: "scan", run: scan },
    { name: "remake-image", run: remakeImage },
  ],
  audio: [
    { name: "scan", run: scan },
    { name: "validate-audio", run: validateAudio },
  ],
} as const satisfies Readonly<Record<UploadKind | "bundle", readonly Step[]>>;

function stepsOf({ kind, platform }: Purpose): readonly Step[] {
  return stepsByKind[platform === null ? kind : "bundle"];
}

/** Every step's name in order, as progress counts them. The last is the worker's own: it alone may write to the store. */
export function stepNamesOf(purpose: Purpose): readonly string[] {
  return [...stepsOf(purpose).map((step) => step.name), PUBLISH_STEP];
}

/** Runs the subprocess's steps; `onStep` is told each step's name before it begins. Throws what a step throws. */
export async function runSteps(
  bytes: Uint8Array,
  task: Task,
  onStep: (name: string) => void,
): Promise<Draft> {
  let draft: Draft = {
    ...task,
    bytes,
    findings: [],
    facts: null,
    licence: null,
    model: null,
    mends: [],
    thumbnail: null,
    delivered: null,
    kept: null,
  };
  for (const { name, run } of stepsOf(task)) {
    onStep(name);
    draft = await run(draft);
    if (hasErrors(draft.findings)) break;
  }
  return draft;
}
