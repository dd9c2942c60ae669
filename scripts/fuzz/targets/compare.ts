// Our codec beside mqtt-packet: a disagreement that shared/protocol/strictness.md has no row for is a failure.

import { readFileSync } from "node:fs";
import { disagreementOn, generateCompared } from "../compare.ts";
import { BrokenInvariant, type Target } from "../target.ts";

const TABLE = new URL("../../../shared/protocol/strictness.md", import.meta.url);
const ROW = /^\| ((?:we refuse|it refuses|read as another): .*?) +\|/gm;
const V5_PERCENT = 60;

/** The disagreements that are explained, in the table's order. */
export function explainedDisagreements(): string[] {
  return [...readFileSync(TABLE, "utf8").matchAll(ROW)].map(([, name = ""]) => name);
}

/** The target, and what it has met so far: each disagreement with how often. */
export function createCompare(): { readonly target: Target; readonly met: ReadonlyMap<string, number> } {
  const explained = new Set(explainedDisagreements());
  const met = new Map<string, number>();
  const target: Target = {
    name: "compare",
    about: "our codec beside mqtt-packet",
    run: (chance) => {
      const version = chance.percent(V5_PERCENT) ? 5 : 4;
      const input = generateCompared(chance, version);
      const disagreement = disagreementOn(input, version);
      if (disagreement === null) return 1;
      if (!explained.has(disagreement))
        throw new BrokenInvariant(
          `a disagreement nobody has explained, in MQTT ${version}: ${disagreement}`,
          input,
        );
      met.set(disagreement, (met.get(disagreement) ?? 0) + 1);
      return 1;
    },
  };
  return { target, met };
}
