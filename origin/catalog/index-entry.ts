// Makes something findable, in the transaction that makes or changes it.

import type { CatalogKind, Visibility } from "../../shared/schema/catalog.ts";
import type { UserId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { fold, TERMS_MAX, termsOf } from "./search-terms.ts";
import { type NewEntry, upsertEntry } from "./store.ts";

/** Raised when terms are made in another way: entries of before are made anew at boot (backfill.ts). */
export const INDEX_VERSION = 1;
const SEARCH_TEXT_MAX_CHARS = 800;

export type Findable = {
  readonly kind: CatalogKind;
  readonly id: string;
  readonly ownerId: UserId | null;
  readonly visibility: Visibility;
  readonly name: string;
  /** Whatever else it is found by. */
  readonly text: string;
  readonly tags: readonly string[];
  /** An object key in the delivery bucket, or a URL. */
  readonly thumbnail: string | null;
  /** It is not found after this. */
  readonly until: Date | null;
  readonly createdAt: Date;
};

export async function indexEntry(tx: DbOrTx, findable: Findable): Promise<void> {
  await upsertEntry(tx, toEntry(findable));
}

/** What stands in the catalog of it. Pure. */
export function toEntry({ text, ...found }: Findable): NewEntry {
  const nameTerms = termsOf(found.name);
  const tagTerms = termsOf(found.tags.join(" "));
  const whole = [found.name, found.tags.join(" "), text].join("\n");
  return {
    ...found,
    tags: [...found.tags],
    nameTerms: [...nameTerms],
    tagTerms: [...tagTerms],
    terms: [...new Set([...nameTerms, ...tagTerms, ...termsOf(text)])].slice(0, TERMS_MAX),
    searchText: fold([...whole].slice(0, SEARCH_TEXT_MAX_CHARS).join("")),
    indexVersion: INDEX_VERSION,
  };
}
