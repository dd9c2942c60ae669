import { expect, test } from "bun:test";
import { refusalOf } from "../../../shared/client/refusal.ts";
import { Problem } from "../../../shared/http/problem.ts";

const problem = (code: string) => new Problem({ status: 400, code, title: "Refused" });

test("a refusal an endpoint is known to give keeps its code, whoever gave it", () => {
  for (const code of ["ROOMS_FULL", "ACCESS_TOKEN_INVALID", "RATE_LIMITED", "EDGE_AWAY"] as const) {
    const refusal = refusalOf("worlds.enter", problem(code));
    expect(refusal?.code).toBe(code);
  }
});

test("what is no problem, or a code nobody told of, is no refusal", () => {
  expect(refusalOf("worlds.enter", new Error("ROOMS_FULL"))).toBeNull();
  expect(refusalOf("worlds.enter", problem("WORLD_NAME_TAKEN"))).toBeNull();
});
