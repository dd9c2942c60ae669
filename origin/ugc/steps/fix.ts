// Puts right what can be put right in a file that passed: what is delivered is the fixed file. The outcome is checked as an upload
// is, so that nothing leaves here that would not have been let in.

import { openAvatar } from "../../../shared/avatar/check-avatar.ts";
import { checkModel } from "../../../shared/avatar/check-model.ts";
import { fixModel } from "../../../shared/avatar/fix/fix-model.ts";
import type { Draft } from "../pipeline.ts";
import { drawable } from "./validate-model.ts";

/**
 * When something is to be fixed: sets `delivered`, and facts and model of it. Adds the errors of a file that grew past a limit by it.
 */
export async function fix(draft: Draft): Promise<Draft> {
  if (draft.model === null) return draft;
  const fixed = fixModel(draft.bytes, draft.model, draft.mends);
  if (fixed === null) return draft;
  const { findings, facts, model } = checkAgain(fixed.bytes, draft.kind);
  const errors = findings.filter(({ severity }) => severity === "error");
  return {
    ...draft,
    findings: [...draft.findings, ...errors],
    facts,
    model,
    mends: [],
    delivered: fixed.bytes,
    kept: fixed.kept,
  };
}

function checkAgain(bytes: Uint8Array, kind: Draft["kind"]) {
  if (kind === "world" || kind === "item" || kind === "accessory") {
    const { findings, facts, model } = checkModel(bytes, kind);
    return { findings, facts, model: model === null ? null : drawable(model) };
  }
  const { check, model } = openAvatar(bytes);
  return { findings: check.findings, facts: check.facts, model };
}
