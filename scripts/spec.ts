// The parts of shared/protocol/SPEC.md that restate code, made from the code: `bun scripts/spec.ts` writes them between their marks,
// `<!-- made by: bun scripts/spec.ts NAME -->` and `<!-- /made -->`. A test holds the SPEC to them.

import { join } from "node:path";
import { withMade } from "./markdown/made.ts";
import { BLOCK_PARTS } from "./spec/blocks.ts";
import { BOUND_PARTS } from "./spec/bounds.ts";
import { CODE_PARTS } from "./spec/codes.ts";
import { FLAG_PARTS } from "./spec/flags.ts";
import { HOUR_PARTS } from "./spec/hour.ts";
import { JSON_PARTS } from "./spec/json-messages.ts";
import { LIMIT_PARTS } from "./spec/limits.ts";
import { makerOf, namesOfMade } from "./spec/notation.ts";
import { RIGHT_PARTS } from "./spec/rights.ts";
import { SECTION_PARTS } from "./spec/sections.ts";
import { TOPIC_PARTS } from "./spec/topics.ts";

export const SPEC_PATH = join(import.meta.dir, "../shared/protocol/SPEC.md");

/** How each made part is made, by the name in its mark. */
export const PARTS: Readonly<Record<string, () => string>> = {
  ...LIMIT_PARTS,
  ...CODE_PARTS,
  ...FLAG_PARTS,
  ...SECTION_PARTS,
  ...BLOCK_PARTS,
  ...BOUND_PARTS,
  ...TOPIC_PARTS,
  ...JSON_PARTS,
  ...RIGHT_PARTS,
  ...HOUR_PARTS,
};

/** The SPEC with every made part made anew. Throws Error when it has a part that nobody makes, or lacks one. */
export function remake(spec: string): string {
  const [there, made] = [namesOfMade(spec), Object.keys(PARTS)];
  const unknown = there.filter((name) => PARTS[name] === undefined);
  const missing = made.filter((name) => !there.includes(name));
  if (unknown.length + missing.length > 0)
    throw new Error(`the SPEC's made parts: unknown ${unknown.join(", ")}; missing ${missing.join(", ")}`);
  return Object.entries(PARTS).reduce((text, [name, make]) => withMade(text, makerOf(name), make()), spec);
}

if (import.meta.main) {
  const before = await Bun.file(SPEC_PATH).text();
  const after = remake(before);
  if (after !== before) await Bun.write(SPEC_PATH, after);
  console.log(after === before ? "the SPEC is as the code is" : "wrote shared/protocol/SPEC.md");
}
