import { describe, expect, test } from "bun:test";
import { clearedSessionCookie, cookieAttributes, cookieName } from "../../../edge/auth/session-cookie.ts";

const nowMs = () => 0;

describe("a session cookie", () => {
  test("is bound to exactly this host where there is TLS", () => {
    const rim = { publicUrl: "https://square.example", nowMs };
    expect(cookieName(rim.publicUrl, "hiroba-session")).toBe("__Host-hiroba-session");
    // What the prefix asks for: Secure, the whole site, and no Domain (RFC 6265bis §4.1.3.2).
    expect(cookieAttributes(rim)).toEqual({ path: "/", httpOnly: true, secure: true });
    expect(clearedSessionCookie(rim).split("; ").toSorted()).toEqual([
      "HttpOnly",
      "Max-Age=0",
      "Path=/",
      "SameSite=Strict",
      "Secure",
      "__Host-hiroba-session=",
    ]);
  });

  test("does without on this very machine, where a browser would drop a Secure one", () => {
    const rim = { publicUrl: "http://localhost:8080", nowMs };
    expect(cookieName(rim.publicUrl, "hiroba-session")).toBe("hiroba-session");
    expect(cookieAttributes(rim).secure).toBe(false);
    expect(clearedSessionCookie(rim)).toStartWith("hiroba-session=;");
  });
});
