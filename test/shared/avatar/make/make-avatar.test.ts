import { expect, test } from "bun:test";
import { checkAvatar } from "../../../../shared/avatar/check-avatar.ts";
import { FACE_STYLES, HAIR_STYLES, type Look, OUTFITS } from "../../../../shared/avatar/figure/look.ts";
import { makeAvatar } from "../../../../shared/avatar/make/make-avatar.ts";

const colours = { skin: "#f9d3b8", hair: "#2b2430", eyes: "#2f6fb3", cloth: "#e86a5c", second: "#2f3a55" };
const look = (i: number): Look => ({
  hair: HAIR_STYLES[i % HAIR_STYLES.length] ?? "bob",
  face: FACE_STYLES[i % FACE_STYLES.length] ?? "round",
  outfit: OUTFITS[i % OUTFITS.length] ?? "tee",
  heightM: 0.9 + 0.15 * (i % 7),
  colours,
});
const choice = (i: number) => ({ look: look(i), name: "Mika's", author: "Mika", isForEveryone: true });

test("every hair, face and outfit makes an avatar without a finding that everybody may look at cheaply", async () => {
  for (let i = 0; i < HAIR_STYLES.length; i++) {
    const bytes = await makeAvatar(choice(i));
    const { findings, facts } = checkAvatar(bytes);
    expect({ i, findings }).toEqual({ i, findings: [] });
    expect(facts?.triangleCount).toBeLessThan(40_000);
    expect(bytes.length).toBeLessThan(2_500_000);
  }
}, 60_000);

test("the same choice makes the same bytes; its licence says what was chosen", async () => {
  const [first, again] = await Promise.all([makeAvatar(choice(1)), makeAvatar(choice(1))]);
  expect(again).toEqual(first);
  expect(checkAvatar(first).licence?.avatarPermission).toBe("everyone");
  // Whoever lets others wear it has not given it away.
  expect(checkAvatar(first).licence?.allowRedistribution).toBe(false);
  const own = checkAvatar(await makeAvatar({ ...choice(1), isForEveryone: false })).licence;
  expect(own).toMatchObject({ name: "Mika's", authors: ["Mika"], avatarPermission: "onlyAuthor" });
});

test("a choice outside the catalogue is refused", async () => {
  const shaved = { ...choice(0), look: { ...look(0), hair: "none" as "bob" } };
  await expect(makeAvatar(shaved)).rejects.toThrow();
  await expect(makeAvatar({ ...choice(0), name: " " })).rejects.toThrow();
  const giant = { ...choice(0), look: { ...look(0), heightM: 40 } };
  await expect(makeAvatar(giant)).rejects.toThrow();
});
