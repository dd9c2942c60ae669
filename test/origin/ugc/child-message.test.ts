import { expect, test } from "bun:test";
import { hearDelivered, sayDelivered } from "../../../origin/ugc/child-message.ts";

const upload = Buffer.from("head BODY BODY BODY tail");
const fixed = Buffer.from("new head BODY BODY BODY and more");

test("what is delivered arrives whole, though the stretch it shares with the upload is not sent", () => {
  const said = sayDelivered(fixed, { fromByte: 5, toByte: 19, atByte: 9 });
  expect([said.before, said.after]).toEqual([btoa("new head "), btoa(" and more")]);
  expect(hearDelivered(said, upload).toString()).toBe(fixed.toString());
});

test("what shares nothing with the upload is sent whole", () => {
  expect(hearDelivered(sayDelivered(fixed, null), upload).toString()).toBe(fixed.toString());
});

test("a stretch that the upload does not have is empty: a subprocess cannot make the worker read elsewhere", () => {
  const said = { before: "", keptFromByte: 1_000, keptToByte: 2_000, after: "" };
  expect(hearDelivered(said, upload)).toHaveLength(0);
});
