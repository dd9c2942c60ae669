// The colours of the built-in stage, made of the two that a world has.

import { mix } from "../components/colour.ts";

export type Palette = ReturnType<typeof paletteOf>;

export function paletteOf(skyColor: string, groundColor: string, night: boolean) {
  const horizon = mix(skyColor, night ? "#5d6296" : "#fff4e4", night ? 0.35 : 0.62);
  return {
    horizon,
    meadow: mix(groundColor, night ? "#20263f" : "#6f9a72", 0.28),
    paving: mix(groundColor, night ? "#cfc9d8" : "#fbf1e0", night ? 0.3 : 0.6),
    pavingLine: mix(groundColor, night ? "#0f1326" : "#7d715f", 0.3),
    kerb: mix(groundColor, "#fff8ec", 0.35),
    wood: mix("#a9794f", groundColor, 0.18),
    metal: mix("#4a4f58", groundColor, 0.2),
    flower: night ? "#d9c8f0" : "#f6b9c4",
    trunk: mix("#7a5a43", groundColor, 0.25),
    leaf: mix(groundColor, night ? "#1c3a40" : "#4d8a5c", 0.6),
    leafLight: mix(groundColor, night ? "#2b5057" : "#79b06c", 0.6),
    hill: mix(mix(groundColor, night ? "#262d50" : "#7fa58d", 0.5), horizon, 0.5),
  };
}
