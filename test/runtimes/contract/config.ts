// A configuration that does not hold: every variable named at once, no secret shown, and no edge that half works.

import { describe, expect, test } from "bun:test";
import { eventually } from "../../support/eventually.ts";
import type { EdgeUnderTest } from "../edge-under-test.ts";
import { EndedEarly, findFreePort } from "../spawn-listening.ts";

const EX_CONFIG = 78;

export function configContract(edge: EdgeUnderTest): void {
  /** Starts a second edge with `change` and returns what it says of its configuration. */
  async function complaintOf(change: Readonly<Record<string, string>>): Promise<string> {
    const surroundings = edge.surroundings();
    const port = findFreePort();
    const env = { ...surroundings.env, HIROBA_EDGE_PORT: String(port), ...change };
    if (edge.runtime.badConfig === "exits") {
      const ended = await edge.runtime.start({ ...surroundings, env }).then(
        () => null,
        (error: unknown) => error,
      );
      if (!(ended instanceof EndedEarly)) throw new Error("it should have ended", { cause: ended });
      expect(ended.exitCode).toBe(EX_CONFIG);
      return ended.output;
    }
    const started = await edge.runtime.start({ ...surroundings, env });
    try {
      for (const path of ["/healthz", "/v1/worlds"]) {
        const answer = await fetch(`http://127.0.0.1:${port}${path}`);
        const { code, detail } = (await answer.json()) as { code: string; detail: string };
        expect([answer.status, code]).toEqual([500, "CONFIG_INVALID"]);
        expect(detail).not.toContain("HIROBA_");
      }
      await eventually("the log of it", () => started.output().includes("edge.config-invalid"));
      return started.output();
    } finally {
      await started.stop();
    }
  }

  describe("a configuration that does not hold", () => {
    test("is refused with every variable that is wrong, and without their secrets", async () => {
      const complaint = await complaintOf({
        HIROBA_INTERNAL_TOKEN: "",
        HIROBA_ACCESS_KEY: '{"kty":"OKP","d":"secret-part-of-the-key"}',
        HIROBA_COOKIE_KEY: "short-secret",
        HIROBA_SIGN_IN_PER_MINUTE: "many",
        HIROBA_CLIENT_ADDRESS_HEADER: "x forwarded for",
        OIDC_ISSUER: "ftp://provider.example",
        HIROBA_LOG: "loud",
      });
      expect(complaint).toContain("7 problem(s)");
      for (const variable of [
        "HIROBA_INTERNAL_TOKEN",
        "HIROBA_ACCESS_KEY",
        "HIROBA_COOKIE_KEY",
        "HIROBA_SIGN_IN_PER_MINUTE",
        "HIROBA_CLIENT_ADDRESS_HEADER",
        "OIDC_ISSUER",
        "HIROBA_LOG",
      ])
        expect(complaint).toContain(`${variable}: `);
      for (const secret of ["secret-part-of-the-key", "short-secret"])
        expect(complaint).not.toContain(secret);
    });

    test("is refused when a key is not the pair it says it is, or does two jobs", async () => {
      const { env } = edge.surroundings();
      const [access, ticket] = [env.HIROBA_ACCESS_KEY, env.HIROBA_TICKET_KEY].map((text) => JSON.parse(text));
      const torn = await complaintOf({
        HIROBA_TICKET_KEY: JSON.stringify({ ...ticket, x: access.x, kid: "t" }),
      });
      expect(torn).toContain("HIROBA_TICKET_KEY: ");
      const shared = await complaintOf({ HIROBA_TICKET_KEY: env.HIROBA_ACCESS_KEY });
      expect(shared).toContain(
        "HIROBA_TICKET_KEY: has a key or a kid twice, or shares one with the other variable",
      );
    });

    // workerd itself listens, and says so in its own words.
    if (edge.runtime.badConfig === "exits")
      test("is refused when its port is taken", async () => {
        const taken = edge.surroundings().env["HIROBA_EDGE_PORT"] ?? "";
        const complaint = await complaintOf({ HIROBA_EDGE_PORT: taken });
        expect(complaint).toContain(`port ${taken} of 127.0.0.1 is taken`);
      });
  });
}
