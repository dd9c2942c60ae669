import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { internalPath } from "../../../shared/schema/internal-api.ts";
import {
  decidedSanctionSchema,
  sanctionPageSchema,
  standingSchema,
} from "../../../shared/schema/moderation.ts";
import { type OriginUnderTest, startOrigin } from "../origin-under-test.ts";
import { decide, enter, outcomeOf, person, registerHost } from "./people.ts";

let origin: OriginUnderTest;
beforeEach(async () => {
  origin = await startOrigin();
});
afterEach(() => origin.stop());

const ban = async (as: string, id: string) =>
  decidedSanctionSchema.parse(
    (
      await decide(origin, as, {
        kind: "ban",
        target: { kind: "user", id },
        scope: { kind: "platform", id: null },
      })
    ).body,
  ).id;
const appeal = (as: string, sanctionId: string, text = "It was not me.") =>
  origin.ask(internalPath.appeal, { as, params: { sanctionId }, json: { text } });
const answer = (as: string, sanctionId: string, outcome: "upheld" | "overturned") =>
  origin.ask(internalPath.decideAppeal, {
    as,
    params: { sanctionId },
    json: { outcome, answer: "We looked." },
  });
const open = async (as: string) =>
  sanctionPageSchema.parse((await origin.ask(internalPath.sanctions, { as, query: "?appeal=open" })).body)
    .items;

describe("an appeal", () => {
  test("is made once, by whom it is about, also where that is all they may do", async () => {
    const moderator = await person(origin, "moderator");
    const [bad, other] = [await person(origin), await person(origin)];
    const id = await ban(moderator, bad);
    expect(outcomeOf(await appeal(other, id))).toBe("404 SANCTION_NOT_FOUND");
    const both = await Promise.all([appeal(bad, id), appeal(bad, id, "Again.")]);
    expect(both.map(outcomeOf).toSorted()).toEqual(["200", "409 APPEALED_ALREADY"]);
    expect(await open(moderator)).toMatchObject([{ id, appeal: { outcome: "open" } }]);
  });

  test("is answered by another moderator, where there is another", async () => {
    const alone = await person(origin, "moderator");
    const [one, two] = [await person(origin), await person(origin)];
    const ofAlone = await ban(alone, one);
    await appeal(one, ofAlone);
    expect(outcomeOf(await answer(alone, ofAlone, "upheld"))).toBe("200");
    expect(outcomeOf(await answer(alone, ofAlone, "overturned"))).toBe("409 APPEAL_NOT_OPEN");

    const admin = await person(origin, "admin");
    const ofFirst = await ban(alone, two);
    expect(outcomeOf(await answer(admin, ofFirst, "overturned"))).toBe("409 APPEAL_NOT_OPEN");
    await appeal(two, ofFirst);
    expect(outcomeOf(await answer(alone, ofFirst, "upheld"))).toBe("403 APPEAL_NEEDS_ANOTHER");
    expect(outcomeOf(await answer(admin, ofFirst, "overturned"))).toBe("200");
    await registerHost(origin);
    expect(outcomeOf(await enter(origin, two))).toBe("200");
    expect(outcomeOf(await enter(origin, one))).toBe("403 BANNED");
    const told = standingSchema.parse(
      (await origin.ask(internalPath.standing, { params: { userId: two } })).body,
    );
    expect(told).toMatchObject({
      ban: null,
      sanctions: [{ state: "lifted", appeal: { outcome: "overturned", answer: "We looked." } }],
    });
    // Who decided is nobody's business but moderators'.
    expect(JSON.stringify(told)).not.toContain(alone);
    expect(await open(admin)).toEqual([]);
  });
});
