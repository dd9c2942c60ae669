import { describe, expect, test } from "bun:test";
import { addressKey, callerAddress } from "../../../shared/http/caller-address.ts";

test("a forwarded list is believed in its last entry alone; nothing written is the socket's address", () => {
  expect(callerAddress(undefined, "10.0.0.1")).toBe("10.0.0.1");
  expect(callerAddress(" ", "10.0.0.1")).toBe("10.0.0.1");
  expect(callerAddress("198.51.100.7", "10.0.0.1")).toBe("198.51.100.7");
  expect(callerAddress("my own words, 198.51.100.7 ", "10.0.0.1")).toBe("198.51.100.7");
});

test.each([
  ["203.0.113.5:50412", "203.0.113.5"],
  ["[2001:db8::1]:443", "2001:db8::1"],
  ["[2001:db8::1]", "2001:db8::1"],
  ["2001:db8::1:443", "2001:db8::1:443"],
])("a proxy that writes %s says %s", (forwarded, address) => {
  expect(callerAddress(forwarded, "10.0.0.1")).toBe(address);
});

describe("an address", () => {
  test.each([
    ["203.0.113.5", "203.0.113.5"],
    ["::ffff:203.0.113.5", "203.0.113.5"],
    ["::FFFF:203.0.113.5", "203.0.113.5"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:DB8:1:2::1", "2001:db8:1:2::/64"],
    ["2001:db8::1", "2001:db8:0:0::/64"],
    ["2001:db8::5:6:7:8:9", "2001:db8:0:5::/64"],
    ["::1", "0:0:0:0::/64"],
    ["::", "0:0:0:0::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
    ["unknown", "unknown"],
  ])("%s is counted as %s", (address, key) => {
    expect(addressKey(address)).toBe(key);
  });
});
