// What lies inside the attributes: numbers, triangle corners, joints and weights. Walks every byte of the mesh data once,
// so it runs only when the totals are within the limits.

import { countNotFinite, sparseOutside } from "./accessor-numbers.ts";
import { openAccessor } from "./accessor-reader.ts";
import type { GltfDocument } from "./document.ts";
import type { Findings } from "./findings.ts";
import type { SoundPrimitive } from "./meshes.ts";

/** What a float rounds away, for each weight that is summed: as strict as Khronos' validator. */
const WEIGHT_ERROR_MAX = 2e-7;
/** The same of a direction's length, which bytes hold this well. */
const UNIT_ERROR_MAX = 0.00674;

/**
 * Reports POSITION_NOT_FINITE, ATTRIBUTE_NOT_FINITE, SPARSE_RANGE, VERTEX_RANGE, JOINT_RANGE, WEIGHTS_MISSING, WEIGHTS_NOT_NORMALISED,
 * JOINTS_UNUSED and DIRECTIONS_NOT_UNIT, one per primitive or attribute.
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
    if (!numbersHold || !indicesFit || !skinFits) continue;
    checkDirections(document, bin, sound, findings);
    drawable.push(sound);
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
  let unused = 0;
  for (let i = 0; i < vertexCount; i++) {
    let sum = 0;
    let used = 0;
    let isTidy = true;
    let isPositive = true;
    for (let c = 0; c < 4; c++) {
      const w = weight.get(i, c);
      const j = joint.get(i, c);
      sum += w;
      if (w !== 0) {
        highest = Math.max(highest, j);
        used++;
        if (w < 0) isPositive = false;
        for (let d = 0; d < c; d++) if (joint.get(i, d) === j && weight.get(i, d) !== 0) isTidy = false;
      } else if (j >= jointCount) isTidy = false;
    }
    if (hasMoreSets) continue;
    if (!isPositive || !(Math.abs(sum - 1) <= WEIGHT_ERROR_MAX * used)) uneven++;
    else if (!isTidy) unused++;
  }
  const where = { pointer: `${pointer}/attributes/WEIGHTS_0`, name };
  const mends = [{ kind: "weights", primitive: sound, jointCount }] as const;
  if (uneven > 0) findings.report("WEIGHTS_NOT_NORMALISED", { ...where, actual: uneven }, mends);
  else if (unused > 0) findings.report("JOINTS_UNUSED", { ...where, actual: unused }, mends);
  if (highest < jointCount) return true;
  findings.report("JOINT_RANGE", {
    pointer: `${pointer}/attributes/JOINTS_0`,
    name,
    actual: highest,
    limit: jointCount,
  });
  return false;
}

/** Of morph targets they are differences, and as long as they are. */
function checkDirections(
  document: GltfDocument,
  bin: Uint8Array,
  sound: SoundPrimitive,
  findings: Findings,
): void {
  const { primitive, pointer, meshName: name } = sound;
  for (const what of ["NORMAL", "TANGENT"] as const) {
    const accessor = document.accessors[primitive.attributes[what] ?? -1];
    if (accessor === undefined) continue;
    const { count, components, get } = openAccessor(document, bin, accessor);
    let uneven = 0;
    for (let i = 0; i < count; i++) {
      const lengthError = Math.abs(Math.hypot(get(i, 0), get(i, 1), get(i, 2)) - 1);
      const hasHand = components < 4 || Math.abs(get(i, 3)) === 1;
      if (!(lengthError <= UNIT_ERROR_MAX) || !hasHand) uneven++;
    }
    if (uneven === 0) continue;
    const where = { pointer: `${pointer}/attributes/${what}`, name, actual: uneven, more: { what } };
    findings.report("DIRECTIONS_NOT_UNIT", where, [{ kind: "directions", primitive: sound, what }]);
  }
}
