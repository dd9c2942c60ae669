// The model that a world was given, as three.js draws it.

import { VRMUtils } from "@pixiv/three-vrm";
import type { Object3D } from "three";
import { MeshoptDecoder } from "three/addons/libs/meshopt_decoder.module.js";
import { GLTFLoader } from "three/addons/loaders/GLTFLoader.js";

export type WorldModel = { readonly object: Object3D; dispose(): void };

/** Opens a GLB's bytes. Throws when they are none. */
export async function openWorldModel(bytes: ArrayBuffer): Promise<WorldModel> {
  const loader = new GLTFLoader();
  loader.setMeshoptDecoder(MeshoptDecoder);
  const { scene } = await loader.parseAsync(bytes, "");
  return { object: scene, dispose: () => VRMUtils.deepDispose(scene) };
}
