// Who may see, try and change a world: every standing against every world there can be.

import { describe, expect, test } from "bun:test";
import { mayEdit, maySee, mayTry, type Standing } from "../../../origin/worlds/standing.ts";
import { type Visibility, visibilitySchema } from "../../../shared/schema/catalog.ts";
import { worldIdSchema } from "../../../shared/schema/ids.ts";

const STANDINGS: readonly Standing[] = ["owner", "editor", "tester", "friend", "stranger"];
const world = (visibility: Visibility, liveVersion: number | null = 1, takenDownAt: Date | null = null) => ({
  id: worldIdSchema.parse("wld_a"),
  ownerId: null,
  visibility,
  liveVersion,
  takenDownAt,
});
const who = (may: (standing: Standing) => boolean) => STANDINGS.filter(may);

describe("a world", () => {
  test("is changed by its owner and editors, and tried by testers too", () => {
    expect(who(mayEdit)).toEqual(["owner", "editor"]);
    expect(who(mayTry)).toEqual(["owner", "editor", "tester"]);
  });

  const SEEN: Readonly<Record<Visibility, readonly Standing[]>> = {
    public: STANDINGS,
    unlisted: STANDINGS,
    friends: ["owner", "editor", "tester", "friend"],
    private: ["owner", "editor", "tester"],
  };
  for (const visibility of visibilitySchema.options)
    test(`that is ${visibility} is seen by ${SEEN[visibility].join(", ")}`, () => {
      expect(who((standing) => maySee(standing, world(visibility)))).toEqual([...SEEN[visibility]]);
    });

  test("that was taken down is seen by those who work on it", () => {
    expect(who((standing) => maySee(standing, world("public", 1, new Date())))).toEqual([
      "owner",
      "editor",
      "tester",
    ]);
  });

  test("that was never published is seen by those who work on it, whatever else it is", () => {
    for (const visibility of visibilitySchema.options)
      expect(who((standing) => maySee(standing, world(visibility, null)))).toEqual([
        "owner",
        "editor",
        "tester",
      ]);
  });
});
