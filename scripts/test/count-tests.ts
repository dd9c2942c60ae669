// What a JUnit report counts, as bun test writes it.

export type Counts = { readonly passed: number; readonly failed: number; readonly skipped: number };

/** Reads the totals of the report's root element. Throws when there are none: a run nobody counted is no green one. */
export function countTests(xml: string): Counts {
  const root = /<testsuites\b[^>]*>/.exec(xml)?.[0];
  if (root === undefined) throw new Error("the report has no <testsuites>");
  const count = (name: string): number => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(root)?.[1] ?? 0);
  const failed = count("failures") + count("errors");
  const skipped = count("skipped");
  return { passed: count("tests") - failed - skipped, failed, skipped };
}
