import { expect, test } from "bun:test";
import { labelOf, profileOf } from "../../../edge/routes/profile.ts";
import { linkIdentitySchema } from "../../../shared/schema/internal/identity.ts";

test.each([
  ["Midori", "en-GB", { displayName: "Midori", locale: "en" }],
  ["  みどり ", "ja", { displayName: "みどり", locale: "ja" }],
  ["Jürgen", "de", { displayName: "Jürgen", locale: "ja" }],
  ["e\u0301", null, { displayName: "é", locale: "ja" }],
  // Cut by characters, not by halves of them.
  ["🎈".repeat(40), "EN", { displayName: "🎈".repeat(32), locale: "en" }],
  // What could be drawn as another's name is not taken over.
  ["Ad\u202emin", "en", { displayName: "Nameless", locale: "en" }],
  ["", "ja", { displayName: "名無し", locale: "ja" }],
  [null, "en", { displayName: "Nameless", locale: "en" }],
] as const)("somebody whom the provider calls %j (%p) has a profile that fits", (name, locale, profile) => {
  expect(profileOf({ name, locale })).toEqual({ ...profile });
});

test.each([
  [{ label: "midori@example.com", name: "Midori" }, "midori@example.com"],
  [{ label: null, name: " Midori " }, "Midori"],
  [{ label: null, name: "Mi\u0000do\u202eri\ud83d" }, "Midori"],
  [{ label: "\u200b", name: "Midori" }, null],
  [{ label: null, name: null }, null],
  [{ label: null, name: "🎈".repeat(300) }, "🎈".repeat(200)],
] as const)("an identity of %j is labelled %p, which the origin can keep", (identity, label) => {
  expect(labelOf(identity)).toBe(label);
  expect(linkIdentitySchema.shape.label.parse(label)).toBe(label);
});
