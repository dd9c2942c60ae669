import { describe, expect, test } from "bun:test";
import { isLoopback, publicOriginFor, publicUrlOf, returnUrl } from "../../edge/public-url.ts";

describe("the origin a caller is answered under", () => {
  test.each([
    ["http://localhost:8080/v1", "http://localhost:8080", "http://localhost:8080"],
    ["http://127.0.0.1:8080/v1", "http://localhost:8080", "http://127.0.0.1:8080"],
    ["http://[::1]:8080/v1", "http://127.0.0.1:8080", "http://[::1]:8080"],
    // Another port or scheme is another place, loopback or not.
    ["http://127.0.0.1:9999/v1", "http://localhost:8080", "http://localhost:8080"],
    ["https://localhost:8080/v1", "http://localhost:8080", "http://localhost:8080"],
    // A Host header decides nothing in the world.
    ["http://evil.example/v1", "https://square.example", "https://square.example"],
    ["http://localhost/v1", "https://square.example", "https://square.example"],
    ["http://evil.example:8080/v1", "http://localhost:8080", "http://localhost:8080"],
    ["http://localhost.evil.example:8080/v1", "http://localhost:8080", "http://localhost:8080"],
  ])("of %s at %s is %s", (asked, publicUrl, origin) => {
    expect(publicOriginFor(new Request(asked), publicUrl)).toBe(origin);
  });
});

describe("the place to return to", () => {
  const ORIGIN = "https://square.example";

  test.each([
    ["/", `${ORIGIN}/`],
    ["/worlds?tab=1#top", `${ORIGIN}/worlds?tab=1#top`],
    ["/世界", `${ORIGIN}/%E4%B8%96%E7%95%8C`],
    ["/.//evil.example", `${ORIGIN}//evil.example`],
    ["/@evil.example", `${ORIGIN}/@evil.example`],
    ["/v1beta", `${ORIGIN}/v1beta`],
    ["/worlds/100%25", `${ORIGIN}/worlds/100%25`],
  ])("%j leads to %s", (path, target) => {
    expect(returnUrl(path, ORIGIN)).toBe(target);
  });

  test.each([
    [""],
    ["worlds"],
    ["//evil.example"],
    ["/%76%31/session"],
    ["/x/../v%31/session"],
    ["///evil.example"],
    ["/\\evil.example"],
    ["\\/evil.example"],
    ["/\t/evil.example"],
    ["/\r\n/evil.example"],
    [" //evil.example"],
    ["https://evil.example"],
    ["javascript:alert(1)"],
    ["//square.example@evil.example/"],
    ["//square.example:444/"],
    ["//[/"],
    ["/v1/session"],
    ["/x/../v1/session"],
    ["/x/%2e%2e/v1/session"],
  ])("%j leads nowhere", (path) => {
    expect(returnUrl(path, ORIGIN)).toBeNull();
  });
});

test("the public URL is the configured one, else this machine's by the port it listens on", () => {
  expect(publicUrlOf({ publicUrl: "https://square.example" }, 1234)).toBe("https://square.example");
  expect(publicUrlOf({ publicUrl: null }, 1234)).toBe("http://localhost:1234");
});

test("this machine has three names and no more", () => {
  for (const url of ["http://localhost:1", "http://127.0.0.1", "https://[::1]/x"])
    expect(isLoopback(url)).toBe(true);
  for (const url of ["http://localhost.evil.example", "http://127.0.0.1.evil.example", "http://10.0.0.1"])
    expect(isLoopback(url)).toBe(false);
});
