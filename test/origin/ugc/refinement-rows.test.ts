import { expect, test } from "bun:test";
import { rowsOfPlan, stepOf, withEnd, withTextures } from "../../../origin/ugc/refinement-rows.ts";
import { tellNewest } from "../../../origin/ugc/tell-newest.ts";

const [small, afar, better] = [
  { profile: "web", level: "lod2" },
  { profile: "web", level: "stand-in" },
  { profile: "compat", level: "lod0" },
] as const;

test("the rows of a refinement tell which variant is being made, how many of its textures, and what became of it", () => {
  let rows = rowsOfPlan([small, afar, better]);
  const shown = () =>
    rows.map(({ status, texturesDone, texturesTotal }) => `${status} ${texturesDone}/${texturesTotal}`);
  expect(shown()).toEqual(["UNDER_WAY 0/0", "WAITING 0/0", "WAITING 0/0"]);
  expect(stepOf(rows)).toEqual({ step: "web lod2", stepsDone: 0, stepsTotal: 3 });
  rows = withTextures(rows, { kind: "textures", ...small, texturesDone: 3, texturesTotal: 12 });
  // The next is begun while the first is being published.
  rows = withTextures(rows, { kind: "textures", ...afar, texturesDone: 1, texturesTotal: 1 });
  expect(shown()).toEqual(["UNDER_WAY 3/12", "UNDER_WAY 1/1", "WAITING 0/0"]);
  rows = withEnd(rows, small, "READY");
  expect(shown()).toEqual(["READY 3/12", "UNDER_WAY 1/1", "WAITING 0/0"]);
  rows = withEnd(rows, afar, "SKIPPED");
  expect(shown()).toEqual(["READY 3/12", "SKIPPED 1/1", "UNDER_WAY 0/0"]);
  rows = withEnd(rows, better, "READY");
  expect(stepOf(rows)).toEqual({ step: "refine", stepsDone: 3, stepsTotal: 3 });
});

test("of a refinement that has said nothing yet there is a step all the same", () => {
  expect(stepOf([])).toEqual({ step: "refine", stepsDone: 0, stepsTotal: 1 });
});

test("what is told is told one after the other, and the newest where several came meanwhile", async () => {
  const sent: number[] = [];
  const gates: (() => void)[] = [];
  const { tell, told } = tellNewest<number>(async (value) => {
    sent.push(value);
    await new Promise<void>((resolve) => gates.push(resolve));
  });
  for (const value of [1, 2, 3]) tell(value);
  expect(sent).toEqual([1]);
  gates[0]?.();
  await Bun.sleep(0);
  expect(sent).toEqual([1, 3]);
  const all = told();
  gates[1]?.();
  await all;
  await told();
  tell(4);
  expect(sent).toEqual([1, 3, 4]);
});
