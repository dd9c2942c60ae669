// What accessors say of their numbers, min and max, beside what the numbers are. glTF 2.0 §3.6.2.5: viewers cull by them, so that an
// avatar whose exporter was wrong vanishes at the edge of the picture.

import { openAccessor } from "./accessor-reader.ts";
import type { Accessor, GltfDocument } from "./document.ts";
import type { Findings } from "./findings.ts";
import type { Mend } from "./fix/mend.ts";

const FLOAT = 5126;
/** Of accessors that no mesh uses, in all: what is beyond is left as it is. */
const OTHER_NUMBERS_MAX = 4_000_000;

/**
 * Reports GLTF_MENDED for accessors whose min or max is not theirs, and for positions without; ATTRIBUTE_NOT_FINITE for numbers that are
 * none where no mesh uses them. `used` were walked already, and are within the limits.
 */
export function checkDeclaredBounds(
  document: GltfDocument,
  bin: Uint8Array,
  accessors: {
    readonly safe: ReadonlySet<number>;
    readonly used: ReadonlySet<number>;
    readonly positions: ReadonlySet<number>;
  },
  findings: Findings,
): void {
  let otherNumbers = 0;
  for (const at of accessors.safe) {
    const accessor = document.accessors[at];
    if (accessor === undefined) continue;
    const isUsed = accessors.used.has(at);
    const { components, count, get } = openAccessor(document, bin, { ...accessor, normalized: false });
    if (!isUsed) {
      otherNumbers += count * components;
      if (otherNumbers > OTHER_NUMBERS_MAX) continue;
    }
    const isWanted = accessors.positions.has(at);
    if (isUsed && !isWanted && accessor.min === undefined && accessor.max === undefined) continue;
    const pointer = `/accessors/${at}`;
    const actual = boundsOfNumbers(count, components, get);
    if (actual === null) {
      if (!isUsed) findings.report("ATTRIBUTE_NOT_FINITE", { pointer, more: { what: pointer } });
      continue;
    }
    const mends = [
      ...mendBound(`${pointer}/min`, accessor, accessor.min, actual.min, isWanted),
      ...mendBound(`${pointer}/max`, accessor, accessor.max, actual.max, isWanted),
    ];
    if (mends.length > 0) findings.report("GLTF_MENDED", { pointer, actual: "min, max" }, mends);
  }
}

/** Null when a number is none. Of no elements there are no bounds. */
function boundsOfNumbers(
  count: number,
  components: number,
  get: (element: number, component: number) => number,
) {
  const min = new Array<number>(components).fill(Number.POSITIVE_INFINITY);
  const max = new Array<number>(components).fill(Number.NEGATIVE_INFINITY);
  for (let c = 0; c < components; c++) {
    let least = Number.POSITIVE_INFINITY;
    let most = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < count; i++) {
      const value = get(i, c);
      if (!Number.isFinite(value)) return null;
      if (value < least) least = value;
      if (value > most) most = value;
    }
    // A zero below none is written as 0 in JSON, and -0 compares equal to it.
    min[c] = least + 0;
    max[c] = most + 0;
  }
  return { min, max };
}

function mendBound(
  pointer: string,
  { componentType, count }: Accessor,
  declared: readonly number[] | undefined,
  actual: readonly number[],
  isWanted: boolean,
): readonly Mend[] {
  if (count === 0 || (declared === undefined && !isWanted)) return [];
  const rounded = (value: number) => (componentType === FLOAT ? Math.fround(value) : value);
  const holds =
    declared?.length === actual.length && declared.every((value, c) => rounded(value) === actual[c]);
  return holds ? [] : [{ kind: "set", pointer, value: actual }];
}
