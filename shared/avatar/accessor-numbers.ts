// What the numbers of an accessor are, whatever they are for: finite, and put where there is a place for them.

import { openAccessor, sparseIndices } from "./accessor-reader.ts";
import type { Accessor, GltfDocument } from "./document.ts";

const FLOAT = 5126;

/** How many elements have a number that is none: NaN or infinite. Integers are always numbers. */
export function countNotFinite(document: GltfDocument, bin: Uint8Array, accessor: Accessor): number {
  if (accessor.componentType !== FLOAT) return 0;
  const { count, components, get } = openAccessor(document, bin, accessor);
  let broken = 0;
  for (let i = 0; i < count; i++)
    for (let c = 0; c < components; c++)
      if (!Number.isFinite(get(i, c))) {
        broken++;
        break;
      }
  return broken;
}

/** The highest element that a sparse accessor puts a value at, where the accessor has no such element; else null. */
export function sparseOutside(document: GltfDocument, bin: Uint8Array, accessor: Accessor): number | null {
  if (accessor.sparse === undefined) return null;
  let highest = -1;
  for (const element of sparseIndices(document, bin, accessor, accessor.sparse))
    highest = Math.max(highest, element);
  return highest < accessor.count ? null : highest;
}
