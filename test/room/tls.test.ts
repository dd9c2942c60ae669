// TLS at a real host: version, transports, and certificates that are renewed, or broken, while guests are there.

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { copyFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import net from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import tls from "node:tls";
import mqtt from "mqtt";
import { eventually } from "../support/eventually.ts";
import { type RoomProcess, runRoom, startOpenHost } from "./host.ts";

const FIXTURES = join(import.meta.dir, "../fixtures/tls");
const FIRST = "hiroba test first";
const SECOND = "hiroba test second";

let folder: string;
let files: { readonly certFile: string; readonly keyFile: string };
let host: RoomProcess;
let ports: { readonly tcpTlsPort: number; readonly wsTlsPort: number };
const ends: (() => void)[] = [];

const put = async (cert: string, key: string) => {
  await copyFile(join(FIXTURES, `${key}.key`), files.keyFile);
  await copyFile(join(FIXTURES, `${cert}.crt`), files.certFile);
};
const environment = () => ({
  HIROBA_ROOM_TLS_CERT_FILE: files.certFile,
  HIROBA_ROOM_TLS_KEY_FILE: files.keyFile,
  HIROBA_ROOM_TCP_TLS_PORT: "0",
  HIROBA_ROOM_WS_TLS_PORT: "0",
});
const portsOf = (of: RoomProcess) => {
  const event: Readonly<Record<string, unknown>> = of.events("room.listening")[0] ?? {};
  return { ...event, tcpTlsPort: Number(event["tcpTlsPort"]), wsTlsPort: Number(event["wsTlsPort"]) };
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "hiroba-tls-"));
  files = { certFile: join(folder, "host.crt"), keyFile: join(folder, "host.key") };
  await put("first", "first");
  host = await startOpenHost(environment());
  ports = portsOf(host);
}, 20_000);
afterAll(async () => {
  for (const end of ends) end();
  await host.stop();
  await rm(folder, { recursive: true });
}, 10_000);

/** A TLS connection as a stranger makes one: what was agreed on and whose certificate it is, or why not. */
function shake(port: number, options: tls.ConnectionOptions = {}) {
  return new Promise<{ version: string | null; subject: string } | { refused: string }>((resolve) => {
    const socket = tls.connect({ host: "127.0.0.1", port, rejectUnauthorized: false, ...options }, () => {
      resolve({
        version: socket.getProtocol(),
        subject: String(socket.getPeerCertificate().subject.CN),
      });
      socket.destroy();
    });
    socket.on("error", (error: Error & { code?: string }) =>
      resolve({ refused: error.code ?? error.message }),
    );
  });
}
const subjectOf = async (port: number) => {
  const shaken = await shake(port);
  return "subject" in shaken ? shaken.subject : shaken.refused;
};

/** A guest that hears itself, for as long as its connection lives. */
async function guest(url: string) {
  const client = mqtt.connect(url, { rejectUnauthorized: false, reconnectPeriod: 0 });
  ends.push(() => void client.end(true));
  let heard = 0;
  client.on("message", () => heard++);
  await new Promise<void>((resolve, reject) => {
    client.once("connect", () => resolve());
    client.once("error", reject);
  });
  await client.subscribeAsync(`echo/${client.options.clientId}`);
  return async () => {
    const before = heard;
    await client.publishAsync(`echo/${client.options.clientId}`, "still here", { qos: 1 });
    await eventually("its own words", () => heard > before);
    return true;
  };
}

describe("TLS", () => {
  test("is there on both transports, beside the ports without", async () => {
    expect(portsOf(host)).toMatchObject({ tcpPort: host.tcpPort, wsPort: host.wsPort });
    for (const url of [
      `mqtts://127.0.0.1:${ports.tcpTlsPort}`,
      `wss://127.0.0.1:${ports.wsTlsPort}/mqtt`,
      `mqtt://127.0.0.1:${host.tcpPort}`,
      `ws://127.0.0.1:${host.wsPort}/mqtt`,
    ])
      expect(await (await guest(url))()).toBe(true);
    const health = await fetch(`https://127.0.0.1:${ports.wsTlsPort}/healthz`, {
      tls: { rejectUnauthorized: false },
    });
    expect(await health.json()).toEqual({ status: "ok", build: "source" });
  });

  test("is 1.3 alone: whoever speaks less is refused", async () => {
    for (const port of [ports.tcpTlsPort, ports.wsTlsPort]) {
      expect(await shake(port)).toEqual({ version: "TLSv1.3", subject: FIRST });
      expect(await shake(port, { minVersion: "TLSv1.2", maxVersion: "TLSv1.2" })).toEqual({
        refused: "ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION",
      });
    }
  });

  test("[MQTT-1] is agreed on within 5 s: silence, and MQTT without TLS, are cut off", async () => {
    const ended: number[] = [];
    const startedAtMs = Date.now();
    for (const bytes of [[], [0x16, 0x03, 0x01], [0x10, 0x0c, 0x00, 0x04, 0x4d, 0x51, 0x54, 0x54]])
      for (const port of [ports.tcpTlsPort, ports.wsTlsPort]) {
        const socket = net.connect({ host: "127.0.0.1", port });
        socket.on("error", () => {});
        socket.on("close", () => void ended.push(Date.now() - startedAtMs));
        socket.on("connect", () => void socket.write(Uint8Array.from(bytes)));
        socket.resume();
      }
    await eventually("six ends", () => ended.length === 6, 8_000);
    expect(Math.max(...ended)).toBeGreaterThan(4_500);
    expect(Math.max(...ended)).toBeLessThan(6_500);
    expect(host.events("room.transport.failed")).toEqual([]);
  }, 12_000);
});

describe("a certificate", () => {
  test("is renewed on SIGHUP for whoever comes next; who is there stays", async () => {
    const guests = await Promise.all([
      guest(`mqtts://127.0.0.1:${ports.tcpTlsPort}`),
      guest(`wss://127.0.0.1:${ports.wsTlsPort}/mqtt`),
    ]);
    await put("second", "second");
    process.kill(host.pid, "SIGHUP");
    await eventually("the renewal", () => host.events("room.tls.renewed").length === 1);
    for (const port of [ports.tcpTlsPort, ports.wsTlsPort]) expect(await subjectOf(port)).toBe(SECOND);
    for (const isThere of guests) expect(await isThere()).toBe(true);
  });

  test("that cannot be used is refused with a warning that names the file, and the one before stays", async () => {
    const broken: [spoil: () => Promise<void>, reason: string][] = [
      [() => writeFile(files.certFile, "no PEM at all"), `${files.certFile} holds no certificate in PEM`],
      [
        () => put("first", "second"),
        `${files.keyFile} is not the key of the certificate in ${files.certFile}`,
      ],
      [
        () => put("ended", "second"),
        `the certificate in ${files.certFile} ended on 2021-01-01T00:00:00.000Z`,
      ],
      [() => writeFile(files.keyFile, "no PEM at all"), `${files.keyFile} holds no private key in PEM`],
      [() => rm(files.certFile), `${files.certFile} cannot be read`],
    ];
    const reasons = () => host.events("room.tls.refused").map((event) => event["reason"]);
    for (const [spoil, reason] of broken) {
      await spoil();
      process.kill(host.pid, "SIGHUP");
      await eventually(reason, () => reasons().includes(reason));
    }
    expect(await subjectOf(ports.tcpTlsPort)).toBe(SECOND);
    expect(await subjectOf(ports.wsTlsPort)).toBe(SECOND);
    expect(host.events("room.tls.refused")[0]).toMatchObject({ level: "warn", ...files });
  });

  test("that is good again is found without being told", async () => {
    const renewals = host.events("room.tls.renewed").length;
    await put("first", "first");
    await eventually("the renewal", () => host.events("room.tls.renewed").length > renewals, 15_000);
    expect(await subjectOf(ports.tcpTlsPort)).toBe(FIRST);
    expect(await subjectOf(ports.wsTlsPort)).toBe(FIRST);
  }, 20_000);
});

describe("without plain ports", () => {
  test("a host listens with TLS alone, and answers for its health there", async () => {
    const secure = await startOpenHost({ ...environment(), HIROBA_ROOM_PLAIN: "off" });
    try {
      const open = portsOf(secure);
      expect(["wsPort", "tcpPort", "wsTlsPort", "tcpTlsPort"].filter((name) => name in open)).toEqual([
        "wsTlsPort",
        "tcpTlsPort",
      ]);
      expect(await (await guest(`mqtts://127.0.0.1:${open.tcpTlsPort}`))()).toBe(true);
    } finally {
      await secure.stop();
    }
  }, 10_000);

  test("and without a certificate it says that nothing would be open: exit 78", async () => {
    const { stderr, exitCode } = await runRoom(["--open"], { HIROBA_ROOM_PLAIN: "off" });
    expect([exitCode, stderr]).toEqual([78, expect.stringContaining("HIROBA_ROOM_PLAIN")]);
  });
});

test("a certificate that cannot be used at the start is told with its file: exit 78", async () => {
  const missing = { ...environment(), HIROBA_ROOM_TLS_CERT_FILE: join(folder, "missing.crt") };
  const { stderr, exitCode } = await runRoom(["--open", "--tcp-port", "0", "--ws-port", "0"], missing);
  expect([exitCode, stderr]).toEqual([78, expect.stringContaining("missing.crt cannot be read")]);
});
