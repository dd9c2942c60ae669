// Reads accessors that checkAccessors found safe: component by component from the bytes, so that nothing is allocated for
// data that overlaps a thousand times.

import { COMPONENT_BYTES, elementBytes } from "./accessors.ts";
import { type Accessor, ELEMENT_COMPONENTS, type GltfDocument } from "./document.ts";

export type AccessorReader = {
  readonly count: number;
  readonly components: number;
  /** One component as a number; normalised integers become -1…1 or 0…1. */
  readonly get: (element: number, component: number) => number;
};

/**
 * Opens an accessor. `bin` is the GLB's binary chunk. Sparse indices outside the accessor are ignored, as viewers do.
 * Throws RangeError when the accessor was not checked first and reaches outside.
 */
export function openAccessor(document: GltfDocument, bin: Uint8Array, accessor: Accessor): AccessorReader {
  const components = ELEMENT_COMPONENTS[accessor.type];
  const base = openBase(document, bin, accessor);
  const overlay = accessor.sparse === undefined ? null : readSparse(document, bin, accessor, accessor.sparse);
  return {
    count: accessor.count,
    components,
    get:
      overlay === null
        ? base
        : (element, component) => {
            const at = overlay.elements.get(element);
            return at === undefined ? base(element, component) : overlay.read(at, component);
          },
  };
}

/** Elements of `components` numbers each, end to end. */
export type Values = { readonly components: number; readonly values: Float32Array };

/** Reads a whole accessor; normalised integers become fractions. Throws as openAccessor does. */
export function readAccessor(document: GltfDocument, bin: Uint8Array, accessor: Accessor): Values {
  const { count, components, get } = openAccessor(document, bin, accessor);
  const values = new Float32Array(count * components);
  for (let i = 0, to = 0; i < count; i++) for (let c = 0; c < components; c++) values[to++] = get(i, c);
  return { components, values };
}

function openBase(document: GltfDocument, bin: Uint8Array, accessor: Accessor): AccessorReader["get"] {
  if (accessor.bufferView === undefined) return () => 0;
  const view = document.bufferViews[accessor.bufferView];
  if (view === undefined) throw new RangeError(`no bufferView ${accessor.bufferView}`);
  const stride = view.byteStride ?? elementBytes(accessor);
  return openBytes(bin, accessor, view.byteOffset + accessor.byteOffset, stride);
}

function openBytes(
  bin: Uint8Array,
  accessor: Accessor,
  offset: number,
  stride: number,
): AccessorReader["get"] {
  const data = new DataView(bin.buffer, bin.byteOffset, bin.byteLength);
  const size = COMPONENT_BYTES[accessor.componentType] ?? 1;
  const at = (element: number, component: number) => offset + element * stride + component * size;
  const { normalized } = accessor;
  switch (accessor.componentType) {
    case 5120:
      return normalized
        ? (e, c) => Math.max(data.getInt8(at(e, c)) / 127, -1)
        : (e, c) => data.getInt8(at(e, c));
    case 5121:
      return normalized ? (e, c) => data.getUint8(at(e, c)) / 255 : (e, c) => data.getUint8(at(e, c));
    case 5122:
      return normalized
        ? (e, c) => Math.max(data.getInt16(at(e, c), true) / 32767, -1)
        : (e, c) => data.getInt16(at(e, c), true);
    case 5123:
      return normalized
        ? (e, c) => data.getUint16(at(e, c), true) / 65535
        : (e, c) => data.getUint16(at(e, c), true);
    case 5125:
      return (e, c) => data.getUint32(at(e, c), true);
    default:
      return (e, c) => data.getFloat32(at(e, c), true);
  }
}

type Sparse = NonNullable<Accessor["sparse"]>;

/** The elements that a sparse accessor puts values at, in its order. Throws as openAccessor does. */
export function* sparseIndices(
  document: GltfDocument,
  bin: Uint8Array,
  accessor: Accessor,
  sparse: Sparse,
): Generator<number> {
  const view = document.bufferViews[sparse.indices.bufferView];
  if (view === undefined) throw new RangeError("no sparse bufferView");
  const indexAccessor: Accessor = {
    ...accessor,
    componentType: sparse.indices.componentType,
    normalized: false,
    type: "SCALAR",
  };
  const indexAt = openBytes(
    bin,
    indexAccessor,
    view.byteOffset + sparse.indices.byteOffset,
    elementBytes(indexAccessor),
  );
  for (let i = 0; i < sparse.count; i++) yield indexAt(i, 0);
}

function readSparse(
  document: GltfDocument,
  bin: Uint8Array,
  accessor: Accessor,
  sparse: Sparse,
): { elements: ReadonlyMap<number, number>; read: AccessorReader["get"] } {
  const valuesView = document.bufferViews[sparse.values.bufferView];
  if (valuesView === undefined) throw new RangeError("no sparse bufferView");
  const elements = new Map<number, number>();
  for (const element of sparseIndices(document, bin, accessor, sparse)) elements.set(element, elements.size);
  const read = openBytes(
    bin,
    accessor,
    valuesView.byteOffset + sparse.values.byteOffset,
    elementBytes(accessor),
  );
  return { elements, read };
}
