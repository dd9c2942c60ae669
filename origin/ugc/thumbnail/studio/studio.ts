// Runs inside the thumbnails' browser: takes a VRM's bytes in pieces, photographs it, and hands back two WebP pictures. Never
// asks a network for anything; it is evaluated into an empty page, and its file comes through the debugging pipe.

import { type VRM, VRMLoaderPlugin, VRMUtils } from "@pixiv/three-vrm";
import {
  AmbientLight,
  Box3,
  DirectionalLight,
  type Material,
  Mesh,
  PerspectiveCamera,
  Scene,
  SkinnedMesh,
  SRGBColorSpace,
  Vector3,
  WebGLRenderer,
} from "three";
import { MeshoptDecoder } from "three/addons/libs/meshopt_decoder.module.js";
import { GLTFLoader } from "three/addons/loaders/GLTFLoader.js";
import type { Photographs, PictureSize, Sizes } from "../photographs.ts";
import { poseNaturally } from "./pose.ts";

/** Drawn larger by this, then averaged: smooth edges, also of what is cut out by its alpha. */
const OVERSAMPLING = 2;
const FIELD_OF_VIEW_DEGREES = 20;
const WEBP_QUALITY = 0.9;
/** Air above the head, as a share of the picture's height. */
const HEADROOM = 0.08;
const MARGIN = 1.08;
/** Hair and cloth fall into place for this long after the arms went down. */
const SETTLE_STEPS = 90;
const STEP_S = 1 / 60;
/** The wall behind a card: pale sky above, warm below. */
const WALL = ["#cfe0f8", "#f8f2ee"] as const;

type Frame = { readonly target: Vector3; readonly heightM: number };

const pieces: Uint8Array<ArrayBuffer>[] = [];
/** Kinds of programs that are kept from picture to picture. */
const KINDS_MAX = 48;
const keptKinds = new Set<string>();
let renderer: WebGLRenderer | null = null;

/** Takes the next piece of the file. */
function take(base64: string): void {
  pieces.push(Uint8Array.fromBase64(base64));
}

async function photograph(sizes: Sizes): Promise<Photographs> {
  const file = await new Blob(pieces.splice(0)).arrayBuffer();
  const vrm = await open(file);
  try {
    const stage = new Scene();
    stage.add(vrm.scene, ...lights());
    poseNaturally(vrm);
    settle(vrm);
    stage.updateMatrixWorld(true);
    const box = new Box3().setFromObject(vrm.scene, true);
    const [portrait, figure] = [portraitOf(vrm, box, sizes.card), wholeOf(box, sizes.transparent)];
    return {
      card: await shoot(stage, portrait, sizes.card, box, "wall"),
      transparent: await shoot(stage, figure, sizes.transparent, box, "nothing"),
    };
  } finally {
    disposeOf(vrm);
  }
}

/**
 * Frees an avatar's geometry and textures, and keeps one material for every kind of program: compiling those is most of what a
 * picture takes, and the next avatar's materials are of the same few kinds. Goes with the browser.
 */
function disposeOf(vrm: VRM): void {
  vrm.scene.traverse((node) => {
    if (!(node instanceof Mesh)) return;
    for (const material of [node.material].flat()) keepProgramsOf(material);
  });
  VRMUtils.deepDispose(vrm.scene);
}

function keepProgramsOf(material: Material): void {
  const { programs } = (renderer?.properties.get(material) ?? {}) as { programs?: Map<string, unknown> };
  for (const kind of programs?.keys() ?? []) {
    if (keptKinds.has(kind) || keptKinds.size >= KINDS_MAX) continue;
    keptKinds.add(kind);
    material.dispose = () => {};
  }
}

async function open(file: ArrayBuffer): Promise<VRM> {
  const loader = new GLTFLoader();
  loader.setMeshoptDecoder(MeshoptDecoder);
  loader.register((parser) => new VRMLoaderPlugin(parser));
  const gltf = await loader.parseAsync(file, "");
  const vrm = gltf.userData["vrm"] as VRM | undefined;
  if (vrm === undefined) throw new Error("there is no VRM in this file");
  VRMUtils.rotateVRM0(vrm);
  vrm.scene.traverse((node) => {
    // The bounds of a skinned mesh are those of its rest pose.
    node.frustumCulled = false;
  });
  return vrm;
}

/** Lets springs come to rest. Not by `vrm.update` step by step: that would also move textures that are animated. */
function settle(vrm: VRM): void {
  for (let i = 0; i < SETTLE_STEPS; i++) {
    vrm.humanoid.update();
    vrm.springBoneManager?.update(STEP_S);
  }
  vrm.update(0);
}

function lights() {
  const sun = new DirectionalLight(0xffffff, Math.PI * 0.85);
  sun.position.set(-0.7, 1.2, 1.6);
  return [sun, new AmbientLight(0xffffff, Math.PI * 0.3)];
}

/** Head and chest fill the picture; a tall hat must not push the face out. */
function portraitOf(vrm: VRM, box: Box3, size: PictureSize): Frame {
  const place = (name: "head" | "hips") =>
    vrm.humanoid.getRawBoneNode(name)?.getWorldPosition(new Vector3()) ?? null;
  const [head, hips] = [place("head"), place("hips")];
  let isSkinned = false;
  vrm.scene.traverse((node) => {
    if (node instanceof SkinnedMesh) isSkinned = true;
  });
  // A model without skin (a test model, a prop worn as a body) is shown whole.
  if (!isSkinned || head === null || hips === null || head.y <= hips.y) return wholeOf(box, size);
  const bottom = hips.y + (head.y - hips.y) * 0.1;
  const top = Math.min(box.max.y, head.y + (head.y - bottom) * 2.5);
  // The meshes of some files are nowhere near their bones.
  if (!(top > head.y)) return wholeOf(box, size);
  const heightM = Math.max(0.05, (top - bottom) / (1 - HEADROOM));
  return { target: new Vector3(head.x, bottom + heightM / 2, (box.min.z + box.max.z) / 2), heightM };
}

function wholeOf(box: Box3, { widthPx, heightPx }: PictureSize): Frame {
  const size = box.getSize(new Vector3());
  const heightM = Math.max(size.y, (size.x * heightPx) / widthPx, 0.05) * MARGIN;
  return { target: box.getCenter(new Vector3()), heightM };
}

async function shoot(
  stage: Scene,
  { target, heightM }: Frame,
  size: PictureSize,
  box: Box3,
  behind: "wall" | "nothing",
): Promise<string> {
  const depthM = box.max.z - box.min.z;
  const distanceM = heightM / 2 / Math.tan((FIELD_OF_VIEW_DEGREES * Math.PI) / 360) + depthM / 2;
  const camera = new PerspectiveCamera(
    FIELD_OF_VIEW_DEGREES,
    size.widthPx / size.heightPx,
    distanceM / 100,
    distanceM * 10,
  );
  // A little from the side and from above, as people photograph each other.
  camera.position.set(target.x - distanceM * 0.1, target.y + distanceM * 0.04, target.z + distanceM);
  camera.lookAt(target);
  // Averaging twice, here and in the browser's own antialiasing, would only cost.
  renderer ??= new WebGLRenderer({ alpha: true, antialias: false, preserveDrawingBuffer: true });
  renderer.outputColorSpace = SRGBColorSpace;
  renderer.setClearColor(0x000000, 0);
  renderer.setSize(size.widthPx * OVERSAMPLING, size.heightPx * OVERSAMPLING, false);
  renderer.render(stage, camera);
  return await encode(renderer.domElement, size, behind);
}

async function encode(
  drawn: HTMLCanvasElement,
  size: PictureSize,
  behind: "wall" | "nothing",
): Promise<string> {
  const canvas = new OffscreenCanvas(size.widthPx, size.heightPx);
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("no 2D canvas");
  if (behind === "wall") {
    const wall = context.createLinearGradient(0, 0, 0, size.heightPx);
    WALL.forEach((color, at) => {
      wall.addColorStop(at, color);
    });
    context.fillStyle = wall;
    context.fillRect(0, 0, size.widthPx, size.heightPx);
  }
  context.imageSmoothingQuality = "high";
  context.drawImage(drawn, 0, 0, size.widthPx, size.heightPx);
  const blob = await canvas.convertToBlob({ type: "image/webp", quality: WEBP_QUALITY });
  if (blob.type !== "image/webp") throw new Error(`this browser writes ${blob.type}`);
  return new Uint8Array(await blob.arrayBuffer()).toBase64();
}

Object.assign(globalThis, { studio: { take, photograph } });
