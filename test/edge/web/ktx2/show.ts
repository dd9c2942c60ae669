// Inside the browser: opens a variant as any viewer with three.js would, and tells what became of its textures.

import { Box3, DirectionalLight, Mesh, OrthographicCamera, Scene, type Texture, WebGLRenderer } from "three";
import { MeshoptDecoder } from "three/addons/libs/meshopt_decoder.module.js";
import { GLTFLoader } from "three/addons/loaders/GLTFLoader.js";
import { KTX2Loader } from "three/addons/loaders/KTX2Loader.js";

const SIDE_PX = 128;

/** The textures by their slot, and the middle pixel of a picture, as `[r, g, b, a]`. */
async function show(): Promise<object> {
  const renderer = new WebGLRenderer({ preserveDrawingBuffer: true });
  renderer.setSize(SIDE_PX, SIDE_PX);
  const textures = new KTX2Loader().setTranscoderPath("/basis/").detectSupport(renderer);
  const loader = new GLTFLoader().setKTX2Loader(textures);
  loader.setMeshoptDecoder(MeshoptDecoder);
  const { scene: model } = await loader.loadAsync("/variant.glb");
  const scene = new Scene();
  const light = new DirectionalLight(0xffffff, 3);
  light.position.set(0, 0, 1);
  scene.add(model, light);
  const box = new Box3().setFromObject(model);
  const reach = box.max.y - box.min.y;
  const camera = new OrthographicCamera(-reach / 2, reach / 2, reach / 2, -reach / 2, 0, 10);
  camera.position.set(0, (box.min.y + box.max.y) / 2, 5);
  renderer.render(scene, camera);
  const gl = renderer.getContext();
  const middle = new Uint8Array(4);
  gl.readPixels(SIDE_PX / 2, SIDE_PX / 2, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, middle);
  const found: object[] = [];
  model.traverse((node) => {
    if (!(node instanceof Mesh)) return;
    for (const [slot, value] of Object.entries(node.material as object)) {
      const texture = value as (Texture & { isCompressedTexture?: boolean }) | null;
      if (texture?.isTexture !== true) continue;
      const { isCompressedTexture = false, colorSpace, mipmaps } = texture;
      found.push({ slot, isCompressedTexture, colorSpace, levels: mipmaps?.length ?? 0 });
    }
  });
  return { textures: found, middle: [...middle], error: gl.getError() };
}

Object.assign(globalThis, { shown: show() });
