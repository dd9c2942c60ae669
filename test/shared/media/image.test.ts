import { describe, expect, test } from "bun:test";
import { checkImage } from "../../../shared/media/image.ts";
import { pngOfSize } from "../avatar/avatar-builder.ts";
import { codesOf } from "./media-builder.ts";

describe("an image", () => {
  test("is known by its header", () => {
    expect(checkImage(pngOfSize(64, 32))).toEqual({
      findings: [],
      facts: { format: "image", widthPx: 64, heightPx: 32 },
    });
  });

  test("of too many or too few pixels, with a large profile, of another kind or broken is refused", () => {
    expect(codesOf(checkImage(pngOfSize(30_000, 30_000)))).toEqual(["PICTURE_SIZE"]);
    expect(codesOf(checkImage(pngOfSize(64, 8)))).toEqual(["PICTURE_SIZE"]);
    expect(codesOf(checkImage(pngOfSize(64, 64, 70_000)))).toEqual(["PICTURE_PROFILE"]);
    expect(checkImage(new TextEncoder().encode("<svg onload='x'/>")).findings).toMatchObject([
      { code: "PICTURE_FORMAT", actual: "SVG" },
    ]);
    expect(codesOf(checkImage(pngOfSize(64, 64).slice(0, 40)))).toEqual(["PICTURE_BROKEN"]);
  });
});
