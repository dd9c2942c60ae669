// The table of scripts/deploy/README.md: environment variables, made from the settings tables the processes read. `bun run generate`
// writes it, `bun scripts/readme/configuration.ts` prints it, and a test holds the page to it.

import { edgeSettings } from "../../edge/config.ts";
import { originSettings } from "../../origin/config.ts";
import { ugcSettings } from "../../origin/ugc/config.ts";
import { roomSettings } from "../../room/config.ts";
import type { SettingsTable } from "../../shared/env.ts";
import { identityProviderSettings } from "../dev/identity-provider/config.ts";
import { objectStoreSettings } from "../dev/object-store/config.ts";
import { stripeDoubleSettings } from "../dev/stripe/config.ts";
import { markdownTable } from "../markdown/table.ts";
import { startSettings } from "../start/config.ts";
import { DECIDED_BY_START } from "../start/environments.ts";

export const CONFIGURATION_MAKER = "bun scripts/readme/configuration.ts";
export const CONFIGURATION_PAGE = {
  english: "scripts/deploy/README.md",
  japanese: "scripts/deploy/README.ja.md",
} as const;

/** Who reads settings, in the order of the table; `start` first, whose defaults are those of a newcomer. */
const READERS: readonly (readonly [name: string, table: SettingsTable])[] = [
  ["start", startSettings],
  ["edge", edgeSettings],
  ["origin", originSettings],
  ["UGC worker", ugcSettings],
  ["room", roomSettings],
  ["object store", objectStoreSettings],
  ["identity provider", identityProviderSettings],
  ["Stripe double", stripeDoubleSettings],
];

export type ConfigurationRow = {
  readonly variable: string;
  readonly defaultText: string;
  readonly readBy: string;
  readonly describe: string;
};

/** One row per variable. Defaults that differ between readers are all told; what `start` decides by itself is said to be so. */
export function configurationRows(): readonly ConfigurationRow[] {
  const rows = new Map<string, { defaults: Map<string, string[]>; readers: string[]; describe: string }>();
  for (const [reader, table] of READERS)
    for (const { name, defaultText, describe } of Object.values(table)) {
      const row = rows.get(name) ?? { defaults: new Map<string, string[]>(), readers: [], describe };
      rows.set(name, row);
      row.readers.push(reader);
      row.defaults.set(defaultText, [...(row.defaults.get(defaultText) ?? []), reader]);
    }
  const decided = new Set<string>(DECIDED_BY_START);
  return [...rows].map(([variable, { defaults, readers, describe }]) => ({
    variable,
    defaultText: defaultOf(defaults, !readers.includes("start") && decided.has(variable)),
    readBy: readers.join(", "),
    describe,
  }));
}

function defaultOf(defaults: ReadonlyMap<string, readonly string[]>, isDecided: boolean): string {
  const told = [...defaults].map(([text, readers]) =>
    defaults.size === 1 ? code(text) : `${code(text)} (${readers.join(", ")})`,
  );
  return told.join("; ") + (isDecided ? "; `start` gives one" : "");
}

function code(text: string): string {
  return text === "required" || text === "unset" ? text : `\`${text}\``;
}

/** Variable, default, who reads it, what it is. */
export function configurationCells(): readonly (readonly string[])[] {
  return configurationRows().map(({ variable, defaultText, readBy, describe }) => [
    `\`${variable}\``,
    defaultText,
    readBy,
    escaped(describe),
  ]);
}

/** The table in Markdown. */
export function configurationTable(): string {
  return markdownTable([["variable", "default", "read by", "what it is"], ...configurationCells()]);
}

function escaped(text: string): string {
  return text.replace(/<([^>]+)>/g, "`<$1>`");
}

if (import.meta.main) console.log(configurationTable());
