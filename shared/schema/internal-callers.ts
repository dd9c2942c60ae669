// Which of our processes may call which of the origin's paths. Whoever steals a room host's key can do what a room host can.

import { internalPath } from "./internal-api.ts";

/** "admin" is whoever runs the server, at its console: `bun run admin`, `bun run money`. */
export const internalCallers = ["edge", "room", "ugc", "admin"] as const;
export type InternalCaller = (typeof internalCallers)[number];
type PathName = keyof typeof internalPath;

const ROOM: readonly PathName[] = [
  "registerHost",
  "heartbeat",
  "roomSpec",
  "roomReport",
  "roomHandoff",
  "roomKept",
  "participant",
  "assetUse",
  "roomNews",
  "broughtAlong",
  "roomEvidence",
  "hostNotices",
  "giftNews",
];
const UGC: readonly PathName[] = [
  "arrivals",
  "claimJob",
  "jobProgress",
  "jobAdmission",
  "jobVariants",
  "jobPictures",
  "jobDone",
];
/** Also the edge's: whoever it is by, the origin looks at their role. */
const ADMIN_TOO: readonly PathName[] = [
  "teamMember",
  "verifyAudit",
  "notices",
  "payments",
  "payment",
  "askPayment",
  "paymentRefund",
  "retryRefund",
  "reconciliations",
  "reconciliation",
  "unusedBalance",
];
/** What no edge has any business with. */
const ADMIN_ALONE: readonly PathName[] = [
  "housePacks",
  "housePack",
  "withdrawPack",
  "coinGrants",
  "exchangeTickets",
  "giftKind",
  "revenueShares",
  "coinValues",
  "housePayouts",
  "runPayouts",
  "payoutRuns",
];
/** The object store signs nothing: it shows the shared secret in its query. */
const NOBODY: readonly PathName[] = ["s3Events"];
const EDGE = (Object.keys(internalPath) as PathName[]).filter(
  (name) => ![...ROOM, ...UGC, ...ADMIN_ALONE, ...NOBODY].includes(name),
);

const MAY_CALL: Readonly<Record<InternalCaller, readonly RegExp[]>> = {
  edge: EDGE.map(patternOf),
  room: ROOM.map(patternOf),
  ugc: UGC.map(patternOf),
  admin: [...ADMIN_TOO, ...ADMIN_ALONE].map(patternOf),
};

/** Whether this process has any business at `path`, which has no query. */
export function mayCall(caller: InternalCaller, path: string): boolean {
  return MAY_CALL[caller].some((pattern) => pattern.test(path));
}

function patternOf(name: PathName): RegExp {
  return new RegExp(`^${internalPath[name].replace(/:[a-zA-Z]+/g, "[^/]+")}$`);
}
