// A small software rasteriser: triangles in screen space, depth buffer, one shader. Speed matters here, so no object is made
// per pixel; it is used for one small picture, so it is no faster than that needs.

export type Target = {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Linear RGB, premultiplied by nothing: what is there is opaque. */
  readonly color: Float32Array;
  /** 1/distance, so that larger is nearer; 0 is the background. */
  readonly depth: Float32Array;
};

/** A corner on the screen: pixels from the top left, 1/distance, and what the shader reads, already divided by distance. */
export type Corner = {
  readonly x: number;
  readonly y: number;
  readonly invDistance: number;
  readonly varyings: readonly number[];
};

/**
 * Colours one pixel: `varyings` (perspective corrected) in, linear RGBA out, into `rgba`. Alpha 0 leaves the pixel alone,
 * 1 covers it, anything between blends.
 */
export type Shader = (varyings: Float32Array, rgba: Float32Array) => void;

/** Below this coverage a pixel does not hide what is drawn behind it later. */
const DEPTH_WRITE_ALPHA = 0.5;

export function createTarget(widthPx: number, heightPx: number): Target {
  const pixels = widthPx * heightPx;
  return { widthPx, heightPx, color: new Float32Array(pixels * 3), depth: new Float32Array(pixels) };
}

/** Twice the signed area; positive when the corners run counter-clockwise as the viewer sees them (y points down). */
export function facing(a: Corner, b: Corner, c: Corner): number {
  return (c.x - a.x) * (b.y - a.y) - (b.x - a.x) * (c.y - a.y);
}

/** Draws one triangle, either side up. */
export function drawTriangle(target: Target, a: Corner, b: Corner, c: Corner, shade: Shader): void {
  const area = facing(a, b, c);
  if (area === 0 || !Number.isFinite(area)) return;
  const { widthPx, heightPx, color, depth } = target;
  const left = Math.max(0, Math.floor(Math.min(a.x, b.x, c.x)));
  const right = Math.min(widthPx - 1, Math.ceil(Math.max(a.x, b.x, c.x)));
  const top = Math.max(0, Math.floor(Math.min(a.y, b.y, c.y)));
  const bottom = Math.min(heightPx - 1, Math.ceil(Math.max(a.y, b.y, c.y)));
  const varyings = new Float32Array(a.varyings.length);
  const rgba = new Float32Array(4);
  for (let py = top; py <= bottom; py++)
    for (let px = left; px <= right; px++) {
      const x = px + 0.5;
      const y = py + 0.5;
      const wa = ((c.x - b.x) * (y - b.y) - (x - b.x) * (c.y - b.y)) / -area;
      const wb = ((a.x - c.x) * (y - c.y) - (x - c.x) * (a.y - c.y)) / -area;
      const wc = 1 - wa - wb;
      if (wa < 0 || wb < 0 || wc < 0) continue;
      const pixel = py * widthPx + px;
      const invDistance = wa * a.invDistance + wb * b.invDistance + wc * c.invDistance;
      if (invDistance <= (depth[pixel] ?? 0)) continue;
      for (let i = 0; i < varyings.length; i++)
        varyings[i] =
          (wa * (a.varyings[i] ?? 0) + wb * (b.varyings[i] ?? 0) + wc * (c.varyings[i] ?? 0)) / invDistance;
      shade(varyings, rgba);
      const alpha = rgba[3] ?? 0;
      if (alpha <= 0) continue;
      for (let i = 0; i < 3; i++)
        color[pixel * 3 + i] = (color[pixel * 3 + i] ?? 0) * (1 - alpha) + (rgba[i] ?? 0) * alpha;
      if (alpha >= DEPTH_WRITE_ALPHA) depth[pixel] = invDistance;
    }
}
