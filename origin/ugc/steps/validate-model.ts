// The check of a GLB that is no avatar, and the model to draw of it.

import { assert } from "../../../shared/assert.ts";
import type { AvatarModel } from "../../../shared/avatar/check-avatar.ts";
import { checkModel } from "../../../shared/avatar/check-model.ts";
import type { GltfModel } from "../../../shared/avatar/gltf-model.ts";
import type { Draft } from "../pipeline.ts";

/** Adds every finding; facts and the opened model when it passed. */
export async function validateModel(draft: Draft): Promise<Draft> {
  const { kind } = draft;
  assert(kind === "world" || kind === "item" || kind === "accessory", "these are the kinds of plain models");
  const { findings, facts, model, mends } = checkModel(draft.bytes, kind);
  return {
    ...draft,
    findings: [...draft.findings, ...findings],
    facts,
    model: model === null ? null : drawable(model),
    mends,
  };
}

/** Plain glTF faces +Z, as VRM 1.0 does; it has no bones to frame a face by. */
export function drawable(model: GltfModel): AvatarModel {
  return { ...model, version: "1.0", bones: new Map() };
}
