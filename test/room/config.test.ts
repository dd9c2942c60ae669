import { describe, expect, test } from "bun:test";
import { parseMode, UsageError } from "../../room/config.ts";
import { DEFAULT_LIMITS, openLimits } from "../../room/session/limits.ts";
import { EnvError } from "../../shared/env.ts";

const TICKETED = { HIROBA_INTERNAL_TOKEN: "secret" };

describe("the mode of a room host", () => {
  test("is ticketed without a flag, and needs its token", () => {
    const mode = parseMode([], TICKETED);
    expect(mode).toMatchObject({
      name: "ticketed",
      config: { tcpPort: 1883, wsPort: 8083, bind: "127.0.0.1", internalToken: "secret", wsUrl: null },
    });
    expect(() => parseMode([], {})).toThrow(EnvError);
  });

  test("is open with --open, and needs nothing else", () => {
    expect(parseMode(["--open"], {})).toMatchObject({
      name: "open",
      config: { tcpPort: 1883, wsPort: 8083 },
    });
  });

  test("takes ports from flags before the environment, in both spellings", () => {
    const env = { ...TICKETED, HIROBA_ROOM_TCP_PORT: "2000", HIROBA_ROOM_WS_PORT: "2001" };
    expect(parseMode([], env)).toMatchObject({ config: { tcpPort: 2000, wsPort: 2001 } });
    expect(parseMode(["--tcp-port", "0", "--ws-port=3001"], env)).toMatchObject({
      config: { tcpPort: 0, wsPort: 3001 },
    });
  });

  test("tells metrics on loopback when it is ticketed, and only when it is asked to when it is open", () => {
    const metricsOf = (args: readonly string[], env: Readonly<Record<string, string>> = TICKETED) => {
      const mode = parseMode(args, env);
      return "metrics" in mode ? mode.metrics : null;
    };
    expect(metricsOf([])).toMatchObject({ metricsPort: 9464, metricsBind: "127.0.0.1" });
    const env = {
      ...TICKETED,
      HIROBA_ROOM_METRICS_PORT: "9000",
      HIROBA_ROOM_METRICS_BIND: "10.0.0.1",
      HIROBA_BIND: "0.0.0.0",
    };
    expect(metricsOf([], env)).toMatchObject({ metricsPort: 9000, metricsBind: "10.0.0.1" });
    expect(metricsOf(["--metrics-port=0"], env)).toMatchObject({ metricsPort: 0, metricsBind: "10.0.0.1" });
    expect(metricsOf(["--open"], { HIROBA_ROOM_METRICS_PORT: "9000" })).toBeNull();
    expect(metricsOf(["--open", "--metrics-port", "0"], {})).toEqual({
      metricsPort: 0,
      metricsBind: "127.0.0.1",
    });
  });

  test("is help as soon as somebody asks, whatever else is wrong", () => {
    for (const args of [["--help"], ["-h"], ["--open", "--help"]])
      expect(parseMode(args, {})).toEqual({ name: "help" });
  });

  test("refuses flags it does not know and ports that are not there, with how to say it", () => {
    for (const args of [["--Open"], ["--open=yes"], ["extra"], ["--tcp-port"], ["--ws-port="]]) {
      expect(() => parseMode(args, TICKETED)).toThrow(UsageError);
      expect(() => parseMode(args, TICKETED)).toThrow("bun room/main.ts [--open [--insist]]");
    }
    for (const value of ["65536", "-1", "1e3", "x"])
      expect(() => parseMode(["--tcp-port", value], TICKETED)).toThrow("HIROBA_ROOM_TCP_PORT");
  });

  test("is open on loopback only, unless it is told to insist", () => {
    for (const bind of ["127.0.0.1", "127.8.9.1", "::1", "localhost"])
      expect(parseMode(["--open"], { HIROBA_BIND: bind }).name).toBe("open");
    for (const bind of ["0.0.0.0", "::", "192.168.1.5"]) {
      expect(() => parseMode(["--open"], { HIROBA_BIND: bind })).toThrow("add --insist");
      expect(parseMode(["--open", "--insist"], { HIROBA_BIND: bind }).name).toBe("open");
    }
    // What only begins like loopback is no address at all, whatever is insisted on.
    for (const bind of ["127.0.0.1.example.com", "localhost.example.com"])
      expect(() => parseMode(["--open", "--insist"], { HIROBA_BIND: bind })).toThrow("not an IP address");
    expect(parseMode([], { ...TICKETED, HIROBA_BIND: "0.0.0.0" }).name).toBe("ticketed");
  });
});

describe("the limits of an open host", () => {
  const limitsOf = (...args: readonly string[]) => {
    const mode = parseMode(["--open", ...args], {});
    return mode.name === "open" ? mode.limits : null;
  };

  test("are what its flags say, and else MQTT's own", () => {
    const flags = [
      ["--receive-maximum", "20"],
      ["--topic-alias-maximum", "10"],
      ["--maximum-packet-size", "2000000"],
      ["--server-keep-alive", "60"],
      ["--session-expiry-maximum", "4294967295"],
      ["--deny-subscription", "a"],
      ["--deny-subscription", "b/#"],
    ];
    expect(limitsOf(...flags.flat())).toMatchObject({
      receiveMaximum: 20,
      receiveMaximumV3: 65_535,
      topicAliasMaximum: 10,
      packetMaxBytes: 2_000_000,
      keepAliveMaxSeconds: 60,
      sessionExpiryMaxSeconds: 4_294_967_295,
      deniedFilters: new Set(["a", "b/#"]),
      topics: { maxBytes: 65_535, levelsMax: 65_536 },
      clientIdMaxChars: 65_535,
      keptMaxBytes: 4_000_000,
      waitingMaxBytes: 1024 * 1024,
    });
    expect(limitsOf()).toMatchObject({
      packetMaxBytes: 16 * 1024 * 1024,
      keptMaxBytes: 32 * 1024 * 1024,
      retained: { messagesMax: 100_000, maxBytes: 256 * 1024 * 1024 },
      waitingMaxBytes: 1024 * 1024,
      sessionExpiryMaxSeconds: 0xffff_ffff,
      overlaps: "together",
      messagePackets: "one",
    });
    expect(limitsOf("--each-subscription")).toEqual({ ...openLimits(), overlaps: "each" });
    // Who sends CONNECT does not know yet what is too large.
    const small = limitsOf("--maximum-packet-size", "50");
    expect(small).toMatchObject({ packetMaxBytes: 50, strangerPacketMaxBytes: 512 * 1024 });
    expect(limitsOf("--room-limits", "--receive-maximum=7")).toEqual({
      ...DEFAULT_LIMITS,
      receiveMaximum: 7,
      reasonStrings: "on-request",
    });
    // A packet may come in one message, however large packets are.
    expect(limitsOf("--room-limits", "--maximum-packet-size", "4000000")).toMatchObject({
      packetMaxBytes: 4_000_000,
      messageMaxBytes: 4_000_000,
    });
  });

  test("are refused outside what MQTT has numbers for", () => {
    for (const [flag, value] of [
      ["--receive-maximum", "0"],
      ["--topic-alias-maximum", "65536"],
      ["--maximum-packet-size", "1"],
      ["--server-keep-alive", "0"],
      ["--session-expiry-maximum", "4294967296"],
    ] as const)
      expect(() => limitsOf(flag, value)).toThrow(`${flag} ${value}: expected a whole number from`);
  });
});

describe("TLS in the configuration of a room host", () => {
  const [cert, key] = ["/etc/hiroba/host.crt", "/etc/hiroba/host.key"];
  const tls = (env: Readonly<Record<string, string>>) => () => parseMode(["--open"], env);

  test("is off without a certificate, on with one and its key", () => {
    expect(tls({})()).toMatchObject({ config: { tlsCertFile: null, plain: "on" } });
    const env = { HIROBA_ROOM_TLS_CERT_FILE: cert, HIROBA_ROOM_TLS_KEY_FILE: key };
    expect(tls(env)()).toMatchObject({ config: { tlsCertFile: cert, tlsKeyFile: key, tcpTlsPort: 8883 } });
    expect(tls({ ...env, HIROBA_ROOM_PLAIN: "off" })()).toMatchObject({ config: { plain: "off" } });
  });

  test("wants a certificate and its key together, and a certificate to close the plain ports", () => {
    expect(tls({ HIROBA_ROOM_TLS_CERT_FILE: cert })).toThrow("HIROBA_ROOM_TLS_KEY_FILE: is not set");
    expect(tls({ HIROBA_ROOM_TLS_KEY_FILE: key })).toThrow("HIROBA_ROOM_TLS_CERT_FILE: is not set");
    expect(tls({ HIROBA_ROOM_PLAIN: "off" })).toThrow("leaves no port open");
    expect(() => parseMode([], { ...TICKETED, HIROBA_ROOM_PLAIN: "off" })).toThrow("leaves no port open");
  });
});
