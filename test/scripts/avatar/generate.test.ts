import { expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateToFile, readGenerateArguments } from "../../../scripts/avatar/generate.ts";
import { VisitFailed } from "../../../scripts/visitor/visit-failed.ts";
import { checkAvatar } from "../../../shared/avatar/check-avatar.ts";

test("a preset is written to the file that was named", async () => {
  const dir = await mkdtemp(join(tmpdir(), "hiroba-avatar-"));
  try {
    const out = join(dir, "somebody.vrm");
    expect(await generateToFile(["tiny", "--out", out, "--seed", "3"])).toContain("VRM 1.0");
    expect(checkAvatar(await Bun.file(out).bytes()).findings).toEqual([]);
  } finally {
    await rm(dir, { recursive: true });
  }
});

test("a file that cannot be written is a sentence, not a fault of the program", async () => {
  const folder = await mkdtemp(join(tmpdir(), "hiroba-avatar-"));
  try {
    await expect(generateToFile(["tiny", "--out", folder])).rejects.toThrow(VisitFailed);
    await expect(generateToFile(["tiny", "--out", folder])).rejects.toThrow(
      `${folder} cannot be written (EISDIR)`,
    );
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("what nobody understands is answered with what there is", () => {
  expect(() => readGenerateArguments([])).toThrow(/Which preset\? There are tiny, /);
  expect(() => readGenerateArguments(["giant"])).toThrow(/no preset "giant"; there are tiny, /);
  expect(() => readGenerateArguments(["tiny", "--colour", "red"])).toThrow(/--out FILE and --seed N/);
  expect(() => readGenerateArguments(["tiny", "--seed", "x"])).toThrow(/whole number/);
  expect(readGenerateArguments(["vrm0"])).toEqual({ preset: "vrm0", out: "vrm0.vrm", seed: 1n });
});
