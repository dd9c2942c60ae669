// Who uses an accessor or a bufferView: its creator knows meshes and pictures by name, and accessors not at all.

import type { GltfDocument } from "./document.ts";

export type AccessorUsers = {
  /** The first that uses it, as "Body, primitive 0"; null for what nothing uses. */
  ofAccessor(at: number): string | null;
  ofView(at: number): string | null;
};

/** Names the users of a document. Looks through it when first asked: a sound file pays nothing. Linear in its references. */
export function accessorUsers(document: GltfDocument): AccessorUsers {
  let known: { readonly accessors: Users; readonly views: Users } | null = null;
  const look = () => {
    known ??= findUsers(document);
    return known;
  };
  return {
    ofAccessor: (at) => look().accessors.get(at) ?? null,
    ofView: (at) => look().views.get(at) ?? null,
  };
}

type Users = ReadonlyMap<number, string>;

function findUsers(document: GltfDocument): { readonly accessors: Users; readonly views: Users } {
  const accessors = new Map<number, string>();
  const views = new Map<number, string>();
  const note = (users: Map<number, string>, at: number | undefined, user: string) => {
    if (at !== undefined && !users.has(at)) users.set(at, user);
  };
  for (const [meshIndex, mesh] of document.meshes.entries())
    for (const [i, { attributes, targets, indices }] of mesh.primitives.entries()) {
      const user = `${named(mesh, meshIndex)}, primitive ${i}`;
      note(accessors, indices, user);
      for (const holder of [attributes, ...targets])
        for (const at of Object.values(holder)) note(accessors, at, user);
    }
  for (const [skinIndex, skin] of document.skins.entries())
    note(accessors, skin.inverseBindMatrices, named(skin, skinIndex));
  for (const [at, { bufferView, sparse }] of document.accessors.entries())
    for (const view of [bufferView, sparse?.indices.bufferView, sparse?.values.bufferView])
      note(views, view, accessors.get(at) ?? `#${at}`);
  for (const [at, image] of document.images.entries()) note(views, image.bufferView, named(image, at));
  return { accessors, views };
}

function named({ name }: { readonly name?: string | undefined }, at: number): string {
  return name === undefined || name === "" ? `#${at}` : name;
}
