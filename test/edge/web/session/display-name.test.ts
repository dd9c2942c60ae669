import { expect, test } from "bun:test";
import { en } from "../../../../edge/web/i18n/en.ts";
import { displayNameProblem } from "../../../../edge/web/session/display-name.ts";

test("a name that will do has no problem, and each other one has its own", () => {
  expect(displayNameProblem(" さくら ", en)).toBeNull();
  expect(displayNameProblem("   ", en)).toBe(en.signIn.nameEmpty);
  expect(displayNameProblem("あ".repeat(33), en)).toBe(en.signIn.nameTooLong(32));
  expect(displayNameProblem("a\u202eb", en)).toBe(en.signIn.nameUnprintable);
});
