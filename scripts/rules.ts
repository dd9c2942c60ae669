// The numbered rules of shared/protocol/SPEC.md and the tests that prove them. `bun scripts/rules.ts` lists every rule with the
// number of test titles that carry it, untested ones last; scripts/check.ts fails on those, and on ids the SPEC does not have.

import { join } from "node:path";
import { readSources, type SourceFile } from "./import-graph.ts";

export type Rule = { readonly id: string; readonly testCount: number };
/** An id in code or tests that no rule has. */
export type UnknownRule = { readonly id: string; readonly path: string };

const SPEC_PATH = "shared/protocol/SPEC.md";
const DEFINITION = /\*\*\[([A-Z]+-\d+)\]\*\*/g;
/** In comments and titles as `[MQTT-1]`, in ProtocolError as `"MQTT-1"`. The standard's own tags have dots: `MQTT-3.1.0-1`. */
const CITATION = /\[([A-Z]+-\d+)\]/g;
const ERROR_RULE = /\bProtocolError\(\s*[\w.]+,\s*"([A-Z]+-\d+)"/g;
/** The first argument of test, describe and their kin, when it is a literal. */
const TITLE = /\b(?:test|describe|it)(?:\.\w+(?:\([^()]*\))?)*\(\s*(?:"([^"\n]*)"|`([^`]*)`|'([^'\n]*)')/g;

/** The ids the SPEC defines, in its order. Throws Error for one it defines twice. */
export function ruleIdsOf(spec: string): string[] {
  const ids = [...spec.matchAll(DEFINITION)].map(([, id = ""]) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new Error(`${SPEC_PATH} defines [${twice}] twice`);
  return ids;
}

/** Every rule with the number of titles in `tests` that cite it, in the SPEC's order. */
export function countTests(spec: string, tests: readonly SourceFile[]): Rule[] {
  const cited = tests.flatMap(({ text }) =>
    [...text.matchAll(TITLE)].flatMap(([, ...forms]) => {
      const title = forms.find((form) => form !== undefined) ?? "";
      return [...new Set([...title.matchAll(CITATION)].map(([, id = ""]) => id))];
    }),
  );
  return ruleIdsOf(spec).map((id) => ({ id, testCount: cited.filter((other) => other === id).length }));
}

/** Citations of rules the SPEC does not have, each once per file. */
export function findUnknownRules(spec: string, files: readonly SourceFile[]): UnknownRule[] {
  const known = new Set(ruleIdsOf(spec));
  return files.flatMap(({ path, text }) => {
    const cited = [...text.matchAll(CITATION), ...text.matchAll(ERROR_RULE)].map(([, id = ""]) => id);
    return [...new Set(cited)].filter((id) => !known.has(id)).map((id) => ({ id, path }));
  });
}

export type RuleReport = { readonly rules: readonly Rule[]; readonly problems: readonly string[] };

/** What the repository at `root` says: the rules, and a line for each that is untested or unknown. */
export async function reportRules(root: string): Promise<RuleReport> {
  const spec = await Bun.file(join(root, SPEC_PATH)).text();
  const files = await readSources(root);
  // These tests speak of made-up rules.
  const others = files.filter(({ path }) => !path.startsWith("test/scripts/"));
  const rules = countTests(
    spec,
    others.filter(({ path }) => path.startsWith("test/")),
  );
  return {
    rules,
    problems: [
      ...rules.filter((rule) => rule.testCount === 0).map(({ id }) => `[${id}] has no test`),
      ...findUnknownRules(spec, others).map(
        ({ id, path }) => `${path} cites [${id}], which ${SPEC_PATH} lacks`,
      ),
    ],
  };
}

if (import.meta.main) {
  const { rules, problems } = await reportRules(join(import.meta.dir, ".."));
  for (const { id, testCount } of rules)
    if (testCount > 0) console.log(`${`[${id}]`.padEnd(12)} ${testCount} test${testCount === 1 ? "" : "s"}`);
  if (problems.length > 0) {
    console.log(`\n${problems.join("\n")}`);
    process.exitCode = 1;
  }
}
