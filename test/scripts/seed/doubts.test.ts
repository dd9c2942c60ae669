import { expect, test } from "bun:test";
import { doubtsAbout } from "../../../scripts/seed/doubts.ts";

test.each(["localhost", "127.0.0.1:5433", "[::1]:5432"])(
  "a database at %s with a few members is a developer's",
  (host) => {
    expect(doubtsAbout({ url: `postgres://me:pw@${host}/hiroba`, memberCount: 20 })).toEqual([]);
  },
);

test("one on another machine, or that many people sign in to, is not, and it says why without the password", () => {
  const doubts = doubtsAbout({ url: "postgres://me:hunter2@db.example:5432/hiroba", memberCount: 21 });
  expect(doubts).toEqual(["it is on another machine (db.example)", "21 people sign in to it (more than 20)"]);
});
