// What was found in a published file, on one line.

import { unreachable } from "../../shared/assert.ts";
import type { AssetFacts } from "../../shared/schema/asset.ts";

/** For a terminal, in English. */
export function describeFacts(facts: AssetFacts): string {
  switch (facts.format) {
    case "vrm":
      return `VRM ${facts.vrmVersion}, ${facts.heightM} m, ${meshText(facts)}`;
    case "glb":
      return `GLB, ${facts.sizeM.join(" × ")} m, ${meshText(facts)}${attachedText(facts.attachBone)}`;
    case "unity-bundle":
      return `AssetBundle for ${facts.platform}, built by Unity ${facts.unityVersion}`;
    case "image":
      return `${facts.widthPx} × ${facts.heightPx} px`;
    case "audio":
      return `${facts.container}, ${facts.durationS.toFixed(1)} s, ${facts.sampleRateHz} Hz, ${facts.channelCount} channel(s)`;
    default:
      return unreachable(facts);
  }
}

function attachedText(bone: string | null | undefined): string {
  return bone == null ? "" : `, attached to the bone ${bone}`;
}

type Counts = {
  readonly triangleCount: number;
  readonly materialCount: number;
  readonly textureCount: number;
};

function meshText({ triangleCount, materialCount, textureCount }: Counts): string {
  return `${triangleCount} triangles, ${materialCount} materials, ${textureCount} textures`;
}
