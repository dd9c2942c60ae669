// Opens a VRM with three-vrm outside a browser, as the page would. Pictures are not decoded: there is no canvas here.

import { type VRM, VRMLoaderPlugin } from "@pixiv/three-vrm";
import { Texture } from "three";
import { MeshoptDecoder } from "three/addons/libs/meshopt_decoder.module.js";
import { GLTFLoader } from "three/addons/loaders/GLTFLoader.js";

/** Throws what the loader throws. */
export async function loadVrm(bytes: Uint8Array): Promise<VRM> {
  const loader = new GLTFLoader();
  loader.setMeshoptDecoder(MeshoptDecoder);
  // Under this name it also stands in for the loader's own reader of WebP.
  loader.register(() => ({ name: "EXT_texture_webp", loadTexture: () => Promise.resolve(new Texture()) }));
  loader.register((parser) => new VRMLoaderPlugin(parser));
  const vrm: unknown = (await quietly(() => loader.parseAsync(bytes.slice().buffer, ""))).userData["vrm"];
  if (vrm === undefined) throw new Error("there is no VRM in this file");
  return vrm as VRM;
}

/** Without what three-vrm remarks on every old file: it means nothing to whoever asked. */
async function quietly<T>(work: () => Promise<T>): Promise<T> {
  const { warn } = console;
  console.warn = () => {};
  try {
    return await work();
  } finally {
    console.warn = warn;
  }
}
