import { describe, expect, test } from "bun:test";
import { createAnnouncer } from "../../../origin/changes/announcer.ts";
import { createLog } from "../../../shared/http/log.ts";
import { SIGNATURE_HEADER, verifyBody } from "../../../shared/http/signed-body.ts";

const SECRET = "secret";
const NOW_MS = 1_700_000_000_000;

/** An announcer whose waits end at once, and edges that answer as they are told to. */
function setUp(answer: (url: string, nth: number) => number | Error, edgeUrls = ["http://a", "http://b"]) {
  const sent: { url: string; body: Uint8Array<ArrayBuffer>; signature: string }[] = [];
  const lines: string[] = [];
  const announcer = createAnnouncer({
    edgeUrls,
    secret: SECRET,
    fetch: async (url, init) => {
      const headers = new Headers(init.headers);
      const body = init.body as Uint8Array<ArrayBuffer>;
      sent.push({ url, body, signature: headers.get(SIGNATURE_HEADER) ?? "" });
      const status = answer(url, sent.filter((each) => each.url === url).length);
      if (status instanceof Error) throw status;
      return new Response(null, { status });
    },
    after: async () => {},
    nowMs: () => NOW_MS,
    log: createLog({ process: "origin", format: "json", nowMs: () => 0, write: (line) => lines.push(line) }),
  });
  const bodies = () => sent.map(({ url, body }) => `${url} ${new TextDecoder().decode(body)}`);
  return { announcer, sent, lines, bodies };
}

describe("the announcer", () => {
  test("tells every edge, once, what was heard within a moment, signed", async () => {
    const { announcer, sent, bodies } = setUp(() => 204);
    announcer.heard("worlds,world:wld_a");
    announcer.heard("worlds,avatars");
    await announcer.settled();
    const body = '{"tags":["worlds","world:wld_a","avatars"]}';
    expect(bodies().toSorted()).toEqual([
      `http://a/v1/cache/purge ${body}`,
      `http://b/v1/cache/purge ${body}`,
    ]);
    for (const { body, signature } of sent)
      expect(await verifyBody(body, signature, SECRET, NOW_MS)).toBe(true);
  });

  test("tries again an edge that is away, and gives up in the end, saying so", async () => {
    const { announcer, bodies, lines } = setUp((url, nth) => {
      if (url.startsWith("http://a")) return nth < 3 ? 503 : 204;
      return new TypeError("connection refused");
    });
    announcer.heard("worlds");
    await announcer.settled();
    expect(bodies().filter((line) => line.startsWith("http://a"))).toHaveLength(3);
    expect(bodies().filter((line) => line.startsWith("http://b"))).toHaveLength(3);
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { event: "purge.lost", edgeUrl: "http://b", reason: "connection refused" },
    ]);
  });

  test("says everything when there is more to say than one purge holds, or when it was told so", async () => {
    const { announcer, bodies } = setUp(() => 204, ["http://a"]);
    announcer.heard(Array.from({ length: 1_500 }, (_, n) => `world:wld_${n}`).join(","));
    await announcer.settled();
    announcer.heard("*");
    await announcer.settled();
    expect(bodies()).toEqual(Array(2).fill('http://a/v1/cache/purge {"tags":"all"}'));
  });
});
