import { expect, test } from "bun:test";
import { tellList } from "../../../room/pubsub/fanout.ts";
import { formatRequest, PROPERTY_NAME } from "../../../shared/protocol/ext/hello.ts";
import type { DownSection } from "../../../shared/protocol/ext/registry.ts";
import { encodeStateValue } from "../../../shared/protocol/ext/state-kv.ts";
import { ALL_CAPABILITIES, Square } from "../support.ts";

const PART_MAX = 16;
const KEYS = 400;
/** Key `at`, whose value has so many bytes. */
const section = (at: number, valueBytes: number): DownSection => ({
  kind: "state",
  message: {
    scope: 0,
    sid: 0,
    key: `key-${at}`,
    version: at + 1,
    value: encodeStateValue({ type: "bytes", value: new Uint8Array(valueBytes) }),
  },
});

/** How many entries were made sections of, and the keys a client of small packets was told. */
function toldOf(list: readonly DownSection[]) {
  const userProperties = [[PROPERTY_NAME, formatRequest(ALL_CAPABILITIES)]] as const;
  const client = new Square().enter("small", {
    version: 5,
    connect: { properties: { maximumPacketSize: 512, userProperties } },
  });
  client.heard();
  let made = 0;
  tellList(client.actor, list, PART_MAX, (part) => {
    made += part.length;
    return part;
  });
  const { sections } = client.heard();
  return { made, keys: sections.map((s) => (s.kind === "state" ? s.message.key : s.kind)) };
}

test.each([
  ["one fits a packet", () => 300],
  ["a few do", () => 100],
  ["all that may do", () => 1],
  ["large ones come among small ones", (at: number) => (at % 20 === 0 ? 400 : 1)],
])(
  "[INT-7] where %s a list is told whole and in order, each entry encoded a few times at most",
  (_, bytesOf) => {
    const list = Array.from({ length: KEYS }, (_, at) => section(at, bytesOf(at)));
    const { made, keys } = toldOf(list);
    expect(keys).toEqual(Array.from({ length: KEYS }, (_, at) => `key-${at}`));
    expect(made).toBeLessThanOrEqual(4 * KEYS);
  },
);

test("[INT-7] what is too large even alone is left out, and the rest told", () => {
  const list = Array.from({ length: 40 }, (_, at) => section(at, at === 20 ? 2_000 : 10));
  expect(toldOf(list).keys).toEqual(
    Array.from({ length: 40 }, (_, at) => `key-${at}`).filter((key) => key !== "key-20"),
  );
});
