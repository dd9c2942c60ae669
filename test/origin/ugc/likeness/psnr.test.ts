import { describe, expect, test } from "bun:test";
import { changedRect, EQUAL_DB, type Picture, psnrDb, widen } from "../../../../origin/ugc/likeness/psnr.ts";

const SIDE = 8;
const WHOLE = { left: 0, top: 0, right: SIDE, bottom: SIDE };

/** A picture with one filled square; premultiplied grey. */
function square(sidePx: number, grey: number): Picture {
  const rgba = new Uint8Array(SIDE * SIDE * 4);
  for (let y = 0; y < sidePx; y++)
    for (let x = 0; x < sidePx; x++) rgba.set([grey, grey, grey, 255], (y * SIDE + x) * 4);
  return { sidePx: SIDE, rgba };
}

describe("PSNR", () => {
  test("of a difference of one tenth is 20 dB, however much empty background there is", () => {
    for (const side of [1, 3, 8])
      expect(psnrDb(square(side, 100), square(side, 125.5), WHOLE)).toBeCloseTo(20, 0);
  });

  test("is the same for what is lost in black and in white", () => {
    const nothing = square(0, 0);
    expect(psnrDb(square(4, 0), nothing, WHOLE)).toBeCloseTo(psnrDb(square(4, 255), nothing, WHOLE), 6);
    expect(psnrDb(square(4, 0), nothing, WHOLE)).toBeCloseTo(10 * Math.log10(2), 6);
  });

  test("of equal pictures, and of empty ones, is the highest figure there is", () => {
    expect(psnrDb(square(4, 9), square(4, 9), WHOLE)).toBe(EQUAL_DB);
    expect(psnrDb(square(0, 0), square(0, 0), WHOLE)).toBe(EQUAL_DB);
  });

  test("looks at the rectangle and nowhere else", () => {
    const corner = { left: 4, top: 4, right: 8, bottom: 8 };
    expect(psnrDb(square(4, 9), square(4, 200), corner)).toBe(EQUAL_DB);
  });
});

describe("a window", () => {
  test("is what changed by more than the threshold", () => {
    expect(changedRect(square(2, 10), square(2, 30), WHOLE, 12)).toEqual({
      left: 0,
      top: 0,
      right: 2,
      bottom: 2,
    });
    expect(changedRect(square(2, 10), square(2, 20), WHOLE, 12)).toBeNull();
  });

  test("grows to its least side and stays inside the picture", () => {
    const grown = widen({ left: 100, top: 2, right: 110, bottom: 12 }, 4, 64, 256);
    expect(grown).toEqual({ left: 73, top: 0, right: 137, bottom: 39 });
  });
});
