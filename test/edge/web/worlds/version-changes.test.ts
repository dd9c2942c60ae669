import { expect, test } from "bun:test";
import { changesBetween, comparedWith } from "../../../../edge/web/worlds/version-changes.ts";
import { assetIdSchema } from "../../../../shared/schema/ids.ts";
import { DEFAULT_VOICE_SETTINGS } from "../../../../shared/schema/world-settings.ts";
import { NO_CONTENT } from "../../../../shared/schema/world-version.ts";
import { version } from "./version.ts";

const [one, other] = [assetIdSchema.parse("ast_a"), assetIdSchema.parse("ast_b")];

test("what is different between two versions is told field by field, and notes are no difference", () => {
  expect(changesBetween(version({ note: "a" }), version({ note: "b" }))).toEqual([]);
  const before = version({ content: { glb: one, bundles: { mac: one }, bgm: null } });
  const after = version({
    capacity: 80,
    settings: {
      spawn: [1, 0, 2],
      volumes: { voice: 1, bgm: 0.25, sfx: 0.8 },
      voice: { ...DEFAULT_VOICE_SETTINGS, mode: "room" },
    },
    content: { glb: other, bundles: {}, bgm: one },
  });
  expect(changesBetween(before, after)).toEqual([
    { kind: "setting", what: "capacity", before: 50, after: 80 },
    { kind: "setting", what: "spawn", before: "0 / 0 / 0", after: "1 / 0 / 2" },
    { kind: "setting", what: "bgmVolume", before: 50, after: 25 },
    { kind: "setting", what: "voiceMode", before: "spatial", after: "room" },
    { kind: "file", what: "glb", is: "replaced" },
    { kind: "file", what: "mac", is: "removed" },
    { kind: "file", what: "bgm", is: "added" },
  ]);
});

test("no field of a version that a room is made of goes without being told", () => {
  const all = version({
    capacity: 1,
    settings: {
      skyColor: "#000000",
      groundColor: "#000000",
      halfSizeM: 5,
      spawn: [1, 1, 1],
      volumes: { voice: 0, bgm: 0, sfx: 0 },
      tickMs: 10,
      voice: { mode: "off", k: 0, radiusM: 1 },
      plainPoseHz: 1,
      avatars: {
        floor: { desktop: "good", mobile: "good", headset: "good" },
        memoryMb: { desktop: 64, mobile: 64, headset: 64 },
      },
    },
    content: { glb: one, bgm: one, bundles: { windows: one, mac: one, ios: one, android: one } },
  });
  const { settings, content } = all;
  const leaves = (of: object): number =>
    Object.values(of).reduce(
      (sum: number, value) =>
        sum + (typeof value === "object" && value !== null && !Array.isArray(value) ? leaves(value) : 1),
      0,
    );
  const told = changesBetween(version({ content: NO_CONTENT }), all);
  expect(told.length).toBe(leaves(settings) + leaves(content) + 1);
});

test("what is still ahead is compared with what is live, and what was live with the one before it", () => {
  const list = [
    version({ number: 5, state: "draft" }),
    version({ number: 4, state: "beta" }),
    version({ number: 3, state: "past" }),
    version({ number: 2, state: "live" }),
    version({ number: 1, state: "past" }),
  ];
  expect(list.map((each) => comparedWith(each, list)?.number ?? null)).toEqual([2, 2, 2, 1, null]);
});
