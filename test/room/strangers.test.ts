import { expect, test } from "bun:test";
import { DEFAULT_LIMITS } from "../../room/session/limits.ts";
import { type Stranger, Strangers, type StrangersLimits } from "../../room/strangers.ts";

/** Answers, for whoever comes, which of all who came is one too many. */
function door(limits: StrangersLimits = DEFAULT_LIMITS) {
  const strangers = new Strangers<Stranger>(limits);
  const came: Stranger[] = [];
  return {
    come: (strangerFrom: string): number | null => {
      const who = { strangerFrom };
      came.push(who);
      const excess = strangers.came(who);
      return excess === null ? null : came.indexOf(excess.who);
    },
    know: (index: number) => strangers.known(came[index] ?? { strangerFrom: null }),
  };
}

test("[LIMIT-7] an address may have 512 who have not shown a ticket, and one more for each that is known or gone", () => {
  const { come, know } = door();
  const coming = Array.from({ length: 513 }, () => come("10.0.0.1"));
  expect([coming.slice(0, 512).every((told) => told === null), coming[512]]).toEqual([true, 512]);
  know(512);
  expect(come("10.0.0.2")).toBeNull();
  know(0);
  know(0);
  know(1);
  expect([come("10.0.0.1"), come("10.0.0.1"), come("10.0.0.1")]).toEqual([null, null, 516]);
});

test("[LIMIT-7] all addresses of one IPv6 subscriber count as one", () => {
  const { come } = door();
  for (let count = 0; count < 512; count++) come(`2001:db8::${count.toString(16)}`);
  expect([come("2001:db8::ffff"), come("2001:db8:1::1")]).toEqual([512, null]);
});

test("[LIMIT-7] of all addresses together a host has so many, and whoever is there longest gives way", () => {
  const { come, know } = door({ strangersPerAddressMax: 2, strangersMax: 3 });
  expect([come("10.0.0.1"), come("10.0.0.2"), come("10.0.0.3")]).toEqual([null, null, null]);
  know(0);
  expect([come("10.0.0.2"), come("10.0.0.4")]).toEqual([null, 1]);
  know(1);
  expect(come("10.0.0.2")).toBe(2);
});

test("[LIMIT-7] one too many of an address goes itself, however full the host is", () => {
  const { come } = door({ strangersPerAddressMax: 2, strangersMax: 2 });
  expect([come("10.0.0.1"), come("10.0.0.1"), come("10.0.0.1")]).toEqual([null, null, 2]);
});
