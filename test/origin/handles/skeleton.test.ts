import { describe, expect, test } from "bun:test";
import { isReserved } from "../../../origin/handles/reserved.ts";
import { skeletonOf } from "../../../origin/handles/skeleton.ts";
import { handleSchema } from "../../../shared/schema/handle.ts";

const kept = (raw: string) => handleSchema.parse(raw);

describe("the skeleton of a handle", () => {
  test.each([
    ["coco", "сосо"],
    ["hello", "hel1o"],
    ["aoi", "a0i"],
    ["modern", "modem"],
    ["カニ", "力二"],
    ["へいわ", "ヘいわ"],
    ["ロト", "口卜"],
    ["aɑ", "aa"],
  ])("is one for %p and %p", (one, other) => {
    expect(kept(one)).not.toBe(kept(other));
    expect(skeletonOf(kept(one))).toBe(skeletonOf(kept(other)));
  });

  test.each([
    ["aoi", "aoj"],
    ["さくら", "サクラ"],
    ["はな", "ばな"],
    ["zoe", "zoë"],
    ["aoi", "ao_i"],
  ])("tells %p from %p", (one, other) => {
    expect(skeletonOf(kept(one))).not.toBe(skeletonOf(kept(other)));
  });
});

test("what would speak for the house is nobody's, however it is spelled", () => {
  for (const raw of ["admin", "Admin", "@ADMIN", "adrnin", "m0derator", "運営", "ひろば", "スタッフ"])
    expect({ raw, isReserved: isReserved(kept(raw)) }).toEqual({ raw, isReserved: true });
  for (const raw of ["administer", "aoi", "広場さん"])
    expect({ raw, isReserved: isReserved(kept(raw)) }).toEqual({ raw, isReserved: false });
});
