import { describe, expect, test } from "bun:test";
import { readArguments, UsageError } from "../../../scripts/seed/arguments.ts";

describe("the command line of seed", () => {
  test("bare, it is the small set, and careful", () => {
    expect(readArguments([])).toEqual({ size: "demo", isCertain: false });
  });

  test("it may be large, and certain; a lone -- says nothing", () => {
    expect(readArguments(["--", "--large", "--yes"])).toEqual({ size: "large", isCertain: true });
    expect(readArguments(["--large", "--help"])).toBe("help");
  });

  test.each([[["--huge"]], [["large"]]])("%p is refused in one sentence", (argv) => {
    expect(() => readArguments(argv)).toThrow(UsageError);
    expect(() => readArguments(argv)).toThrow("--help");
  });
});
