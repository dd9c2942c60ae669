import { expect, test } from "bun:test";
import { countTests, findUnknownRules, ruleIdsOf } from "../../scripts/rules.ts";

const spec = "- **[POSE-1]** A block.\n- **[POSE-2]** See [POSE-1].\n- **[NEG-1]** A request.\n";
const file = (text: string) => ({ path: "test/a.test.ts", text });

test("rules are what the SPEC sets in bold, in its order, and none may be there twice", () => {
  expect(ruleIdsOf(spec)).toEqual(["POSE-1", "POSE-2", "NEG-1"]);
  expect(() => ruleIdsOf(`${spec}- **[NEG-1]** Again.`)).toThrow("[NEG-1] twice");
});

test("a rule is tested when a title carries it, not when a comment or a string does", () => {
  const text = `
test("[POSE-1] one", () => {});
describe("[POSE-1] [POSE-1] named twice, counted once", () => {
  test.each(rows)(\`[NEG-1] \${name}\`, () => {});
});
// [POSE-2] is not tested here
expect("[POSE-2]").toBe(x);
`;
  expect(countTests(spec, [file(text)])).toEqual([
    { id: "POSE-1", testCount: 2 },
    { id: "POSE-2", testCount: 0 },
    { id: "NEG-1", testCount: 1 },
  ]);
});

test("an id no rule has is found in comments, titles and errors; the standard's own tags are left alone", () => {
  const text = `
// SPEC [POSE-1]…[POSE-9], MQTT5 [MQTT-3.1.0-1]
test("[NEG-7] x", () => {});
throw new ProtocolError(ReasonCode.malformedPacket, "BYTES-1", "short");
throw new ProtocolError(ReasonCode.malformedPacket, "MQTT-3.3.1-4", "QoS 3");
`;
  expect(findUnknownRules(spec, [file(text)]).map((unknown) => unknown.id)).toEqual([
    "POSE-9",
    "NEG-7",
    "BYTES-1",
  ]);
});
