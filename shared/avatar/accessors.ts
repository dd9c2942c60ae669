// Buffer views and accessors: every byte a viewer would touch must exist. Checked with arithmetic alone, before anyone
// allocates what a hostile `count` asks for. glTF 2.0 §3.6.

import type { AvatarLimits } from "../schema/avatar-limits.ts";
import { type AccessorUsers, accessorUsers } from "./accessor-users.ts";
import { type Accessor, ELEMENT_COMPONENTS, type GltfDocument } from "./document.ts";
import type { Findings } from "./findings.ts";

export const COMPONENT_BYTES: Readonly<Record<number, number>> = {
  5120: 1, // BYTE
  5121: 1, // UNSIGNED_BYTE
  5122: 2, // SHORT
  5123: 2, // UNSIGNED_SHORT
  5125: 4, // UNSIGNED_INT
  5126: 4, // FLOAT
};

/** Bytes of one element, without stride. Matrices of small components pad their columns, which no mesh or skin uses. */
export function elementBytes(accessor: Accessor): number {
  return (COMPONENT_BYTES[accessor.componentType] ?? 0) * ELEMENT_COMPONENTS[accessor.type];
}

/** Compressed buffer views: (vendor) names of one extension, EXT_meshopt_compression. */
const COMPRESSIONS = ["EXT_meshopt_compression", "KHR_meshopt_compression"] as const;

/**
 * Checks buffers, bufferViews and accessors. Reports BUFFER_BOUNDS, BUFFER_VIEW_BOUNDS, ACCESSOR_BOUNDS, ACCESSOR_ALIGNMENT,
 * ACCESSOR_FORMAT, INDEX_RANGE. Returns the accessors that are safe to read, by index.
 */
export function checkAccessors(
  document: GltfDocument,
  bin: Uint8Array | null,
  limits: AvatarLimits,
  findings: Findings,
): ReadonlySet<number> {
  checkBuffers(document, bin, findings);
  const users = accessorUsers(document);
  const views = safeBufferViews(document, bin, users, limits, findings);
  const safe = new Set<number>();
  let expandedBytes = 0;
  for (const [at, accessor] of document.accessors.entries()) {
    const pointer = `/accessors/${at}`;
    const where: Where = { document, views, pointer, name: () => users.ofAccessor(at), findings };
    if (COMPONENT_BYTES[accessor.componentType] === undefined) {
      const actual = accessor.componentType;
      findings.report("ACCESSOR_FORMAT", { pointer, name: where.name(), actual, limit: "5120–5126" });
      continue;
    }
    if (accessor.bufferView === undefined) {
      // All zeros unless sparse: no bytes in the file, but viewers allocate them.
      expandedBytes += accessor.count * elementBytes(accessor);
      if (expandedBytes > limits.expandedMaxBytes) {
        findings.report("ACCESSOR_BOUNDS", {
          pointer,
          name: where.name(),
          actual: expandedBytes,
          limit: limits.expandedMaxBytes,
        });
        continue;
      }
    } else if (!checkSpan(where, accessor.bufferView, accessorSpan(document, accessor))) {
      continue;
    }
    if (checkSparse(where, accessor) && checkAlignment(where, accessor)) safe.add(at);
  }
  return safe;
}

function checkBuffers(document: GltfDocument, bin: Uint8Array | null, findings: Findings): void {
  for (const [at, buffer] of document.buffers.entries()) {
    if (buffer.uri !== undefined) continue; // reported by checkUris
    const available = at === 0 ? (bin?.length ?? 0) : 0;
    if (buffer.byteLength > available)
      findings.report("BUFFER_BOUNDS", {
        pointer: `/buffers/${at}`,
        actual: buffer.byteLength,
        limit: available,
      });
  }
}

function safeBufferViews(
  document: GltfDocument,
  bin: Uint8Array | null,
  users: AccessorUsers,
  limits: AvatarLimits,
  findings: Findings,
): ReadonlySet<number> {
  const safe = new Set<number>();
  let expandedBytes = 0;
  for (const [at, view] of document.bufferViews.entries()) {
    const pointer = `/bufferViews/${at}`;
    const compression = COMPRESSIONS.find((name) => name in view.extensions);
    if (compression !== undefined) {
      expandedBytes += view.byteLength;
      if (expandedBytes > limits.expandedMaxBytes)
        findings.report("ACCESSOR_BOUNDS", {
          pointer,
          name: users.ofView(at),
          actual: expandedBytes,
          limit: limits.expandedMaxBytes,
        });
      // What cannot be read here cannot be vouched for, and UniVRM reads none of it either.
      findings.report("EXTENSION_UNSUPPORTED", { pointer, name: compression, actual: compression });
      continue;
    }
    if (view.buffer !== 0 || document.buffers[0] === undefined) {
      findings.report("INDEX_RANGE", {
        pointer: `${pointer}/buffer`,
        name: users.ofView(at),
        actual: view.buffer,
        limit: Math.min(document.buffers.length, 1),
        more: { what: "buffers" },
      });
      continue;
    }
    const end = view.byteOffset + view.byteLength;
    const available = Math.min(document.buffers[0].byteLength, bin?.length ?? 0);
    if (end > available) {
      const name = users.ofView(at);
      findings.report("BUFFER_VIEW_BOUNDS", { pointer, name, actual: end, limit: available });
    } else safe.add(at);
  }
  return safe;
}

/** Where the last byte of an accessor's own data lies, from the start of its bufferView. */
function accessorSpan(document: GltfDocument, accessor: Accessor): number {
  const bytes = elementBytes(accessor);
  const stride = document.bufferViews[accessor.bufferView ?? -1]?.byteStride ?? bytes;
  return accessor.count === 0
    ? accessor.byteOffset
    : accessor.byteOffset + stride * (accessor.count - 1) + bytes;
}

/** What one accessor is looked at with, and how it is told of. */
type Where = {
  readonly document: GltfDocument;
  /** Those that were found safe. */
  readonly views: ReadonlySet<number>;
  readonly pointer: string;
  readonly name: () => string | null;
  readonly findings: Findings;
};

/** Whether `spanBytes` fit in a bufferView that was itself found safe. */
function checkSpan(where: Where, viewIndex: number, spanBytes: number): boolean {
  const { document, views, pointer, findings } = where;
  const view = document.bufferViews[viewIndex];
  if (view === undefined) {
    findings.report("INDEX_RANGE", {
      pointer: `${pointer}/bufferView`,
      name: where.name(),
      actual: viewIndex,
      limit: document.bufferViews.length,
      more: { what: "bufferViews" },
    });
    return false;
  }
  if (spanBytes > view.byteLength) {
    const name = where.name();
    findings.report("ACCESSOR_BOUNDS", { pointer, name, actual: spanBytes, limit: view.byteLength });
    return false;
  }
  return views.has(viewIndex);
}

/** Numbers begin at multiples of their size, in the file and in their view: readers lay typed arrays over them. glTF 2.0 §3.6.2.4 */
function checkAlignment(where: Where, accessor: Accessor): boolean {
  const { document, pointer, findings } = where;
  const limit = COMPONENT_BYTES[accessor.componentType] ?? 1;
  const { sparse } = accessor;
  const views = document.bufferViews;
  const steps = [
    accessor.byteOffset,
    (views[accessor.bufferView ?? -1]?.byteOffset ?? 0) + accessor.byteOffset,
    views[accessor.bufferView ?? -1]?.byteStride ?? 0,
    sparse === undefined ? 0 : (views[sparse.values.bufferView]?.byteOffset ?? 0) + sparse.values.byteOffset,
  ];
  const odd = steps.find((step) => step % limit !== 0);
  if (odd === undefined) return true;
  findings.report("ACCESSOR_ALIGNMENT", { pointer, name: where.name(), actual: odd, limit });
  return false;
}

function checkSparse(where: Where, accessor: Accessor): boolean {
  const { sparse } = accessor;
  if (sparse === undefined) return true;
  const pointer = `${where.pointer}/sparse`;
  const indexBytes = COMPONENT_BYTES[sparse.indices.componentType];
  if (indexBytes === undefined || ![5121, 5123, 5125].includes(sparse.indices.componentType)) {
    where.findings.report("ACCESSOR_FORMAT", {
      pointer: `${pointer}/indices`,
      name: where.name(),
      actual: sparse.indices.componentType,
      limit: "5121, 5123, 5125",
    });
    return false;
  }
  if (sparse.count > accessor.count) {
    const counts = { actual: sparse.count, limit: accessor.count };
    where.findings.report("ACCESSOR_BOUNDS", { pointer, name: where.name(), ...counts });
    return false;
  }
  const indicesSpan = sparse.indices.byteOffset + sparse.count * indexBytes;
  const valuesSpan = sparse.values.byteOffset + sparse.count * elementBytes(accessor);
  const fits = [
    checkSpan({ ...where, pointer: `${pointer}/indices` }, sparse.indices.bufferView, indicesSpan),
    checkSpan({ ...where, pointer: `${pointer}/values` }, sparse.values.bufferView, valuesSpan),
  ];
  return fits.every(Boolean);
}
