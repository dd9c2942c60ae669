import { describe, expect, test } from "bun:test";
import { readArguments } from "../../../scripts/room/arguments.ts";
import { VisitFailed } from "../../../scripts/visitor/visit-failed.ts";

describe("the command line of `bun run room`", () => {
  test("needs a command and nothing else", () => {
    expect(readArguments(["top"])).toEqual({ url: null, form: "live" });
    expect(readArguments(["top", "--once"])).toEqual({ url: null, form: "once" });
    expect(readArguments(["top", "--once", "--json"])).toEqual({ url: null, form: "json" });
    expect(readArguments(["--url", "http://10.0.0.1:9464/", "top"])).toEqual({
      url: "http://10.0.0.1:9464",
      form: "live",
    });
    for (const argv of [["--help"], ["top", "-h"]]) expect(readArguments(argv)).toBe("help");
  });

  test("refuses in one line what it does not know, and names it", () => {
    for (const [argv, named] of [
      [[], "bun run room top"],
      [["bottom"], '"bottom"'],
      [["top", "top"], '"top top"'],
      [["top", "--twice"], "--twice"],
      [["top", "--url", "localhost:9464"], "localhost:9464"],
      [["top", "--url", "ftp://x"], "ftp://x"],
    ] as const) {
      let caught: unknown;
      try {
        readArguments(argv);
      } catch (error) {
        caught = error;
      }
      expect(caught).toBeInstanceOf(VisitFailed);
      const { message, exitCode } = caught as VisitFailed;
      expect([message.includes(named), message.includes("\n"), exitCode]).toEqual([true, false, 64]);
    }
  });
});
