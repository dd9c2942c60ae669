import { describe, expect, test } from "bun:test";
import { checkBundle } from "../../../shared/media/bundle.ts";
import { broken, bundle, codesOf } from "./media-builder.ts";

describe("an AssetBundle", () => {
  test.each([
    ["packed by LZ4", { packing: "lz4" }, "windows"],
    ["stored plainly", { packing: "plain", target: 13 }, "android"],
    ["with its directory at the end", { packing: "lz4", target: 9, directoryAtEnd: true }, "ios"],
    ["of an older container", { format: 6, unityVersion: "2018.4.20f1", target: 2 }, "mac"],
  ] as const)("%s tells its version, and its platform as it says itself", (_how, options, platform) => {
    const { findings, facts } = checkBundle(bundle(options), platform);
    expect(findings).toEqual([]);
    expect(facts).toMatchObject({ format: "unity-bundle", platform, platformSeen: platform });
  });

  test("packed by LZMA keeps its platform out of sight: its creator is believed, and that is said", () => {
    expect(checkBundle(bundle({ packing: "lzma" }), "mac")).toEqual({
      findings: [],
      facts: {
        format: "unity-bundle",
        formatVersion: 8,
        unityVersion: "2022.3.22f1",
        platform: "mac",
        platformSeen: null,
      },
    });
  });

  test("for another platform is refused, both named, also for one we do not take", () => {
    expect(checkBundle(bundle({ target: 13 }), "ios").findings).toMatchObject([
      { code: "BUNDLE_PLATFORM", actual: "android", limit: "ios" },
    ]);
    for (const [target, actual] of [
      [20, "webgl"],
      [99, "target 99"],
    ] as const)
      expect(checkBundle(bundle({ target }), "windows").findings).toMatchObject([{ actual }]);
  });

  test("cut off, lengthened, of no known format or version, or something else is refused", () => {
    const whole = bundle();
    expect(codesOf(checkBundle(whole.slice(0, -1), "windows"))).toEqual(["BUNDLE_LENGTH"]);
    expect(codesOf(checkBundle(Buffer.concat([whole, whole]), "windows"))).toEqual(["BUNDLE_LENGTH"]);
    expect(codesOf(checkBundle(whole.slice(0, 14), "windows"))).toEqual(["BUNDLE_LENGTH"]);
    expect(codesOf(checkBundle(bundle({ format: 3 }), "windows"))).toEqual(["BUNDLE_FORMAT"]);
    expect(codesOf(checkBundle(bundle({ unityVersion: "<b>" }), "windows"))).toContain("BUNDLE_VERSION");
    for (const text of ["", "glTF", "UnityRaw\0", "UnityFSX"])
      expect(codesOf(checkBundle(new TextEncoder().encode(text), "windows"))).toEqual(["BUNDLE_MAGIC"]);
  });

  test("broken in any way throws nothing, and has either facts or a finding", () => {
    for (const whole of [bundle(), bundle({ directoryAtEnd: true }), bundle({ packing: "plain", format: 6 })])
      for (const bytes of broken(whole)) {
        const { facts, findings } = checkBundle(bytes, "windows");
        expect(facts === null).toBe(findings.length > 0);
      }
  });
});
