// The tables of the SPEC are what the code says: a client's author reads them instead of the code.

import { expect, test } from "bun:test";
import { LIMITS } from "../../../room/state/budget.ts";
import { CAPABILITIES_SERVED, Capability } from "../../../shared/protocol/ext/hello.ts";
import { NoticeCode } from "../../../shared/protocol/ext/notice.ts";
import { DOWN, UP } from "../../../shared/protocol/ext/registry.ts";
import { specTable } from "../../support/spec-table.ts";

test("[NEG-3] the table of capabilities is what this version serves", async () => {
  const rows = await specTable("bit", "capability");
  const served = Object.entries(Capability).filter(([, bit]) => (bit & CAPABILITIES_SERVED) !== 0);
  const byBit = served.sort(([, a], [, b]) => a - b).map(([name, bit]) => [`${Math.log2(bit)}`, name]);
  expect(rows.map(([bit, name]) => [bit, name])).toEqual(byBit);
});

test("[CARRIER-4] the table of sections is the registry", async () => {
  const rows = await specTable("kind", "name", "direction");
  const hex = (id: number) => `0x${id.toString(16).padStart(2, "0")}`;
  const codecs = [
    ...Object.entries(UP).map(([kind, codec]) => ({ kind, codec, up: true })),
    ...Object.entries(DOWN).map(([kind, codec]) => ({ kind, codec, up: false })),
  ];
  const expected = new Map<string, { name: string; direction: string; id: number }>();
  for (const { kind, codec, up } of codecs) {
    const name = kind.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
    const ids = "range" in codec ? `${hex(codec.id)}-${hex(codec.range.lastId)}` : hex(codec.id);
    const direction = expected.has(ids) ? "both" : up ? "up" : "down";
    expected.set(ids, { name, direction, id: codec.id });
  }
  const sorted = [...expected].sort(([, a], [, b]) => a.id - b.id);
  expect(rows.map(([kind, name, direction]) => [kind, name, direction])).toEqual(
    sorted.map(([ids, { name, direction }]) => [ids, name, direction]),
  );
});

test("[LIMIT-3] the table of limits is what a participant's budgets are", async () => {
  const rows = await specTable("what", "a second", "burst");
  expect(rows.map(([what, perSecond, burst]) => [what, Number(perSecond), Number(burst)])).toEqual(
    Object.entries(LIMITS).map(([what, { perSecond, burst }]) => [what, perSecond, burst]),
  );
});

test("[LIMIT-4] the table of notices has every code", async () => {
  const rows = await specTable("code", "notice");
  expect(rows.map(([code, notice]) => [notice, Number(code)])).toEqual(Object.entries(NoticeCode));
});
