// The built-in stage, for worlds without a bundle: sky, ground, a paved round, benches, lamps, trees, all from two colours.
// Everything repeated is instanced; nothing casts a real shadow.

import {
  BackSide,
  BufferAttribute,
  BufferGeometry,
  CanvasTexture,
  CircleGeometry,
  Color,
  DirectionalLight,
  Fog,
  Group,
  HemisphereLight,
  InstancedMesh,
  type Material,
  Mesh,
  MeshBasicMaterial,
  MeshLambertMaterial,
  type Object3D,
  PlaneGeometry,
  Points,
  PointsMaterial,
  RingGeometry,
  type Scene,
  SphereGeometry,
} from "three";
import { seededRng } from "../../../shared/rng.ts";
import { isDark, mix } from "../components/colour.ts";
import type { Layout } from "./layout.ts";
import { type Palette, paletteOf } from "./palette.ts";
import { benches, flat, hills, kerb, lamps, planter, trees } from "./props.ts";
import { pavingTexture, tiles } from "./textures.ts";

const SKY_RADIUS_M = 400;
const TILE_M = 3;
const STARS = 500;

export type SceneryOptions = {
  readonly skyColor: string;
  readonly groundColor: string;
  readonly halfSizeM: number;
  readonly groundY: number;
  readonly layout: Layout;
};

export type Scenery = {
  /** Leaves sky and light, and nothing to stand on: something else is there now. */
  giveWay(): void;
  /** Takes it away and gives the memory back. */
  dispose(): void;
};

/** Builds the stage into `scene`. */
export function buildScenery(scene: Scene, options: SceneryOptions): Scenery {
  const { skyColor, groundColor, halfSizeM, groundY, layout } = options;
  const night = isDark(skyColor);
  const palette = paletteOf(skyColor, groundColor, night);
  const root = new Group();
  root.position.y = groundY;
  const standing = new Group();
  root.add(sky(skyColor, palette.horizon), ...lights(skyColor, groundColor, night), standing);
  standing.add(
    ...ground(halfSizeM, groundColor, palette),
    ...plaza(layout, palette),
    kerb(halfSizeM, palette),
    ...benches(layout.benches, palette),
    ...lamps(layout.lamps, palette, night),
    ...trees(layout.trees, palette),
    hills(halfSizeM, palette),
  );
  if (layout.planterRadiusM !== null) standing.add(planter(layout.planterRadiusM, palette));
  if (night) root.add(stars());
  scene.add(root);
  scene.fog = new Fog(palette.horizon, halfSizeM * 1.1 + 12, halfSizeM * 4 + 90);
  scene.background = new Color(palette.horizon);
  return {
    giveWay() {
      standing.removeFromParent();
      standing.traverse(release);
    },
    dispose() {
      root.removeFromParent();
      root.traverse(release);
    },
  };
}

function sky(zenith: string, horizon: string): Mesh {
  const shape = new SphereGeometry(SKY_RADIUS_M, 24, 16);
  const position = shape.getAttribute("position");
  const colours = new Float32Array(position.count * 3);
  const [low, high, at] = [new Color(horizon), new Color(zenith), new Color()];
  for (let index = 0; index < position.count; index++) {
    const height = Math.max(0, position.getY(index) / SKY_RADIUS_M);
    at.lerpColors(low, high, Math.min(1, height * 1.7) ** 0.75).toArray(colours, index * 3);
  }
  shape.setAttribute("color", new BufferAttribute(colours, 3));
  const dome = new Mesh(
    shape,
    new MeshBasicMaterial({ vertexColors: true, side: BackSide, fog: false, depthWrite: false }),
  );
  dome.renderOrder = -1;
  return dome;
}

function stars(): Points {
  const rng = seededRng(7n);
  const places = new Float32Array(STARS * 3);
  for (let index = 0; index < STARS; index++) {
    const up = 0.12 + 0.88 * rng();
    const angle = rng() * 2 * Math.PI;
    const flat = Math.sqrt(1 - up * up);
    places.set(
      [Math.sin(angle) * flat, up, Math.cos(angle) * flat].map((part) => part * SKY_RADIUS_M * 0.97),
      index * 3,
    );
  }
  const shape = new BufferGeometry().setAttribute("position", new BufferAttribute(places, 3));
  return new Points(
    shape,
    new PointsMaterial({
      color: "#ffffff",
      size: 1.7,
      sizeAttenuation: false,
      transparent: true,
      opacity: 0.75,
      fog: false,
    }),
  );
}

function ground(halfSizeM: number, groundColor: string, palette: Palette): Mesh[] {
  const meadow = new Mesh(
    new CircleGeometry(halfSizeM * 3 + 120, 48),
    new MeshLambertMaterial({ color: palette.meadow }),
  );
  meadow.rotation.x = -Math.PI / 2;
  meadow.position.y = -0.03;
  const size = halfSizeM * 2 + 0.8;
  const floor = new Mesh(
    new PlaneGeometry(size, size),
    new MeshLambertMaterial({ color: groundColor, map: tiles(size / TILE_M) }),
  );
  floor.rotation.x = -Math.PI / 2;
  return [meadow, floor];
}

function plaza({ plazaRadiusM }: Layout, palette: Palette): Mesh[] {
  const paving = new MeshLambertMaterial({ color: palette.paving, map: pavingTexture() });
  const line = new MeshLambertMaterial({ color: palette.pavingLine });
  return [
    flat(new CircleGeometry(plazaRadiusM, 96), paving, 0.012),
    flat(new RingGeometry(plazaRadiusM - 0.12, plazaRadiusM + 0.06, 128), line, 0.02),
  ];
}

function lights(skyColor: string, groundColor: string, night: boolean): Object3D[] {
  const around = new HemisphereLight(
    mix(skyColor, "#ffffff", night ? 0.45 : 0.7),
    mix(groundColor, "#ffffff", night ? 0.6 : 0.35),
    night ? 2.6 : 1.9,
  );
  const sun = new DirectionalLight(night ? "#cdd6ff" : "#fff2dd", night ? 1.5 : 1.6);
  sun.position.set(0.5, 1, 0.7);
  return [around, sun];
}

function release(node: Object3D): void {
  if (node instanceof InstancedMesh) node.dispose();
  if (!(node instanceof Mesh || node instanceof Points)) return;
  node.geometry.dispose();
  const materials: Material[] = Array.isArray(node.material) ? node.material : [node.material];
  for (const material of materials) {
    if ("map" in material && material.map instanceof CanvasTexture) material.map.dispose();
    material.dispose();
  }
}
