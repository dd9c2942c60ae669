import { describe, expect, test } from "bun:test";
import {
  BOUNDS,
  type DraftField,
  draftOf,
  type NumberField,
  readDraft,
  type VersionDraft,
} from "../../../../edge/web/worlds/version-draft.ts";
import { assetIdSchema } from "../../../../shared/schema/ids.ts";
import { updateVersionSchema } from "../../../../shared/schema/world-version.ts";
import { version } from "./version.ts";

const wrongIn = (change: Partial<VersionDraft>): DraftField[] => {
  const read = readDraft({ ...draftOf(version()), ...change });
  return "wrong" in read ? [...read.wrong] : [];
};

describe("the form of a draft", () => {
  test("shows a version as it is, and says it again the same, in words the API takes", () => {
    const bundle = assetIdSchema.parse("ast_a");
    const said = version({
      note: "Lanterns",
      capacity: 80,
      content: { glb: null, bundles: { mac: bundle }, bgm: null },
      settings: { halfSizeM: 30.5, spawn: [1.25, 0, -3], volumes: { voice: 0.8, bgm: 0, sfx: 1 } },
    });
    const read = readDraft(draftOf(said));
    if ("wrong" in read) throw new Error(`wrong: ${[...read.wrong]}`);
    const { note, capacity, content, settings } = said;
    expect(read.fields).toEqual({ note, capacity, content, settings });
    expect(updateVersionSchema.parse(read.fields)).toEqual(read.fields);
  });

  test("takes every number to its bounds, and none beyond", () => {
    for (const [field, { min, max, isWhole }] of Object.entries(BOUNDS) as [
      NumberField,
      (typeof BOUNDS)[NumberField],
    ][]) {
      const roomy = { halfSizeM: "10", spawnX: "0", spawnY: "0", spawnZ: "0" };
      for (const good of [min, max]) expect(wrongIn({ ...roomy, [field]: `${good}` })).toEqual([]);
      for (const bad of [`${min - 1}`, `${max + 1}`, "", "x", "1e2"])
        expect([field, bad, wrongIn({ ...roomy, [field]: bad })]).toEqual([field, bad, [field]]);
      expect(wrongIn({ ...roomy, [field]: `${min + 0.5}` })).toEqual(isWhole ? [field] : []);
    }
  });

  test("lets nobody appear outside of the world", () => {
    expect(wrongIn({ halfSizeM: "10", spawnX: "10", spawnY: "-10", spawnZ: "10,01" })).toEqual(["spawnZ"]);
  });
});
