// Colours as `#rrggbb`, mixed and weighed: what the built-in stage makes of the two a world has.

type Rgb = readonly [red: number, green: number, blue: number];

function parse(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1, 7), 16);
  return [(value >> 16) & 0xff, (value >> 8) & 0xff, value & 0xff];
}

function format(rgb: Rgb): string {
  return `#${rgb.map((channel) => Math.round(channel).toString(16).padStart(2, "0")).join("")}`;
}

/** From `from` (share 0) to `to` (share 1), channel by channel. */
export function mix(from: string, to: string, share: number): string {
  const [a, b] = [parse(from), parse(to)];
  const at = (index: 0 | 1 | 2) => a[index] + (b[index] - a[index]) * share;
  return format([at(0), at(1), at(2)]);
}

const DARK_BELOW = 0.35;

/** Whether a sky of this colour is a night's: its luma (Rec. 601), from 0 to 1, is low. */
export function isDark(hex: string): boolean {
  const [red, green, blue] = parse(hex);
  return (0.299 * red + 0.587 * green + 0.114 * blue) / 255 < DARK_BELOW;
}

const GOLDEN_ANGLE_DEG = 137.508;

/** Hue in degrees for a participant: neighbours in number are far apart in colour. */
export function hueOf(sid: number): number {
  return (sid * GOLDEN_ANGLE_DEG) % 360;
}
