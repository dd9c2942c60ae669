import { describe, expect, test } from "bun:test";
import { relyingPartyFor, requireUsableRelyingParty } from "../../../edge/auth/relying-party.ts";
import { edgeSettings } from "../../../edge/config.ts";

const rim = (
  publicUrl: string,
  passkeyRpId: string | null = null,
  passkeyOrigins: readonly string[] = [],
) => ({
  publicUrl,
  config: { passkeyRpId, passkeyOrigins },
});
const asked = (url: string) => new Request(url);

describe("the site passkeys are for", () => {
  test("is the host the public sees, whatever host a proxy asked for", () => {
    expect(relyingPartyFor(asked("http://10.0.0.7:8080/v1"), rim("https://hiroba.example"))).toEqual({
      id: "hiroba.example",
      origins: ["https://hiroba.example"],
    });
  });

  test("is the domain that is named for several hosts, and the origins that are named with it", () => {
    const several = rim("https://app.hiroba.example", "hiroba.example", ["https://hiroba.example"]);
    expect(relyingPartyFor(asked("https://app.hiroba.example/"), several)).toEqual({
      id: "hiroba.example",
      origins: ["https://app.hiroba.example", "https://hiroba.example"],
    });
  });

  test("is the name a developer opened the page by", () => {
    const local = rim("http://127.0.0.1:8080");
    expect(relyingPartyFor(asked("http://localhost:8080/"), local)).toEqual({
      id: "localhost",
      origins: ["http://localhost:8080"],
    });
  });

  test("must be the public host or a parent of it", () => {
    for (const id of [null, "app.hiroba.example", "hiroba.example"])
      requireUsableRelyingParty(rim("https://app.hiroba.example", id));
    for (const id of ["other.example", "www.app.hiroba.example", "roba.example", "app"])
      expect(() => requireUsableRelyingParty(rim("https://app.hiroba.example", id))).toThrow(
        "HIROBA_PASSKEY_RP_ID",
      );
  });
});

describe("HIROBA_PASSKEY_ORIGINS", () => {
  const { parse } = edgeSettings.passkeyOrigins;
  const app = `android:apk-key-hash:${"a".repeat(43)}`;

  test("takes origins and Android apps, letter for letter", () => {
    expect(parse(`https://a.example, http://localhost:3000,${app}`)).toEqual([
      "https://a.example",
      "http://localhost:3000",
      app,
    ]);
    expect(parse(undefined)).toEqual([]);
  });

  test.each([
    "https://a.example/",
    "https://A.example",
    "a.example",
    "https://a.example:443",
    "ftp://a.example",
    "null",
    "android:apk-key-hash:short",
  ])("refuses %s, which no browser would say", (raw) => {
    expect(() => parse(raw)).toThrow("origin");
  });
});
