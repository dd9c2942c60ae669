import { describe, expect, test } from "bun:test";
import { join } from "node:path";
import { importKeys } from "../../../edge/auth/keys.ts";
import { edgeSettings } from "../../../edge/config.ts";
import { readEnv } from "../../../shared/env.ts";

const ROOT = join(import.meta.dir, "../../..");
const { accessKey, ticketKey, cookieKey, revokedKids } = edgeSettings;

async function run(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = Bun.spawn([process.execPath, "scripts/keys.ts", ...args], {
    cwd: ROOT,
    env: { PATH: process.env["PATH"] ?? "", ...env },
    stdout: "pipe",
    stderr: "pipe",
  });
  const [stdout, stderr, exitCode] = await Promise.all([
    child.stdout.text(),
    child.stderr.text(),
    child.exited,
  ]);
  return { stdout, stderr, exitCode };
}

/** `NAME='value'` and `NAME=value` lines, in order. */
function assignments(text: string): readonly (readonly [name: string, value: string])[] {
  return [...text.matchAll(/^([A-Z_]+)=(?:'(.*)'|(.*))$/gm)].map(([, name = "", quoted, plain = ""]) => [
    name,
    quoted ?? plain,
  ]);
}

describe("bun run keys", () => {
  test("prints secrets that an edge starts with", async () => {
    const { stdout, exitCode } = await run([]);
    expect(exitCode).toBe(0);
    const config = readEnv(Object.fromEntries(assignments(stdout)), {
      accessKey,
      ticketKey,
      cookieKey,
      revokedKids,
    });
    const keys = await importKeys(config);
    expect(keys.access.signing.kid).toStartWith("access-");
    expect(keys.ticket.signing.kid).toStartWith("ticket-");
  });

  test("rotates a key in three steps, each an edge starts with, none of which forgets a key that may still be in use", async () => {
    const first = Object.fromEntries(assignments((await run([])).stdout));
    const { stdout, exitCode } = await run(["--rotate", "HIROBA_ACCESS_KEY"], first);
    expect(exitCode).toBe(0);
    const kids = [];
    for (const [name, value] of [["HIROBA_ACCESS_KEY", first["HIROBA_ACCESS_KEY"]], ...assignments(stdout)]) {
      expect(name).toBe("HIROBA_ACCESS_KEY");
      const env = { ...first, HIROBA_ACCESS_KEY: value };
      const keys = await importKeys(readEnv(env, { accessKey, ticketKey, revokedKids }));
      expect(keys.access.signing.kid).toBe([...keys.access.verifying.keys()][0] ?? "");
      kids.push([...keys.access.verifying.keys()]);
    }
    const [[before] = [], announced, used, [after] = []] = kids;
    expect([announced, used]).toEqual([
      [before as string, after as string],
      [after as string, before as string],
    ]);
  });

  test("says what is missing, and never shows a key that does not do", async () => {
    const unset = await run(["--rotate", "HIROBA_ACCESS_KEY"]);
    expect([unset.exitCode, unset.stderr]).toEqual([
      64,
      expect.stringContaining("is not in the environment"),
    ]);
    const wrong = await run(["--rotate", "HIROBA_TICKET_KEY"], { HIROBA_TICKET_KEY: '{"d":"hush"}' });
    expect([wrong.exitCode, wrong.stderr]).toEqual([
      64,
      expect.stringContaining("is not a private Ed25519 JWK"),
    ]);
    expect(wrong.stderr + wrong.stdout).not.toContain("hush");
    expect((await run(["--rotate", "HIROBA_COOKIE_KEY"])).exitCode).toBe(64);
  });
});
