// Who may ask what of those who keep order: one table, every rank on every route; and a report from beginning to end.

import { beforeAll, describe, expect, test } from "bun:test";
import type { Endpoint } from "../../../shared/contract/endpoint.ts";
import { moderationEndpoints } from "../../../shared/contract/moderation.ts";
import { createInternalClient } from "../../../shared/http/internal-client.ts";
import { fillPath, internalPath } from "../../../shared/schema/internal-api.ts";
import {
  auditPageSchema,
  decidedSanctionSchema,
  filedReportSchema,
  reportDetailSchema,
  standingSchema,
} from "../../../shared/schema/moderation.ts";
import { sessionGrantSchema } from "../../../shared/schema/public-api.ts";
import type { PlatformRole } from "../../../shared/schema/user.ts";
import { type BearerGrant, type EdgeUnderTest, refusalOf } from "../edge-under-test.ts";

type ModerationId = keyof typeof moderationEndpoints;
const RANKS = ["nobody", "banned", "user", "was-moderator", "moderator", "was-admin", "admin"] as const;
type Rank = (typeof RANKS)[number];

/** Whose token says so, and whose role is gone since, is refused by the origin: "was-…". */
const EVERYBODY: readonly Rank[] = ["banned", "user", "was-moderator", "moderator", "was-admin", "admin"];
const NOT_BANNED: readonly Rank[] = EVERYBODY.filter((rank) => rank !== "banned");
const MODERATORS: readonly Rank[] = ["moderator", "admin"];
const ADMINS: readonly Rank[] = ["admin"];

const MAY: Readonly<Record<ModerationId, readonly Rank[]>> = {
  "reports.create": NOT_BANNED,
  "me.standing": EVERYBODY,
  "me.appeal": EVERYBODY,
  "moderation.reports": MODERATORS,
  "moderation.claimNext": MODERATORS,
  "moderation.report": MODERATORS,
  "moderation.claim": MODERATORS,
  "moderation.release": MODERATORS,
  "moderation.close": MODERATORS,
  "moderation.sanctions": MODERATORS,
  "moderation.decide": MODERATORS,
  "moderation.sanction": MODERATORS,
  "moderation.lift": MODERATORS,
  "moderation.decideAppeal": MODERATORS,
  "moderation.audit": ADMINS,
  "moderation.team": ADMINS,
  "moderation.changeRole": ADMINS,
};

/** Bodies that fit, about nothing there is: whoever may is told that, and nothing happens. */
const NOTHING = { reportId: "rpt_none", sanctionId: "snc_none", userId: "usr_none" };
const BODIES: Readonly<Partial<Record<ModerationId, object>>> = {
  "reports.create": { target: { kind: "user", id: "usr_none" }, reason: "spam" },
  "me.appeal": { text: "why" },
  "moderation.close": { outcome: "dismissed" },
  "moderation.decide": { kind: "warn", target: { kind: "user", id: "usr_none" }, reason: "why" },
  "moderation.lift": { reason: "why" },
  "moderation.decideAppeal": { outcome: "upheld", answer: "why" },
  "moderation.changeRole": { role: "user" },
};
const REFUSALS = [
  "401 ACCESS_TOKEN_REQUIRED",
  "403 SCOPE_INSUFFICIENT",
  "403 PLATFORM_ROLE_REQUIRED",
  "403 BANNED",
];

export function moderationContract(edge: EdgeUnderTest): void {
  const tokens = new Map<Rank, string>();

  const setRole = async (userId: string, role: PlatformRole) => {
    const { env } = edge.surroundings();
    const { HIROBA_ORIGIN_URL: originUrl = "", HIROBA_INTERNAL_TOKEN: credential = "" } = env;
    const call = createInternalClient({ originUrl, credential, fetch });
    await call({ method: "PUT", path: fillPath(internalPath.teamMember, { userId }), body: { role } });
  };
  /** Somebody of this rank, whose token says so. */
  const staff = async (role: PlatformRole): Promise<BearerGrant> => {
    const guest = await edge.guest(`The ${role}`);
    await setRole(guest.user.id, role);
    const refreshed = sessionGrantSchema.parse(await (await edge.refresh(guest.refreshToken)).json());
    return { ...guest, ...refreshed, refreshToken: refreshed.refreshToken ?? "" };
  };
  const ask = async (id: ModerationId, as: string | undefined) => {
    const { method, path }: Endpoint = moderationEndpoints[id];
    const body = BODIES[id];
    return edge.ask(fillPath(path, NOTHING), {
      method,
      ...(as === undefined ? {} : { as }),
      ...(body === undefined ? {} : { json: body }),
    });
  };

  describe("keeping order", () => {
    beforeAll(async () => {
      const [moderator, admin, exModerator, exAdmin, user, banned] = await Promise.all([
        staff("moderator"),
        staff("admin"),
        staff("moderator"),
        staff("admin"),
        edge.guest("User"),
        edge.guest("Banned"),
      ]);
      for (const { user } of [exModerator, exAdmin]) await setRole(user.id, "user");
      const answer = await edge.ask("/v1/moderation/sanctions", {
        as: moderator.accessToken,
        json: {
          kind: "ban",
          target: { kind: "user", id: banned.user.id },
          scope: { kind: "platform" },
          reason: "of the test",
        },
      });
      expect(answer.status).toBe(201);
      for (const [rank, { accessToken }] of [
        ["banned", banned],
        ["user", user],
        ["was-moderator", exModerator],
        ["moderator", moderator],
        ["was-admin", exAdmin],
        ["admin", admin],
      ] as const)
        tokens.set(rank, accessToken);
    });

    for (const id of Object.keys(MAY) as ModerationId[])
      test.each(RANKS.map((rank) => [rank, MAY[id].includes(rank)] as const))(
        `${id}: whoever is %s may: %p`,
        async (rank, may) => {
          const answer = await ask(id, tokens.get(rank));
          const refusal = answer.ok ? `${answer.status}` : await refusalOf(answer);
          expect([refusal, REFUSALS.includes(refusal)]).toEqual([refusal, !may]);
        },
      );

    test("goes from a report to a ban, an appeal and its answer, and all of it is in the log", async () => {
      const [by, bad] = [await edge.guest("Reporter"), await edge.guest("Reported")];
      const moderator = tokens.get("moderator") ?? "";
      const admin = tokens.get("admin") ?? "";
      const json = async (path: string, as: string, body?: object, method?: string) => {
        const answer = await edge.ask(path, {
          as,
          ...(body === undefined ? {} : { json: body }),
          ...(method === undefined ? {} : { method }),
        });
        return { status: answer.status, body: await answer.json().catch(() => null) };
      };
      const target = { kind: "user", id: bad.user.id };
      const filed = await json("/v1/reports", by.accessToken, { target, reason: "hate", text: "he said it" });
      const { id: report } = filedReportSchema.parse(filed.body);
      const one = `/v1/moderation/reports/${report}`;
      expect((await json(`${one}/claim`, moderator, undefined, "PUT")).status).toBe(200);
      const decided = await json("/v1/moderation/sanctions", moderator, {
        kind: "ban",
        target,
        scope: { kind: "platform" },
        reason: "You were warned.",
        report,
      });
      const { id } = decidedSanctionSchema.parse(decided.body);
      expect((await json(`${one}/close`, moderator, { outcome: "acted" })).status).toBe(200);
      const detail = reportDetailSchema.parse((await json(one, admin)).body);
      expect(detail).toMatchObject({ text: "he said it", closed: { outcome: "acted" }, sanctions: [{ id }] });

      expect(await refusalOf(await edge.refresh(bad.refreshToken))).toBe("401 SESSION_ENDED");
      const refused = await edge.ask("/v1/worlds/wld_hiroba-plaza/enter", { as: bad.accessToken, json: {} });
      expect(await refusalOf(refused)).toBe("403 BANNED");
      const standing = standingSchema.parse((await json("/v1/me/standing", bad.accessToken)).body);
      expect(standing).toMatchObject({
        ban: { reason: "You were warned." },
        sanctions: [{ id, appeal: null }],
      });
      const appealed = await json(`/v1/me/standing/${id}/appeal`, bad.accessToken, { text: "Not me." });
      expect(appealed.status).toBe(200);
      const answer = { outcome: "overturned", answer: "You are right." };
      expect((await json(`/v1/moderation/sanctions/${id}/appeal/decide`, admin, answer)).status).toBe(200);
      const after = standingSchema.parse((await json("/v1/me/standing", bad.accessToken)).body);
      expect(after).toMatchObject({ ban: null, sanctions: [{ state: "lifted" }] });

      const audit = auditPageSchema.parse((await json("/v1/moderation/audit", admin)).body);
      expect(audit.items.slice(0, 5).map(({ act }) => act)).toEqual([
        "appeal.decide",
        "appeal.file",
        "report.close",
        "sanction.create",
        "report.claim",
      ]);
    });
  });
}
