// Extensions that point at accessors and bufferViews. What we do not know we cannot rewire, and an index that points elsewhere is
// worse than a larger file: what they name stays under its number, whole, and what they may not name makes room.

import type { Accessor, GltfDocument } from "../../../shared/avatar/document.ts";
import { isRecord } from "../../../shared/avatar/json-scan.ts";
import type { BodyWriter } from "./body-writer.ts";
import type { Json } from "./rewire.ts";

export type ForeignReferences = {
  readonly accessors: ReadonlySet<number>;
  readonly bufferViews: ReadonlySet<number>;
};

/** EXT_structural_metadata calls them values and offsets. */
const VIEW_KEY = /buffer_?views?$|^values$|offsets$/i;
/** EXT_mesh_gpu_instancing and most others call them attributes; some name them singly. */
const ACCESSOR_KEY = /accessors?$|^attributes$|^indices$/i;
/** What holds references of its own kind: rewritten as a whole. */
const OWN_KEYS: ReadonlySet<string> = new Set(["accessors", "bufferViews", "buffers"]);

/** Every number below a key that sounds like one, in any `extensions` or `extras`: rather one too many than one too few. */
export function findForeignReferences(json: Json): ForeignReferences {
  const accessors = new Set<number>();
  const bufferViews = new Set<number>();
  const read = (value: unknown, isForeign: boolean, into: Set<number> | null): void => {
    if (typeof value === "number" && into !== null && Number.isInteger(value) && value >= 0) into.add(value);
    else if (Array.isArray(value)) for (const element of value) read(element, isForeign, into);
    else if (isRecord(value))
      for (const [key, below] of Object.entries(value)) {
        const isNowForeign = isForeign || key === "extensions" || key === "extras";
        read(below, isNowForeign, isForeign ? kindOf(key, into) : into);
      }
  };
  const kindOf = (key: string, above: Set<number> | null) => {
    if (VIEW_KEY.test(key)) return bufferViews;
    return ACCESSOR_KEY.test(key) ? accessors : above;
  };
  for (const [key, value] of Object.entries(json))
    if (!OWN_KEYS.has(key)) read(value, key === "extensions" || key === "extras", null);
  return { accessors, bufferViews };
}

/** Writes what is named, each under the index it has; must come first. Others up to there become the smallest thing allowed. */
export function keepForeign(
  { document, bin }: { readonly document: GltfDocument; readonly bin: Uint8Array },
  { accessors, bufferViews }: ForeignReferences,
  out: BodyWriter,
): void {
  const named = [...accessors].filter((at) => document.accessors[at] !== undefined);
  const views = [...bufferViews, ...named.flatMap((at) => viewsOf(document.accessors[at]))];
  const kept = new Set(views.filter((at) => document.bufferViews[at]?.buffer === 0));
  for (let at = 0; at <= Math.max(-1, ...kept); at++) {
    const { byteOffset, byteLength, byteStride } = document.bufferViews[at] ?? {
      byteOffset: 0,
      byteLength: 0,
    };
    const bytes = kept.has(at) ? bin.subarray(byteOffset, byteOffset + byteLength) : new Uint8Array(4);
    out.addView(bytes, kept.has(at) && byteStride !== undefined ? { byteStride } : {});
  }
  for (let at = 0; at <= Math.max(-1, ...named); at++)
    if (accessors.has(at)) out.addAccessor(document.accessors[at] ?? {});
    else out.addAccessor({ componentType: 5121, count: 1, type: "SCALAR" });
}

function viewsOf(accessor: Accessor | undefined): readonly number[] {
  const { bufferView, sparse } = accessor ?? {};
  return [bufferView, sparse?.indices.bufferView, sparse?.values.bufferView].flatMap((at) => at ?? []);
}
