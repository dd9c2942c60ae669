// The container of an audio file, and how long it plays.

import { checkAudio } from "../../../shared/media/audio.ts";
import type { Draft } from "../pipeline.ts";

/** Adds every finding, and the facts when it passed. */
export async function validateAudio(draft: Draft): Promise<Draft> {
  const { findings, facts } = checkAudio(draft.bytes);
  return { ...draft, findings: [...draft.findings, ...findings], facts };
}
