// A look becomes a figure: parts, and the bones they hang on. No file format is known here.

import { bodyParts } from "./body.ts";
import { clothesPieces } from "./clothes.ts";
import { faceParts } from "./face.ts";
import { hairPieces } from "./hair.ts";
import type { Look } from "./look.ts";
import type { Chain, Part } from "./part.ts";
import { type Bone, bodyBones } from "./rig.ts";
import type { Detail } from "./surface.ts";

export type Figure = {
  /** Parents first, swinging joints last. */
  readonly bones: readonly Bone[];
  readonly chains: readonly Chain[];
  readonly parts: readonly Part[];
};

export type FigureOptions = {
  /** 1 is about 16,000 triangles. */
  readonly detail: Detail;
  readonly withFingers: boolean;
  /** Ribbons around the waist, five joints each. */
  readonly ribbons: number;
};

export function buildFigure(look: Look, { detail, withFingers, ribbons }: FigureOptions): Figure {
  const hair = hairPieces(look.hair, detail);
  const clothes = clothesPieces(look.outfit, detail, ribbons);
  const chains = [...hair.chains, ...clothes.chains];
  const joints = chains.flatMap(({ hangsOn, joints: each }) =>
    each.map(
      ({ name, at }, i): Bone => ({ name, at, parent: i === 0 ? hangsOn : (each[i - 1]?.name ?? hangsOn) }),
    ),
  );
  return {
    bones: [...bodyBones(withFingers), ...joints],
    chains,
    parts: [
      ...bodyParts(detail, withFingers),
      ...faceParts(look.face, detail),
      ...hair.parts,
      ...clothes.parts,
    ],
  };
}

export function triangleCount({ parts }: Figure): number {
  return parts.reduce((sum, { surface }) => sum + surface.indices.length / 3, 0);
}
