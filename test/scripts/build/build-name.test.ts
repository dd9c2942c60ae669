import { expect, test } from "bun:test";
import { buildName, thisBuildName } from "../../../scripts/build/build-name.ts";

test("a build is called by version and commit, and says where files differ from that commit", () => {
  expect(buildName("1.2.3", { commit: "0a1b2c3d4e", isChanged: false })).toBe("1.2.3+0a1b2c3d4e");
  expect(buildName("1.2.3", { commit: "0a1b2c3d4e", isChanged: true })).toBe("1.2.3+0a1b2c3d4e.changed");
  expect(buildName("1.2.3", null)).toBe("1.2.3");
});

test("this checkout's is a version of Semantic Versioning that a host may register with", () => {
  expect(thisBuildName()).toMatch(/^\d+\.\d+\.\d+(\+[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?$/);
  expect(thisBuildName().length).toBeLessThan(80);
});
