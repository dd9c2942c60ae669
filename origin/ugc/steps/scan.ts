// First look: names the bytes by their hash, and tells someone who picked the wrong file what they picked.

import { makeFinding } from "../../../shared/avatar/findings.ts";
import type { Finding } from "../../../shared/schema/asset.ts";
import type { Draft } from "../pipeline.ts";

const HEAD_BYTES = 32;

/** What a file is by its first bytes, for the kinds people mix up with VRM. Anything else is the validator's to say. */
const kinds: readonly { readonly start: string; readonly name: string }[] = [
  { start: "PK\u0003\u0004", name: "ZIP" },
  { start: "Kaydara FBX Binary", name: "FBX" },
  { start: "\u0089PNG", name: "PNG" },
  { start: "\u00ff\u00d8\u00ff", name: "JPEG" },
  { start: "%PDF", name: "PDF" },
  { start: "BLENDER", name: "Blender" },
  { start: "\u001f\u008b", name: "gzip (.unitypackage)" },
  { start: "\u007fELF", name: "program" },
  { start: "MZ", name: "program" },
];

/** Reports FILE_KIND for well-known files that are no VRM; adds the SHA-256 that the delivered keys are made of. */
export async function scan(draft: Draft): Promise<Draft> {
  const sha256 = new Bun.CryptoHasher("sha256").update(draft.bytes).digest("hex");
  return { ...draft, sha256, findings: [...draft.findings, ...kindFindings(draft.bytes)] };
}

function kindFindings(bytes: Uint8Array): Finding[] {
  const head = String.fromCharCode(...bytes.subarray(0, HEAD_BYTES));
  const kind = kinds.find(({ start }) => head.startsWith(start));
  return kind === undefined ? [] : [makeFinding("FILE_KIND", { actual: kind.name, limit: "VRM" })];
}
