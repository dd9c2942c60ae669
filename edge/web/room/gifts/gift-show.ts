// Gifts as the scene shows them: particles round whom they are for. Bounded: of many at once the oldest ends. Nothing moves for
// whoever has asked for less motion; the page says the same in words.

import {
  BufferAttribute,
  BufferGeometry,
  Color,
  DynamicDrawUsage,
  Points,
  PointsMaterial,
  type Scene,
  SRGBColorSpace,
  type Texture,
} from "three";
import type { Rng } from "../../../../shared/rng.ts";
import { shapeTexture } from "../textures.ts";
import { type Drawn, type Look, lookOf, type Particle, particlesOf, placeParticle } from "./particles.ts";
import { DRAW_SHAPE, SIZE_M } from "./shapes.ts";

const BURSTS_MAX = 12;
const FLOATS_PER_PLACE = 3;
const FLOATS_PER_COLOUR = 4;

type Burst = {
  readonly points: Points<BufferGeometry, PointsMaterial>;
  readonly particles: readonly Particle[];
  readonly beganAtMs: number;
  readonly endsAtMs: number;
  /** Where it is shown, metres; null while that is not known. */
  place(): { readonly x: number; readonly z: number } | null;
};

export class GiftShow {
  readonly #scene: Scene;
  readonly #rng: Rng;
  readonly #textures = new Map<Look, Texture>();
  readonly #drawn: Drawn = { x: 0, y: 0, z: 0, opacity: 0 };
  #bursts: Burst[] = [];

  constructor(scene: Scene, rng: Rng) {
    this.#scene = scene;
    this.#rng = rng;
  }

  begin(
    gift: { readonly effect: string; readonly seconds: number },
    place: Burst["place"],
    nowMs: number,
  ): void {
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    const look = lookOf(gift.effect);
    const particles = particlesOf(look, gift.seconds, this.#rng);
    const points = new Points(geometryOf(particles), this.#materialOf(look));
    // They move every frame, and their bounds with them.
    points.frustumCulled = false;
    this.#scene.add(points);
    const endsAtMs = nowMs + gift.seconds * 1000;
    this.#bursts.push({ points, particles, beganAtMs: nowMs, endsAtMs, place });
    if (this.#bursts.length > BURSTS_MAX) this.#end(this.#bursts.shift());
  }

  step(groundY: number, nowMs: number): void {
    const over = this.#bursts.filter(({ endsAtMs }) => endsAtMs <= nowMs);
    if (over.length > 0) {
      for (const burst of over) this.#end(burst);
      this.#bursts = this.#bursts.filter((burst) => !over.includes(burst));
    }
    for (const burst of this.#bursts) this.#draw(burst, groundY, nowMs);
  }

  dispose(): void {
    for (const burst of this.#bursts) this.#end(burst);
    this.#bursts = [];
    for (const texture of this.#textures.values()) texture.dispose();
  }

  #draw({ points, particles, beganAtMs, place }: Burst, groundY: number, nowMs: number): void {
    const at = place();
    points.visible = at !== null;
    if (at === null) return;
    points.position.set(at.x, groundY, at.z);
    const places = points.geometry.getAttribute("position") as BufferAttribute;
    const colours = points.geometry.getAttribute("color") as BufferAttribute;
    const atS = (nowMs - beganAtMs) / 1000;
    const drawn = this.#drawn;
    for (const [index, particle] of particles.entries()) {
      placeParticle(particle, atS, drawn);
      colours.setW(index, drawn.opacity);
      if (drawn.opacity > 0) places.setXYZ(index, drawn.x, drawn.y, drawn.z);
    }
    places.needsUpdate = true;
    colours.needsUpdate = true;
  }

  #materialOf(look: Look): PointsMaterial {
    const alphaMap = this.#textures.get(look) ?? shapeTexture(DRAW_SHAPE[look]);
    this.#textures.set(look, alphaMap);
    return new PointsMaterial({
      alphaMap,
      size: SIZE_M[look],
      vertexColors: true,
      transparent: true,
      depthWrite: false,
    });
  }

  #end(burst: Burst | undefined): void {
    if (burst === undefined) return;
    burst.points.removeFromParent();
    burst.points.geometry.dispose();
    burst.points.material.dispose();
  }
}

function linear(red: number, green: number, blue: number): number[] {
  return new Color().setRGB(red, green, blue, SRGBColorSpace).toArray();
}

/** Of four numbers to a colour the last is how much of it is seen: of none, until the first frame. */
function geometryOf(particles: readonly Particle[]): BufferGeometry {
  const places = new BufferAttribute(new Float32Array(particles.length * FLOATS_PER_PLACE), FLOATS_PER_PLACE);
  const colours = new BufferAttribute(
    new Float32Array(particles.flatMap(({ colour: [red, green, blue] }) => [...linear(red, green, blue), 0])),
    FLOATS_PER_COLOUR,
  );
  const geometry = new BufferGeometry();
  geometry.setAttribute("position", places.setUsage(DynamicDrawUsage));
  geometry.setAttribute("color", colours.setUsage(DynamicDrawUsage));
  return geometry;
}
