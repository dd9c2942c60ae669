import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import { verifyAudit } from "../../../origin/audit/read-audit.ts";
import { internalPath } from "../../../shared/schema/internal-api.ts";
import { auditPageSchema, teamSchema } from "../../../shared/schema/moderation.ts";
import { decide, outcomeOf, person } from "../moderation/people.ts";
import { type OriginUnderTest, startOrigin } from "../origin-under-test.ts";

let origin: OriginUnderTest;
beforeEach(async () => {
  origin = await startOrigin();
});
afterEach(() => origin.stop());

const warn = (as: string, id: string) => decide(origin, as, { kind: "warn", target: { kind: "user", id } });
const page = async (as: string, query = "") =>
  auditPageSchema.parse((await origin.ask(internalPath.audit, { as, query })).body);
const changeRole = (as: string | undefined, userId: string, role: string) =>
  origin.ask(internalPath.teamMember, {
    method: "PUT",
    params: { userId },
    json: { role },
    ...(as === undefined ? {} : { as }),
  });
/** What Postgres says to a statement; null when it does it. */
const refusal = (statement: string): Promise<string | null> =>
  origin.deps.db.execute(sql.raw(statement)).then(
    () => null,
    (error: Error) => String((error.cause as Error | undefined)?.message ?? error.message),
  );

describe("the audit log", () => {
  test("has a line for every act, also of many at once, and none of what was refused", async () => {
    const [admin, moderator, about] = [
      await person(origin, "admin"),
      await person(origin, "moderator"),
      await person(origin),
    ];
    await Promise.all(Array.from({ length: 12 }, () => warn(moderator, about)));
    await warn(moderator, admin);
    const { items } = await page(admin, "?limit=100");
    expect(items.map(({ seq }) => seq)).toEqual(Array.from({ length: 12 }, (_, index) => 12 - index));
    expect(items[0]).toMatchObject({
      actor: { id: moderator, displayName: "Aoi" },
      act: "sanction.create",
      facts: { kind: "warn", target: { kind: "user", id: about }, reason: "because" },
    });
    const first = await page(admin, "?limit=5");
    const next = await page(admin, `?limit=5&cursor=${first.nextCursor}`);
    expect([...first.items, ...next.items].map(({ seq }) => seq)).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3]);
    expect(outcomeOf(await origin.ask(internalPath.audit, { as: admin, query: "?cursor=x" }))).toBe(
      "422 CURSOR_INVALID",
    );
    expect(await verifyAudit(origin.deps)).toMatchObject({ count: 12, brokenAt: null });
  });

  test("lets nobody change, remove or empty it, whatever role the session has", async () => {
    const [moderator, about] = [await person(origin, "moderator"), await person(origin)];
    await warn(moderator, about);
    for (const statement of [
      "UPDATE audit_entries SET facts = '{}'",
      "DELETE FROM audit_entries",
      "DELETE FROM audit_entries WHERE false",
      "TRUNCATE audit_entries",
    ])
      expect(await refusal(statement)).toBe("the audit log is append-only");
    const asReplica = origin.deps.db.transaction(async (tx) => {
      await tx.execute(sql`SET LOCAL session_replication_role = replica`);
      await tx.execute(sql`DELETE FROM audit_entries`);
    });
    expect(await asReplica.catch(() => "refused")).toBe("refused");
    expect(await verifyAudit(origin.deps)).toMatchObject({ count: 1, brokenAt: null });
  });

  test("shows where it was changed past the database's refusal", async () => {
    const [moderator, about] = [await person(origin, "moderator"), await person(origin)];
    for (let count = 0; count < 3; count++) await warn(moderator, about);
    await origin.deps.db.execute(sql`ALTER TABLE audit_entries DISABLE TRIGGER audit_is_append_only`);
    await origin.deps.db.execute(sql`UPDATE audit_entries SET act = 'nothing' WHERE seq = 2`);
    expect(await verifyAudit(origin.deps)).toMatchObject({ brokenAt: 2 });
    await origin.deps.db.execute(sql`DELETE FROM audit_entries WHERE seq = 2`);
    expect(await verifyAudit(origin.deps)).toMatchObject({ brokenAt: 3 });
  });

  test("keeps its lines when those they are about are gone", async () => {
    const [moderator, about] = [await person(origin, "moderator"), await person(origin)];
    await warn(moderator, about);
    await origin.deps.db.execute(sql`DELETE FROM users WHERE id IN (${moderator}, ${about})`);
    const { items } = await page(await person(origin, "admin"));
    expect(items).toMatchObject([{ actor: { id: moderator, displayName: null } }]);
  });
});

describe("the team", () => {
  test("gets its first admin from whoever runs the server, and every other from an admin", async () => {
    const [first, second, third] = [await person(origin), await person(origin), await person(origin)];
    expect(outcomeOf(await changeRole(second, third, "moderator"))).toBe("403 PLATFORM_ROLE_REQUIRED");
    expect((await changeRole(undefined, first, "admin")).status).toBe(200);
    expect((await changeRole(first, second, "moderator")).status).toBe(200);
    expect(outcomeOf(await changeRole(second, third, "moderator"))).toBe("403 PLATFORM_ROLE_REQUIRED");
    expect(outcomeOf(await changeRole(first, "usr_nobody", "moderator"))).toBe("404 USER_NOT_FOUND");
    const team = teamSchema.parse((await origin.ask(internalPath.team, { as: first })).body).items;
    expect(team.map(({ user, role }) => `${user.id} ${role}`).toSorted()).toEqual(
      [`${first} admin`, `${second} moderator`].toSorted(),
    );
    const { items } = await page(first);
    expect(items.map(({ actor, facts }) => [actor?.id ?? null, facts["to"]])).toEqual([
      [first, "moderator"],
      [null, "admin"],
    ]);
  });

  test("keeps one admin, whichever two take the other's role at once", async () => {
    const [one, two] = [await person(origin, "admin"), await person(origin, "admin")];
    const answers = await Promise.all([changeRole(one, two, "user"), changeRole(two, one, "user")]);
    expect(answers.map(outcomeOf).toSorted()).toEqual(["200", "403 PLATFORM_ROLE_REQUIRED"]);
    const left = answers[0]?.status === 200 ? one : two;
    expect(outcomeOf(await changeRole(left, left, "user"))).toBe("409 LAST_ADMIN");
  });
});
