// Numbers that JSON can say and a double cannot hold.

import { expect, test } from "bun:test";
import * as z from "zod";
import { parseJson } from "../../../../shared/protocol/ext/json.ts";

const read = (json: string): unknown => parseJson(z.unknown(), new TextEncoder().encode(json), "CHAT-1");
const digits = (count: number): string => "1".padEnd(count, "0");

test.each(["1e999", "-1E+400", "0.5e0309", "10e308", digits(310), `-${digits(400)}.5`, `${digits(250)}e99`])(
  "%p is refused wherever it stands",
  (number) => {
    expect(JSON.parse(number)).not.toBeFinite();
    for (const json of [number, `[1,${number}]`, `{"a":{"b":${number}}}`])
      expect(() => read(json)).toThrow("the payload is not JSON");
  },
);

test.each(["1e30", "1.7976931348623157e308", "1e-999", "-12.5E-3", `0.${digits(300)}`, digits(300)])(
  "%p is read as it is",
  (number) => {
    expect(read(`{"a":[${number}]}`)).toEqual({ a: [Number(number)] });
  },
);

test("a text may say whatever looks like a number", () => {
  expect(read(`{"a":"1e999","b":"${digits(400)}"}`)).toEqual({ a: "1e999", b: digits(400) });
});
