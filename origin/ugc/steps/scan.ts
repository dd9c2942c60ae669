// First look: tells someone who picked the wrong file what they picked.

import { makeFinding } from "../../../shared/avatar/findings.ts";
import type { Draft } from "../pipeline.ts";

const HEAD_BYTES = 32;

/** What a file is by its first bytes, for the kinds people mix up. Anything else is the validator's to say. */
const kinds: readonly { readonly start: string; readonly name: string }[] = [
  { start: "PK\u0003\u0004", name: "ZIP" },
  { start: "Kaydara FBX Binary", name: "FBX" },
  { start: "\u0089PNG", name: "PNG" },
  { start: "\u00ff\u00d8\u00ff", name: "JPEG" },
  { start: "glTF", name: "GLB" },
  { start: "UnityFS\0", name: "AssetBundle" },
  { start: "%PDF", name: "PDF" },
  { start: "BLENDER", name: "Blender" },
  { start: "\u001f\u008b", name: "gzip (.unitypackage)" },
  { start: "\u007fELF", name: "program" },
  { start: "MZ", name: "program" },
];

/** What each kind is to be, and which of the known files it may well be. */
const wanted: Readonly<
  Record<Draft["kind"] | "bundle", { readonly name: string; readonly among: readonly string[] }>
> = {
  avatar: { name: "VRM", among: ["GLB"] },
  world: { name: "GLB", among: ["GLB"] },
  bundle: { name: "AssetBundle", among: ["AssetBundle"] },
  item: { name: "GLB", among: ["GLB"] },
  accessory: { name: "GLB", among: ["GLB"] },
  image: { name: "PNG, JPEG, WebP", among: ["PNG", "JPEG"] },
  audio: { name: "MP3, Ogg, WAV, M4A", among: [] },
};

/** Reports FILE_KIND for well-known files that are not what was wanted. */
export async function scan(draft: Draft): Promise<Draft> {
  const { name, among } = wanted[draft.platform === null ? draft.kind : "bundle"];
  const head = String.fromCharCode(...draft.bytes.subarray(0, HEAD_BYTES));
  const found = kinds.find(({ start }) => head.startsWith(start));
  if (found === undefined || among.includes(found.name)) return draft;
  const finding = makeFinding("FILE_KIND", { actual: found.name, limit: name });
  return { ...draft, findings: [...draft.findings, finding] };
}
