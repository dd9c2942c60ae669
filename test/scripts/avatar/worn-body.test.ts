import { expect, test } from "bun:test";
import { join } from "node:path";
import { loadVrm } from "../../../scripts/avatar/load-vrm.ts";
import { changedParts, wornBody } from "../../../scripts/avatar/worn-body.ts";
import { Findings } from "../../../shared/avatar/findings.ts";
import { parseGlb } from "../../../shared/avatar/glb.ts";
import { writeGlb } from "../../../shared/avatar/write-glb.ts";
import { AVATARS } from "./run-avatar.ts";

/** The sample (VRM 0.x) with one value of its VRM JSON set. */
async function godetteWith(path: readonly (string | number)[], value: unknown): Promise<Uint8Array> {
  const glb = parseGlb(await Bun.file(join(AVATARS, "godette.vrm")).bytes(), new Findings());
  if (glb === null || glb.bin === null) throw new Error("a GLB was expected");
  const json = JSON.parse(new TextDecoder().decode(glb.json));
  const holder = path.slice(0, -1).reduce((at, key) => at[key], json.extensions.VRM);
  holder[path.at(-1) ?? ""] = value;
  return writeGlb(json, [glb.bin]);
}

test.each([
  ["nothing but a comment", ["exporterVersion"], "hand", []],
  ["a spring's stiffness", ["secondaryAnimation", "boneGroups", 0, "stiffiness"], 3.21, ["springs"]],
  ["a bone", ["humanoid", "humanBones", 0, "node"], 5, ["humanoid"]],
  ["an expression", ["blendShapeMaster", "blendShapeGroups", 0, "isBinary"], true, ["expressions"]],
  ["a licence", ["meta", "allowedUserName"], "OnlyAuthor", ["meta"]],
] as const)("three-vrm tells whether %s changed, and where", async (_, path, value, parts) => {
  const [before, after] = [
    await loadVrm(await Bun.file(join(AVATARS, "godette.vrm")).bytes()),
    await loadVrm(await godetteWith(path, value)),
  ];
  expect(changedParts(wornBody(before), wornBody(after))).toEqual([...parts]);
});
