import { expect, test } from "bun:test";
import { join } from "node:path";
import { makeFinding } from "../../../shared/avatar/findings.ts";
import { valueInJapanese } from "../../../shared/avatar/values-ja.ts";

const ROOT = join(import.meta.dir, "../../..");
/** Said in so many words where something is found: `actual: "an empty list"`. */
const WORDED = /\b(?:actual|limit): (?:[^,`\n]*\? |\w+ \?\? )?"([a-z][a-z']+(?: [^"]*)?)"/g;

test("whatever a check says in English words it says in Japanese too", async () => {
  const said = new Set<string>();
  for (const folder of ["shared/avatar", "shared/media", "origin/ugc"])
    for (const path of new Bun.Glob("**/*.ts").scanSync({ cwd: join(ROOT, folder), absolute: true }))
      for (const [, words = ""] of (await Bun.file(path).text()).matchAll(WORDED)) said.add(words);
  expect([...said]).toContain("an empty list");
  expect([...said].filter((words) => !/[ぁ-んァ-ヶ一-龠]/.test(valueInJapanese(words)))).toEqual([]);
});

test("a value keeps its numbers, and names and terms stay as they are", () => {
  expect(valueInJapanese("3 of 5")).toBe("5 のうち 3");
  expect(valueInJapanese("Invalid input: expected number, received string")).toBe("number のはずが string");
  expect(["J_Bip_C_Head", "MAT4 5126", "PNG, JPEG", "constructor"].map(valueInJapanese)).toEqual([
    "J_Bip_C_Head",
    "MAT4 5126",
    "PNG, JPEG",
    "constructor",
  ]);
});

test("the machine's fields stay English, the sentence does not", () => {
  const { actual, message } = makeFinding("GLTF_SHAPE", { pointer: "/meshes", actual: "not an array" });
  expect(actual).toBe("not an array");
  expect(message.en).toContain("not an array");
  expect(message.ja).toContain("配列ではありません");
  expect(message.ja).not.toContain("not an array");
});
