// What happens to an upload, as data. A step takes a draft and returns it with more known; the first step that finds an
// error ends the run. All but the last run in a subprocess that has no keys, no network duty and a bounded life.

import type { AvatarModel } from "../../shared/avatar/check-avatar.ts";
import { hasErrors } from "../../shared/avatar/findings.ts";
import type { AvatarFacts, Finding, VrmLicence } from "../../shared/schema/asset.ts";
import { scan } from "./steps/scan.ts";
import { thumbnail } from "./steps/thumbnail.ts";
import { validateVrm } from "./steps/validate-vrm.ts";

/** What is known so far about one upload. */
export type Draft = {
  readonly bytes: Uint8Array;
  readonly sha256: string;
  readonly findings: readonly Finding[];
  readonly facts: AvatarFacts | null;
  readonly licence: VrmLicence | null;
  readonly model: AvatarModel | null;
  /** WebP. */
  readonly thumbnail: Uint8Array | null;
};

export type Step = { readonly name: string; readonly run: (draft: Draft) => Promise<Draft> };

/** The steps of the subprocess, in order. */
export const steps = [
  { name: "scan", run: scan },
  { name: "validate-vrm", run: validateVrm },
  { name: "thumbnail", run: thumbnail },
] as const satisfies readonly Step[];

/** The step the worker itself takes: it alone may write to the store. */
export const PUBLISH_STEP = "publish";

/** Every step's name in order, as progress counts them. */
export const stepNames: readonly string[] = [...steps.map((step) => step.name), PUBLISH_STEP];

/** Runs the subprocess's steps; `onStep` is told each step's name before it begins. Throws what a step throws. */
export async function runSteps(bytes: Uint8Array, onStep: (name: string) => void): Promise<Draft> {
  let draft: Draft = {
    bytes,
    sha256: "",
    findings: [],
    facts: null,
    licence: null,
    model: null,
    thumbnail: null,
  };
  for (const { name, run } of steps) {
    onStep(name);
    draft = await run(draft);
    if (hasErrors(draft.findings)) break;
  }
  return draft;
}
