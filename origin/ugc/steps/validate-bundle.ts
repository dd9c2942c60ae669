// The header of an AssetBundle.

import { assert } from "../../../shared/assert.ts";
import { checkBundle } from "../../../shared/media/bundle.ts";
import type { Draft } from "../pipeline.ts";

/** Adds every finding, and the facts when it passed. */
export async function validateBundle(draft: Draft): Promise<Draft> {
  assert(draft.platform !== null, "a bundle is built for a platform");
  const { findings, facts } = checkBundle(draft.bytes, draft.platform);
  return { ...draft, findings: [...draft.findings, ...findings], facts };
}
