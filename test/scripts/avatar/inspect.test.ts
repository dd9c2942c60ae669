import { describe, expect, test } from "bun:test";
import { readArguments } from "../../../scripts/avatar/arguments.ts";
import { VisitFailed } from "../../../scripts/visitor/visit-failed.ts";
import { plainModel, put, toGlb, vrm1 } from "../../shared/avatar/avatar-builder.ts";
import { buildVase } from "../../shared/avatar/hall-builder.ts";
import { AVATARS, fileOf, runAvatar } from "./run-avatar.ts";

describe("bun run avatar -- inspect", () => {
  test("tells what is in an avatar, in the terminal's language, and exits with 0", async () => {
    const english = await runAvatar(["inspect", `${AVATARS}/godette.vrm`]);
    expect(english).toMatchObject({ err: "", exitCode: 0 });
    for (const text of [
      "may be uploaded",
      "Low-Poly Godette",
      "3,439 triangles",
      "worn by everyone",
      "Blink_L",
    ])
      expect(english.out).toContain(text);
    const japanese = await runAvatar(["inspect", `${AVATARS}/godette.vrm`], "ja_JP.UTF-8");
    for (const text of ["アップロードできます", "三角形 3,439", "だれでも使えます"])
      expect(japanese.out).toContain(text);
  });

  test("gives programs the same as JSON", async () => {
    const { out, exitCode } = await runAvatar(["inspect", "--json", `${AVATARS}/univrm_emission.vrm`]);
    expect(exitCode).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      ok: true,
      facts: { triangleCount: 4608, vrmVersion: "0.x" },
      images: [],
    });
  });

  test("tells every reason why a file is refused, and exits with 1", async () => {
    const broken = put(vrm1(), "/extensions/VRMC_vrm/humanoid/humanBones/hips", undefined);
    const path = await fileOf("no-hips.vrm", toGlb(broken));
    const { out, exitCode } = await runAvatar(["inspect", path]);
    expect(exitCode).toBe(1);
    expect(out).toContain("cannot be uploaded as it is");
    expect(out).toContain("hips");
  });

  test.each([
    ["a file that is not there", async () => "no-such.vrm", "FILE_MISSING"],
    ["a folder", async () => AVATARS, "FILE_IS_DIRECTORY"],
    ["a ZIP archive", () => fileOf("avatar.vrm", "PK\u0003\u0004…"), "FILE_KIND"],
    ["an FBX", () => fileOf("avatar.fbx", "Kaydara FBX Binary  "), "FILE_KIND"],
  ])("says what %s is instead of an avatar, in a sentence and as JSON", async (_, make, code) => {
    const path = await make();
    const told = await runAvatar(["inspect", path]);
    expect(told).toMatchObject({ out: "", exitCode: 1 });
    expect(told.err).toContain(`[${code}]`);
    expect(told.err).toContain(path);
    const asJson = await runAvatar(["inspect", "--json", path]);
    expect(asJson).toMatchObject({ err: "", exitCode: 1 });
    expect(JSON.parse(asJson.out)).toMatchObject({ ok: false, refused: { code } });
  });

  test("looks at a GLB that is no avatar the same way, held to what it is to be", async () => {
    const path = await fileOf("vase.glb", buildVase());
    const told = await runAvatar(["inspect", path, "--as", "item"]);
    expect(told).toMatchObject({ err: "", exitCode: 0 });
    for (const text of ["may be uploaded", "30,720 triangles"]) expect(told.out).toContain(text);
    const asAvatar = await runAvatar(["inspect", path]);
    expect(asAvatar.exitCode).toBe(1);
    expect(asAvatar.out).toContain("NOT_A_VRM");
    const huge = await fileOf("huge.glb", toGlb(put(plainModel(), "/nodes/0/scale", [1000, 1000, 1000])));
    const asJson = await runAvatar(["inspect", huge, "--as", "accessory", "--json"]);
    expect(asJson.exitCode).toBe(1);
    expect(JSON.parse(asJson.out)).toMatchObject({
      ok: false,
      kind: "accessory",
      findings: [{ code: "BOUNDS_SIZE" }, { code: "ATTACH_BONE_MISSING" }],
    });
  });

  test("an empty file is refused by the check's own words", async () => {
    const { out, exitCode } = await runAvatar(["inspect", await fileOf("empty.vrm", "")]);
    expect(exitCode).toBe(1);
    expect(out).toContain("GLB_EMPTY");
  });
});

describe("the command line of `bun run avatar`", () => {
  test("takes the language asked for, else the terminal's, else English", () => {
    const locale = (argv: readonly string[], terminal: string) => {
      const options = readArguments(["inspect", "a.vrm", ...argv], terminal);
      return options === "help" ? null : options.locale;
    };
    expect(locale([], "ja_JP.UTF-8")).toBe("ja");
    expect(locale([], "fr_FR.UTF-8")).toBe("en");
    expect(locale(["--lang", "en"], "ja_JP.UTF-8")).toBe("en");
    expect(locale(["--locale", "ja"], "en_GB.UTF-8")).toBe("ja");
  });

  test("knows optimise as it is written in America, too", () => {
    expect(readArguments(["optimize", "a.vrm"], "")).toMatchObject({ command: "optimise", path: "a.vrm" });
  });

  test("refuses what it does not know, and names it", () => {
    for (const [argv, named] of [
      [[], "What shall be done"],
      [["dress", "a.vrm"], '"dress"'],
      [["inspect"], "Which file"],
      [["inspect", "a.vrm", "b.vrm"], "b.vrm"],
      [["inspect", "a.vrm", "--lang", "fr"], "fr"],
      [["inspect", "a.vrm", "--twice"], "--twice"],
      [["inspect", "a.vrm", "--out", "b"], "--out means nothing to inspect"],
      [["optimise"], "Which file"],
      [["optimise", "a.vrm", "--profile", "unity"], "--profile unity"],
    ] as const) {
      let caught: unknown;
      try {
        readArguments(argv, "");
      } catch (error) {
        caught = error;
      }
      expect(caught).toBeInstanceOf(VisitFailed);
      const { message, exitCode } = caught as VisitFailed;
      expect([message.includes(named), exitCode]).toEqual([true, 64]);
    }
  });
});
