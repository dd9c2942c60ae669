// What encoding loses: of each quantity its step, its range, and the most it is off by inside that range. The rules state these
// numbers and a test measures them (test/shared/protocol/bounds.test.ts).

import { markdownTable } from "../markdown/table.ts";

export type Bound = {
  readonly what: string;
  readonly step: string;
  readonly range: string;
  /** In `unit`. */
  readonly errorMax: number;
  readonly unit: "°" | "mm" | "m/s" | "";
};

export const BOUNDS = {
  bodyYaw: {
    what: "body yaw",
    step: "1/65,536 turn",
    range: "any, modulo a turn",
    errorMax: 0.00275,
    unit: "°",
  },
  look: { what: "look yaw, look pitch", step: "90°/127", range: "±90°", errorMax: 0.355, unit: "°" },
  narrow: {
    what: "position, an axis",
    step: "1/1024 m",
    range: "−32 to 31.999 m",
    errorMax: 0.4883,
    unit: "mm",
  },
  wide: {
    what: "position when wide, an axis",
    step: "1/1024 m",
    range: "−8,192 to 8,191.999 m",
    errorMax: 0.4883,
    unit: "mm",
  },
  jointPosition: {
    what: "joint position, an axis",
    step: "1/1024 m",
    range: "x, z −2 to 1.999 m; y −1 to 2.999 m",
    errorMax: 0.4883,
    unit: "mm",
  },
  jointRotation: {
    what: "joint rotation",
    step: "1/(1023·√2) of a component",
    range: "any",
    errorMax: 0.14,
    unit: "°",
  },
  finger: { what: "finger curl", step: "1/15", range: "0 to 1", errorMax: 0.0334, unit: "" },
  weight: { what: "viseme and emotion weight", step: "1/31", range: "0 to 1", errorMax: 0.0162, unit: "" },
  blink: { what: "blink", step: "1/15", range: "0 to 1", errorMax: 0.0334, unit: "" },
  itemRotation: {
    what: "item rotation",
    step: "1/(16383·√2) of a component",
    range: "any",
    errorMax: 0.0086,
    unit: "°",
  },
  velocity: {
    what: "item velocity, an axis",
    step: "1/256 m/s",
    range: "−128 to 127.99 m/s",
    errorMax: 0.001954,
    unit: "m/s",
  },
} as const satisfies Readonly<Record<string, Bound>>;

function bounds(): string {
  const rows = Object.values<Bound>(BOUNDS).map(({ what, step, range, errorMax, unit }) => [
    what,
    step,
    range,
    unit === "°" ? `${errorMax}°` : `${errorMax} ${unit}`.trim(),
  ]);
  return markdownTable([["quantity", "step", "range", "error at most"], ...rows]);
}

export const BOUND_PARTS = { bounds } as const;
