// The shape of one particle, drawn in white: its material gives it the colour.

import type { Look } from "./particles.ts";

type Draw = (context: CanvasRenderingContext2D, sizePx: number) => void;

export const SIZE_M: Readonly<Record<Look, number>> = {
  hearts: 0.3,
  petals: 0.22,
  confetti: 0.15,
  fireworks: 0.24,
  sparkles: 0.18,
};

export const DRAW_SHAPE: Readonly<Record<Look, Draw>> = {
  hearts: (context, size) => {
    const at = (share: number) => share * size;
    context.beginPath();
    context.moveTo(at(0.5), at(0.88));
    context.bezierCurveTo(at(0.05), at(0.58), at(0.06), at(0.14), at(0.3), at(0.14));
    context.bezierCurveTo(at(0.42), at(0.14), at(0.5), at(0.24), at(0.5), at(0.32));
    context.bezierCurveTo(at(0.5), at(0.24), at(0.58), at(0.14), at(0.7), at(0.14));
    context.bezierCurveTo(at(0.94), at(0.14), at(0.95), at(0.58), at(0.5), at(0.88));
    fillWhite(context);
  },
  petals: (context, size) => {
    context.beginPath();
    context.ellipse(size / 2, size / 2, size * 0.42, size * 0.22, Math.PI / 4, 0, 2 * Math.PI);
    fillWhite(context);
  },
  confetti: (context, size) => {
    context.beginPath();
    context.rect(size * 0.2, size * 0.3, size * 0.6, size * 0.4);
    fillWhite(context);
  },
  fireworks: glow,
  sparkles: glow,
};

function glow(context: CanvasRenderingContext2D, size: number): void {
  const half = size / 2;
  const gradient = context.createRadialGradient(half, half, 0, half, half, half);
  gradient.addColorStop(0, "#ffffff");
  gradient.addColorStop(0.35, "rgba(255, 255, 255, 0.85)");
  gradient.addColorStop(1, "rgba(255, 255, 255, 0)");
  context.fillStyle = gradient;
  context.fillRect(0, 0, size, size);
}

function fillWhite(context: CanvasRenderingContext2D): void {
  context.fillStyle = "#ffffff";
  context.fill();
}
