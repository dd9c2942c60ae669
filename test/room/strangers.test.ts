import { expect, test } from "bun:test";
import { DEFAULT_LIMITS } from "../../room/session/limits.ts";
import { Strangers } from "../../room/strangers.ts";

test("[LIMIT-7] an address may have 512 who have not shown a ticket, and one more for each that is known or gone", () => {
  const strangers = new Strangers(DEFAULT_LIMITS.strangersPerAddressMax);
  const coming = Array.from({ length: 513 }, () => strangers.came("10.0.0.1"));
  expect([coming.slice(0, 512).every((told) => told === null), coming[512]]).toEqual([true, 513]);
  expect(strangers.came("10.0.0.2")).toBeNull();
  strangers.known("10.0.0.1");
  strangers.known("10.0.0.1");
  expect([strangers.came("10.0.0.1"), strangers.came("10.0.0.1")]).toEqual([null, 513]);
});

test("[LIMIT-7] all addresses of one IPv6 subscriber count as one", () => {
  const strangers = new Strangers(DEFAULT_LIMITS.strangersPerAddressMax);
  for (let count = 0; count < 512; count++) strangers.came(`2001:db8::${count.toString(16)}`);
  expect([strangers.came("2001:db8::ffff"), strangers.came("2001:db8:1::1")]).toEqual([513, null]);
});
