// Values are held against each other without being written down: the same are those that are written the same.

import { expect, test } from "bun:test";
import { canonical, isSame } from "../../scripts/fuzz/target.ts";

const bytes = Uint8Array.of(1, 2, 255);
const VALUES: readonly unknown[] = [
  ...[null, 0, -0, 1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, "", "a", "1", true, false],
  ...[[], [1], [1, 2], [[1], 2], ["1"], [null]],
  ...[bytes, Buffer.from(bytes), Buffer.from([1, 2]), bytes.subarray(0, 2)],
  ...[{}, { a: undefined }, { a: 1 }, { a: 1, b: undefined }, { a: null }, { a: "1" }, { b: 1 }],
  ...[
    { a: 1, b: 2 },
    { b: 2, a: 1 },
    { a: 1, b: { c: bytes } },
    { b: { c: Buffer.from(bytes) }, a: 1 },
  ],
  ...[{ a: [{ b: 1 }] }, { a: [{ b: 1, c: undefined }] }, { a: [{ b: 2 }] }, JSON.parse('{"__proto__":{}}')],
];

test("what is written the same is the same, and nothing else is", () => {
  for (const one of VALUES)
    for (const other of VALUES)
      expect([canonical(one), canonical(other), isSame(one, other)]).toEqual([
        canonical(one),
        canonical(other),
        canonical(one) === canonical(other),
      ]);
});
