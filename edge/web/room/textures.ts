// Drawn textures of the built-in stage: nothing is downloaded, everything is tinted by its material.

import { CanvasTexture, NoColorSpace, RepeatWrapping, SRGBColorSpace, type Texture } from "three";

const TILE_PX = 128;
const PAVING_PX = 1024;
const PAVING_COURSES = 16;
/** Ground is seen at a slant. */
const ANISOTROPY = 8;

/** A soft square pattern: without one, nobody could see that they move. `repeat` is how often, along each side. */
export function tiles(repeat: number): Texture {
  const { canvas, context } = drawing(TILE_PX);
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, TILE_PX, TILE_PX);
  context.fillStyle = "#f6f6f6";
  context.fillRect(0, 0, TILE_PX / 2, TILE_PX / 2);
  context.fillRect(TILE_PX / 2, TILE_PX / 2, TILE_PX / 2, TILE_PX / 2);
  context.strokeStyle = "rgba(0, 0, 0, 0.06)";
  context.lineWidth = 2;
  context.strokeRect(0, 0, TILE_PX, TILE_PX);
  const texture = textureOf(canvas);
  texture.wrapS = RepeatWrapping;
  texture.wrapT = RepeatWrapping;
  texture.repeat.set(repeat, repeat);
  return texture;
}

/** Courses of stones round the middle, each course set off from the one before; every other one a little darker. */
export function pavingTexture(): Texture {
  const { canvas, context } = drawing(PAVING_PX);
  const half = PAVING_PX / 2;
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, PAVING_PX, PAVING_PX);
  context.strokeStyle = "rgba(60, 50, 40, 0.16)";
  context.lineWidth = 2;
  for (let course = 1; course <= PAVING_COURSES; course++) {
    const [inner, outer] = [course - 1, course].map((at) => (at / PAVING_COURSES) * half);
    if (inner === undefined || outer === undefined) continue;
    if (course % 4 === 0) ring(context, half, inner, outer, "rgba(60, 50, 40, 0.09)");
    context.beginPath();
    context.arc(half, half, outer, 0, 2 * Math.PI);
    const stones = Math.max(6, course * 5);
    for (let stone = 0; stone < stones; stone++) {
      const angle = ((stone + (course % 2) / 2) / stones) * 2 * Math.PI;
      context.moveTo(half + Math.sin(angle) * inner, half + Math.cos(angle) * inner);
      context.lineTo(half + Math.sin(angle) * outer, half + Math.cos(angle) * outer);
    }
    context.stroke();
  }
  return textureOf(canvas);
}

/** How much of a particle is seen where: its shape in white on black. */
export function shapeTexture(draw: (context: CanvasRenderingContext2D, sizePx: number) => void): Texture {
  const { canvas, context } = drawing(TILE_PX);
  context.fillStyle = "#000000";
  context.fillRect(0, 0, TILE_PX, TILE_PX);
  draw(context, TILE_PX);
  const texture = textureOf(canvas);
  texture.colorSpace = NoColorSpace;
  return texture;
}

/** A round that fades out from the middle: light on the ground, and the shadow under a figure. */
export function radialTexture(inner: string, outer: string): Texture {
  const { canvas, context } = drawing(TILE_PX);
  const half = TILE_PX / 2;
  const gradient = context.createRadialGradient(half, half, 0, half, half, half);
  gradient.addColorStop(0, inner);
  gradient.addColorStop(1, outer);
  context.fillStyle = gradient;
  context.fillRect(0, 0, TILE_PX, TILE_PX);
  return textureOf(canvas);
}

function ring(
  context: CanvasRenderingContext2D,
  middle: number,
  inner: number,
  outer: number,
  colour: string,
): void {
  context.fillStyle = colour;
  context.beginPath();
  context.arc(middle, middle, outer, 0, 2 * Math.PI);
  context.arc(middle, middle, inner, 0, 2 * Math.PI, true);
  context.fill();
}

function drawing(sizePx: number): { canvas: HTMLCanvasElement; context: CanvasRenderingContext2D } {
  const canvas = document.createElement("canvas");
  canvas.width = sizePx;
  canvas.height = sizePx;
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("this browser has no 2D canvas");
  return { canvas, context };
}

function textureOf(canvas: HTMLCanvasElement): CanvasTexture {
  const texture = new CanvasTexture(canvas);
  texture.colorSpace = SRGBColorSpace;
  texture.anisotropy = ANISOTROPY;
  return texture;
}
