// What each bufferView is used for. glTF 2.0 §3.6.2.4 wants one use a view, vertex data that shares one a stride, and a target that is
// true; exporters forget all three, viewers seldom mind. A view of its own over the same bytes puts it right.

import { elementBytes } from "./accessors.ts";
import type { Accessor, GltfDocument } from "./document.ts";
import type { Findings } from "./findings.ts";
import type { Mend } from "./fix/mend.ts";

type Use = "vertices" | "indices" | "matrices";
type Holder = Use | "image";
const TARGETS: Readonly<Record<Use, number | undefined>> = {
  vertices: 34962,
  indices: 34963,
  matrices: undefined,
};

/** Reports GLTF_MENDED for views that are shared wrongly, ACCESSOR_FORMAT for an accessor with two uses. Only looks at safe accessors. */
export function checkViewUses(document: GltfDocument, safe: ReadonlySet<number>, findings: Findings): void {
  const uses = usesOf(document, safe, findings);
  /** What the first user of each view makes of it; images, which have no bytes but a view's, come first. */
  const holders = new Map<number, Holder>(
    document.images.flatMap(({ bufferView }) =>
      bufferView === undefined ? [] : [[bufferView, "image"] as const],
    ),
  );
  let viewCount = document.bufferViews.length;
  for (const [at, use] of uses) {
    const accessor = document.accessors[at];
    const view = document.bufferViews[accessor?.bufferView ?? -1];
    if (accessor?.bufferView === undefined || view === undefined) continue;
    const pointer = `/accessors/${at}`;
    const { byteStride } = view;
    const mayStride = use === "vertices";
    if (!mayStride && byteStride !== undefined && byteStride !== elementBytes(accessor)) {
      findings.report("ACCESSOR_FORMAT", { pointer, actual: `byteStride ${byteStride}`, limit: use });
      continue;
    }
    const holder = holders.get(accessor.bufferView);
    const isShared = holder !== undefined && (holder !== use || (mayStride && byteStride === undefined));
    if (isShared || (!mayStride && byteStride !== undefined)) {
      const mends = ownView(accessor, document, use, viewCount++, pointer);
      findings.report("GLTF_MENDED", { pointer, actual: "a bufferView shared with others" }, mends);
    } else if (holder === undefined) {
      holders.set(accessor.bufferView, use);
      checkTarget(document, accessor.bufferView, use, findings);
    }
  }
  for (const [at, { bufferView }] of document.images.entries()) {
    const view = document.bufferViews[bufferView ?? -1];
    if (view === undefined) continue;
    for (const key of ["target", "byteStride"] as const)
      if (view[key] !== undefined) {
        const pointer = `/bufferViews/${bufferView}/${key}`;
        findings.report("GLTF_MENDED", { pointer, actual: `image ${at}` }, [{ kind: "remove", pointer }]);
      }
  }
}

/** In the order of the document: what uses an accessor first keeps its view. */
function usesOf(
  document: GltfDocument,
  safe: ReadonlySet<number>,
  findings: Findings,
): ReadonlyMap<number, Use> {
  const uses = new Map<number, Use>();
  const note = (at: number | undefined, use: Use, pointer: string) => {
    if (at === undefined || !safe.has(at)) return;
    const other = uses.get(at);
    if (other !== undefined && other !== use)
      findings.report("ACCESSOR_FORMAT", { pointer, actual: other, limit: use });
    uses.set(at, use);
  };
  for (const [m, { primitives }] of document.meshes.entries())
    for (const [p, { attributes, targets, indices }] of primitives.entries()) {
      const pointer = `/meshes/${m}/primitives/${p}`;
      for (const holder of [attributes, ...targets])
        for (const at of Object.values(holder)) note(at, "vertices", pointer);
      note(indices, "indices", pointer);
    }
  for (const [at, skin] of document.skins.entries())
    note(skin.inverseBindMatrices, "matrices", `/skins/${at}/inverseBindMatrices`);
  return uses;
}

function checkTarget(document: GltfDocument, at: number, use: Use, findings: Findings): void {
  const { target } = document.bufferViews[at] ?? {};
  const wanted = TARGETS[use];
  if (target === undefined || target === wanted) return;
  const pointer = `/bufferViews/${at}/target`;
  findings.report("GLTF_MENDED", { pointer, actual: target }, [
    wanted === undefined ? { kind: "remove", pointer } : { kind: "set", pointer, value: wanted },
  ]);
}

function ownView(
  accessor: Accessor,
  document: GltfDocument,
  use: Use,
  at: number,
  pointer: string,
): readonly Mend[] {
  const view = document.bufferViews[accessor.bufferView ?? -1];
  if (view === undefined) return [];
  const bytes = elementBytes(accessor);
  const stride = view.byteStride ?? bytes;
  const target = TARGETS[use];
  const isSpread = view.byteStride !== undefined && use === "vertices";
  const own = {
    buffer: view.buffer,
    byteOffset: view.byteOffset + accessor.byteOffset,
    byteLength: accessor.count === 0 ? bytes : stride * (accessor.count - 1) + bytes,
    ...(isSpread ? { byteStride: view.byteStride } : {}),
    ...(target === undefined ? {} : { target }),
  };
  return [
    { kind: "set", pointer: `/bufferViews/${at}`, value: own },
    { kind: "set", pointer: `${pointer}/bufferView`, value: at },
    { kind: "set", pointer: `${pointer}/byteOffset`, value: 0 },
  ];
}
