// The avatar check, run on what really arrived: the one the browser ran was only a courtesy.

import { openAvatar } from "../../../shared/avatar/check-avatar.ts";
import type { Draft } from "../pipeline.ts";

/** Adds every finding; facts, licence and the opened model when the file could be read. */
export async function validateVrm(draft: Draft): Promise<Draft> {
  const { check, model, mends } = openAvatar(draft.bytes, draft.avatarLimits);
  return {
    ...draft,
    findings: [...draft.findings, ...check.findings],
    facts: check.facts,
    licence: check.licence,
    model,
    mends,
  };
}
