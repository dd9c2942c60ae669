// How far a refinement is, one row for each variant that is planned. Pure.

import type { VariantProgress } from "../../shared/schema/asset-variant.ts";
import type { RefineMessage } from "./refine-message.ts";

export type Rows = readonly VariantProgress[];
type Planned = Pick<VariantProgress, "profile" | "level">;

/** None is begun. */
export function rowsOfPlan(planned: readonly Planned[]): Rows {
  return begun(
    planned.map(({ profile, level }) => ({
      profile,
      level,
      status: "WAITING",
      texturesDone: 0,
      texturesTotal: 0,
    })),
  );
}

/** After textures of this variant were made, which may be while the one before it is being published. */
export function withTextures(rows: Rows, said: Extract<RefineMessage, { kind: "textures" }>): Rows {
  const { texturesDone, texturesTotal } = said;
  return rows.map((row) =>
    isOf(row, said) ? { ...row, status: "UNDER_WAY", texturesDone, texturesTotal } : row,
  );
}

/** After this variant was published, or left out. */
export function withEnd(rows: Rows, variant: Planned, status: "READY" | "SKIPPED"): Rows {
  return begun(rows.map((row) => (isOf(row, variant) ? { ...row, status } : row)));
}

/** How the queue counts it. */
export function stepOf(rows: Rows): {
  readonly step: string;
  readonly stepsDone: number;
  readonly stepsTotal: number;
} {
  const current = rows.find(({ status }) => status === "UNDER_WAY");
  const stepsDone = rows.filter(({ status }) => status === "READY" || status === "SKIPPED").length;
  const step = current === undefined ? "refine" : `${current.profile} ${current.level}`;
  return { step, stepsDone, stepsTotal: Math.max(1, rows.length) };
}

/** They are made one after the other: the first that waits is the one that is worked on, once none is. */
function begun(rows: Rows): Rows {
  if (rows.some(({ status }) => status === "UNDER_WAY")) return rows;
  const first = rows.findIndex(({ status }) => status === "WAITING");
  return rows.map((row, at) => (at === first ? { ...row, status: "UNDER_WAY" } : row));
}

function isOf(row: Planned, { profile, level }: Planned): boolean {
  return row.profile === profile && row.level === level;
}
