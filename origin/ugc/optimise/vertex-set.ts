// The vertices of a model as plain numbers. Primitives that name the same accessors share one set, as they do in the file.

import { readAccessor, type Values } from "../../../shared/avatar/accessor-reader.ts";
import type { AvatarModel } from "../../../shared/avatar/check-avatar.ts";
import type { GltfDocument, Primitive } from "../../../shared/avatar/document.ts";

const TRIANGLES = 4;
/** What a target displaces: vectors of three, which still stand where they are left out. Other attributes are kept. */
const DISPLACEMENTS: ReadonlySet<string> = new Set(["POSITION", "NORMAL", "TANGENT"]);

/** By attribute name; null where every vertex stays in place. */
export type Target = ReadonlyMap<string, Values | null>;
export type Face = {
  readonly meshIndex: number;
  readonly primitiveIndex: number;
  readonly isTriangles: boolean;
  readonly indices: Uint32Array;
};
export type VertexSet = {
  readonly vertexCount: number;
  /** By attribute name, POSITION always. */
  readonly attributes: ReadonlyMap<string, Values>;
  readonly targets: readonly Target[];
  readonly faces: readonly Face[];
};

/**
 * Reads every vertex set. `isUsed` says which morph targets of a mesh anything can move: the others are read as null, and keep
 * their place, so that no index in the file changes its meaning.
 */
export function readVertexSets(
  model: AvatarModel,
  isUsed: (meshIndex: number, target: number) => boolean,
): readonly VertexSet[] {
  const { document } = model;
  const sets = new Map<string, { primitive: Primitive; meshes: Set<number>; faces: Face[] }>();
  for (const [meshIndex, mesh] of document.meshes.entries())
    for (const [primitiveIndex, primitive] of mesh.primitives.entries()) {
      const key = JSON.stringify([primitive.attributes, primitive.targets]);
      const set = sets.get(key) ?? { primitive, meshes: new Set(), faces: [] };
      sets.set(key, set);
      set.meshes.add(meshIndex);
      const isTriangles = primitive.mode === TRIANGLES;
      set.faces.push({ meshIndex, primitiveIndex, isTriangles, indices: readIndices(model, primitive) });
    }
  return [...sets.values()].map(({ primitive, meshes, faces }) => ({
    vertexCount: document.accessors[primitive.attributes["POSITION"] ?? -1]?.count ?? 0,
    attributes: new Map(
      Object.entries(primitive.attributes).map(([name, at]) => [name, readValues(model, at)]),
    ),
    targets: primitive.targets.map((target, i) => {
      const used = [...meshes].some((mesh) => isUsed(mesh, i));
      return new Map(
        Object.entries(target).map(([name, at]) => [
          name,
          DISPLACEMENTS.has(name) ? (used ? orNull(readValues(model, at)) : null) : readValues(model, at),
        ]),
      );
    }),
    faces,
  }));
}

/** Any of the model's accessors. Throws RangeError for one that is not there. */
export function readValues({ document, bin }: Readable, at: number): Values {
  const accessor = document.accessors[at];
  if (accessor === undefined) throw new RangeError(`no accessor ${at}`);
  return readAccessor(document, bin, accessor);
}
type Readable = { readonly document: GltfDocument; readonly bin: Uint8Array };

function readIndices(model: AvatarModel, primitive: Primitive): Uint32Array {
  if (primitive.indices !== undefined) return Uint32Array.from(readValues(model, primitive.indices).values);
  const count = model.document.accessors[primitive.attributes["POSITION"] ?? -1]?.count ?? 0;
  return Uint32Array.from({ length: count }, (_, i) => i);
}

function orNull(values: Values): Values | null {
  return values.values.every((value) => value === 0) ? null : values;
}

/** The same set with its faces made of these indices, and only the vertices they use, in the order of their first use. */
export function keepUsed(set: VertexSet, indicesOfFaces: readonly Uint32Array[]): VertexSet {
  const newIndex = new Int32Array(set.vertexCount).fill(-1);
  const kept: number[] = [];
  const faces = set.faces.map((face, i) => ({
    ...face,
    indices: (indicesOfFaces[i] ?? face.indices).map((vertex) => {
      const known = newIndex[vertex] ?? -1;
      if (known >= 0) return known;
      newIndex[vertex] = kept.length;
      return kept.push(vertex) - 1;
    }),
  }));
  const pick = ({ components, values }: Values): Values => {
    const picked = new Float32Array(kept.length * components);
    for (const [to, from] of kept.entries())
      for (let c = 0; c < components; c++) picked[to * components + c] = values[from * components + c] ?? 0;
    return { components, values: picked };
  };
  return {
    vertexCount: kept.length,
    attributes: new Map([...set.attributes].map(([name, values]) => [name, pick(values)])),
    targets: set.targets.map(
      (target) => new Map([...target].map(([name, values]) => [name, values === null ? null : pick(values)])),
    ),
    faces,
  };
}
