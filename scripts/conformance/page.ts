// The page of shared/protocol/CONFORMANCE.md, made of the lists. Written by `bun run generate`.

import { markdownTable } from "../markdown/table.ts";
import { MQTT5, MQTT311, type Standard } from "./standards.ts";
import type { Chapter, Kept, Statement } from "./statement.ts";

export const CONFORMANCE_PATH = "shared/protocol/CONFORMANCE.md";

function keptText(kept: Kept): string {
  if ("test" in kept) return `test: ${kept.test}`;
  if ("byForm" in kept) return `by form: ${kept.byForm}`;
  if ("client" in kept) return `the client's: ${kept.client}`;
  return `NOT KEPT: ${kept.not}`;
}

/** Signs that Markdown would take for its own. */
const cell = (text: string) => text.replace(/[|[\]<>*_]/g, "\\$&");

function chapterText({ title, statements }: Chapter): string {
  const rows = statements.map(({ id, asks, kept }) => [id, cell(asks), cell(keptText(kept))]);
  return `### ${title}\n\n${markdownTable([["statement", "asks", "how it is kept"], ...rows])}`;
}

const statementsOf = ({ chapters }: Standard): readonly Statement[] => chapters.flatMap((c) => c.statements);

function standardText(standard: Standard): string {
  const all = statementsOf(standard);
  const count = (way: string) => all.filter(({ kept }) => way in kept).length;
  return [
    `## ${standard.name}`,
    "",
    `${all.length} statements: ${count("test")} tested, ${count("byForm")} kept by form, ${count("client")} bind clients alone, ${count("not")} not kept.`,
    "",
    standard.chapters.map(chapterText).join("\n\n"),
  ].join("\n");
}

/** The whole page, Markdown. */
export function conformancePage(): string {
  return `${[
    "# What MQTT demands, and how it is kept",
    "",
    "Every normative statement of both standards that this server speaks, by its number (`3.1.0-1` is [MQTT-3.1.0-1]), in our words.",
    "Where a test is named, a title of `test/` has these words, and the test fails when the statement is not kept. What narrows MQTT",
    "in rooms is in [SPEC.md](SPEC.md#1-mqtt-and-where-we-narrow-it); an open host (`bun room/main.ts --open`) narrows nothing.",
    "",
    "Made by `bun run generate` from `scripts/conformance/`.",
    "",
    [MQTT5, MQTT311].map(standardText).join("\n\n"),
  ].join("\n")}\n`;
}
