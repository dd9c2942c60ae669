import { expect, test } from "bun:test";
import { join } from "node:path";
import { CONFORMANCE_PATH, conformancePage } from "../../../scripts/conformance/page.ts";
import { MQTT5, MQTT311 } from "../../../scripts/conformance/standards.ts";
import { readSources } from "../../../scripts/import-graph.ts";

const ROOT = join(import.meta.dir, "../../..");
/** What the appendices of the standards count: MQTT5 appendix B, MQTT 3.1.1 appendix B. */
const COUNTS = { "MQTT 5.0": 251, "MQTT 3.1.1": 141 };

for (const standard of [MQTT5, MQTT311]) {
  const statements = standard.chapters.flatMap((chapter) => chapter.statements);

  test(`every statement of ${standard.name} is listed, and none twice`, () => {
    const ids = statements.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    expect(ids).toHaveLength(COUNTS[standard.name as keyof typeof COUNTS]);
  });

  test(`every test that is to prove a statement of ${standard.name} is there`, async () => {
    const tests = (await readSources(ROOT))
      .filter(({ path }) => path.startsWith("test/") && !path.startsWith("test/scripts/"))
      .map(({ text }) => text)
      .join("\n");
    const named = statements.flatMap(({ id, kept }) => ("test" in kept ? [{ id, title: kept.test }] : []));
    expect(named.filter(({ title }) => !tests.includes(title))).toEqual([]);
  });
}

test("the page is what `bun run generate` makes of the lists", async () => {
  expect(await Bun.file(join(ROOT, CONFORMANCE_PATH)).text()).toBe(conformancePage());
});
