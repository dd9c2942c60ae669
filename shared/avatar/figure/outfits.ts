// What each outfit is made of, as a table: which garments, how long and how wide.

import type { Outfit } from "./look.ts";
import type { MaterialName } from "./part.ts";

export type Garments = {
  readonly top: {
    readonly material: MaterialName;
    readonly hemY: number;
    readonly ease: number;
    readonly neckY: number;
  };
  /** Arms covered down to this far from the middle; how wide they end. */
  readonly sleeve: {
    readonly material: MaterialName;
    readonly toX: number;
    readonly ease: number;
    readonly cuff: number;
  };
  readonly legs?: {
    readonly material: MaterialName;
    readonly toY: number;
    readonly ease: number;
    readonly flare: number;
  };
  readonly skirt?: {
    readonly material: MaterialName;
    readonly fromY: number;
    readonly toY: number;
    readonly flare: number;
    readonly pleats: number;
  };
  readonly socks: { readonly material: MaterialName; readonly toY: number };
  readonly extras: readonly Extra[];
};
/** What a garment carries. */
export type Extra =
  | "hood"
  | "collar"
  | "belt"
  | "bib"
  | "ribbon"
  | "lapels"
  | "neckband"
  | "pocket"
  | "buttons"
  | "hem";

export const outfits: Readonly<Record<Outfit, Garments>> = {
  hoodie: {
    top: { material: "cloth", hemY: 0.66, ease: 0.022, neckY: 1.062 },
    sleeve: { material: "cloth", toX: 0.385, ease: 0.014, cuff: 0.026 },
    legs: { material: "second", toY: 0.075, ease: 0.011, flare: 0.002 },
    socks: { material: "trim", toY: 0.12 },
    extras: ["hood", "pocket", "hem"],
  },
  tee: {
    top: { material: "cloth", hemY: 0.685, ease: 0.013, neckY: 1.052 },
    sleeve: { material: "cloth", toX: 0.205, ease: 0.012, cuff: 0.047 },
    legs: { material: "second", toY: 0.43, ease: 0.014, flare: 0.012 },
    socks: { material: "trim", toY: 0.17 },
    extras: ["neckband"],
  },
  dress: {
    top: { material: "cloth", hemY: 0.78, ease: 0.008, neckY: 1.046 },
    sleeve: { material: "cloth", toX: 0.165, ease: 0.016, cuff: 0.042 },
    skirt: { material: "cloth", fromY: 0.81, toY: 0.42, flare: 0.115, pleats: 10 },
    socks: { material: "trim", toY: 0.2 },
    extras: ["collar", "belt", "ribbon"],
  },
  blazer: {
    top: { material: "cloth", hemY: 0.7, ease: 0.017, neckY: 1.054 },
    sleeve: { material: "cloth", toX: 0.385, ease: 0.01, cuff: 0.031 },
    skirt: { material: "second", fromY: 0.76, toY: 0.5, flare: 0.075, pleats: 18 },
    socks: { material: "trim", toY: 0.33 },
    extras: ["lapels", "collar", "ribbon", "buttons"],
  },
  dungarees: {
    top: { material: "second", hemY: 0.7, ease: 0.01, neckY: 1.054 },
    sleeve: { material: "second", toX: 0.28, ease: 0.01, cuff: 0.038 },
    legs: { material: "cloth", toY: 0.09, ease: 0.017, flare: 0.008 },
    socks: { material: "trim", toY: 0.13 },
    extras: ["bib", "neckband"],
  },
  happi: {
    top: { material: "cloth", hemY: 0.6, ease: 0.018, neckY: 1.056 },
    sleeve: { material: "cloth", toX: 0.325, ease: 0.02, cuff: 0.068 },
    legs: { material: "second", toY: 0.16, ease: 0.008, flare: 0.006 },
    socks: { material: "trim", toY: 0.18 },
    extras: ["lapels", "belt"],
  },
};
