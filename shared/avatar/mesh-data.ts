// What lies inside the attributes: numbers, triangle corners, joints and weights. Walks every byte of the mesh data once,
// so it runs only when the totals are within the limits.

import { countNotFinite, sparseOutside } from "./accessor-numbers.ts";
import { openAccessor } from "./accessor-reader.ts";
import type { GltfDocument } from "./document.ts";
import type { Findings } from "./findings.ts";
import type { SoundPrimitive } from "./meshes.ts";

/** Exporters round: a byte weight is off by up to 1/510 each, and four are summed. */
const WEIGHT_SUM_ERROR_MAX = 0.02;

/**
 * Reports POSITION_NOT_FINITE, ATTRIBUTE_NOT_FINITE, SPARSE_RANGE, VERTEX_RANGE, JOINT_RANGE, WEIGHTS_MISSING and
 * WEIGHTS_NOT_NORMALISED, one per primitive or attribute.
 * Returns the primitives that can be drawn.
 */
export function checkMeshData(
  document: GltfDocument,
  bin: Uint8Array,
  primitives: readonly SoundPrimitive[],
  findings: Findings,
): readonly SoundPrimitive[] {
  const skinJoints = fewestJoints(document);
  const checked = new Map<number, Checked>();
  const drawable: SoundPrimitive[] = [];
  for (const sound of primitives) {
    const numbersHold = checkNumbers(document, bin, sound, checked, findings);
    const indicesFit = checkIndices(document, bin, sound, findings);
    const joints = skinJoints.get(sound.meshIndex);
    const skinFits = joints === undefined || checkSkinning(document, bin, sound, joints, findings);
    if (numbersHold && indicesFit && skinFits) drawable.push(sound);
  }
  return drawable;
}

/** Per mesh that some node shows with a skin: how many joints its smallest skin has. */
function fewestJoints(document: GltfDocument): ReadonlyMap<number, number> {
  const fewest = new Map<number, number>();
  for (const { mesh, skin } of document.nodes) {
    const count = document.skins[skin ?? -1]?.joints.length;
    if (mesh !== undefined && count !== undefined)
      fewest.set(mesh, Math.min(count, fewest.get(mesh) ?? Number.POSITIVE_INFINITY));
  }
  return fewest;
}

type Checked = { readonly notFinite: number; readonly outside: number | null };

/** Every number of a primitive but its indices. Each accessor is read once, however many name it. */
function checkNumbers(
  document: GltfDocument,
  bin: Uint8Array,
  { primitive, pointer, meshName: name }: SoundPrimitive,
  checked: Map<number, Checked>,
  findings: Findings,
): boolean {
  let isSound = true;
  for (const [what, at, place] of numbersOf(primitive, pointer)) {
    const accessor = document.accessors[at];
    if (accessor === undefined) continue;
    const { notFinite, outside } = checked.get(at) ?? {
      notFinite: countNotFinite(document, bin, accessor),
      outside: sparseOutside(document, bin, accessor),
    };
    checked.set(at, { notFinite, outside });
    if (notFinite === 0 && outside === null) continue;
    isSound = false;
    const where = { pointer: place, name };
    if (outside !== null)
      findings.report("SPARSE_RANGE", { ...where, actual: outside, limit: accessor.count, more: { what } });
    else if (place === `${pointer}/attributes/POSITION`)
      findings.report("POSITION_NOT_FINITE", { ...where, actual: notFinite });
    else findings.report("ATTRIBUTE_NOT_FINITE", { ...where, actual: notFinite, more: { what } });
  }
  return isSound;
}

function* numbersOf(
  { attributes, targets }: SoundPrimitive["primitive"],
  pointer: string,
): Generator<readonly [what: string, accessor: number, pointer: string]> {
  // Weights that are none are put right with those that do not sum to one.
  for (const [what, at] of Object.entries(attributes))
    if (!what.startsWith("WEIGHTS_")) yield [what, at, `${pointer}/attributes/${what}`];
  for (const [i, target] of targets.entries())
    for (const [what, at] of Object.entries(target)) yield [what, at, `${pointer}/targets/${i}/${what}`];
}

function checkIndices(
  document: GltfDocument,
  bin: Uint8Array,
  { primitive, pointer, meshName: name, vertexCount }: SoundPrimitive,
  findings: Findings,
): boolean {
  const accessor = document.accessors[primitive.indices ?? -1];
  if (accessor === undefined) return true;
  const { count, get } = openAccessor(document, bin, accessor);
  let highest = -1;
  for (let i = 0; i < count; i++) highest = Math.max(highest, get(i, 0));
  if (highest < vertexCount) return true;
  findings.report("VERTEX_RANGE", {
    pointer: `${pointer}/indices`,
    name,
    actual: highest,
    limit: vertexCount,
  });
  return false;
}

function checkSkinning(
  document: GltfDocument,
  bin: Uint8Array,
  sound: SoundPrimitive,
  jointCount: number,
  findings: Findings,
): boolean {
  const { primitive, pointer, meshName: name, vertexCount } = sound;
  const joints = document.accessors[primitive.attributes["JOINTS_0"] ?? -1];
  const weights = document.accessors[primitive.attributes["WEIGHTS_0"] ?? -1];
  if (joints === undefined || weights === undefined) {
    const what = joints === undefined ? "JOINTS_0" : "WEIGHTS_0";
    findings.report("WEIGHTS_MISSING", { pointer: `${pointer}/attributes`, name, more: { what } });
    return false;
  }
  const joint = openAccessor(document, bin, joints);
  const weight = openAccessor(document, bin, weights);
  // Further sets (JOINTS_1 …) may carry the rest of the sum; then only the joints are checked.
  const hasMoreSets = primitive.attributes["WEIGHTS_1"] !== undefined;
  let highest = -1;
  let uneven = 0;
  for (let i = 0; i < vertexCount; i++) {
    let sum = 0;
    for (let c = 0; c < 4; c++) {
      const w = weight.get(i, c);
      sum += w;
      if (w !== 0) highest = Math.max(highest, joint.get(i, c));
    }
    if (!hasMoreSets && !(Math.abs(sum - 1) <= WEIGHT_SUM_ERROR_MAX)) uneven++;
  }
  if (uneven > 0)
    findings.report(
      "WEIGHTS_NOT_NORMALISED",
      { pointer: `${pointer}/attributes/WEIGHTS_0`, name, actual: uneven },
      [{ kind: "weights", primitive: sound, jointCount }],
    );
  if (highest < jointCount) return true;
  findings.report("JOINT_RANGE", {
    pointer: `${pointer}/attributes/JOINTS_0`,
    name,
    actual: highest,
    limit: jointCount,
  });
  return false;
}
