// bun run admin: what only whoever runs the server can do about who keeps order: make the first admin, look whether the audit log
// is whole, and say something in all rooms. Speaks to the origin as its own processes do, so it works only where the internal token is.

import { parseArgs } from "node:util";
import { createInternalClient } from "../shared/http/internal-client.ts";
import { Problem } from "../shared/http/problem.ts";
import { type GiftKindId, giftKindIdSchema, userIdSchema } from "../shared/schema/ids.ts";
import { type SetGiftKind, setGiftKindSchema } from "../shared/schema/internal/gifts.ts";
import { auditVerdictSchema } from "../shared/schema/internal/moderation.ts";
import { fillPath, internalPath } from "../shared/schema/internal-api.ts";
import { teamMemberSchema } from "../shared/schema/moderation.ts";
import { type PublishNotice, publishedNoticeSchema, publishNoticeSchema } from "../shared/schema/notice.ts";
import { type PlatformRole, platformRoleSchema } from "../shared/schema/user.ts";
import { findOrigin, OriginUnknown } from "./admin/find-origin.ts";

const USAGE = `Says who keeps order, and checks the log of what they did.

  bun run admin -- grant <user id> [admin|moderator]   makes somebody an admin (or a moderator)
  bun run admin -- revoke <user id>                    takes that back
  bun run admin -- audit                               reads the whole audit log: is it as it was written?
  bun run admin -- notice all "text"                   says one line to everybody in every room; instead of "all" the id of
                                                       a world, an event or a room: in its rooms
  bun run admin -- gift-kind <id> 'JSON'               makes or changes what people may give to performers, such as gfk_rose
                                                       '{"names": {"ja": "バラ", "en": "Rose"}, "coinCount": 50, "effect":
                                                       "petals", "seconds": 6}'; with "isForSale": false nobody gives it

A user's id is the end of their page's address: /users/usr_… Whoever was made something signs in again, or waits ten minutes.
Beside \`bun run start\` it finds the origin by itself; elsewhere set HIROBA_ORIGIN_URL, and HIROBA_SERVICE_KEY (of "admin":
\`bun run keys -- --services\`) or HIROBA_INTERNAL_TOKEN.
`;
const EXIT_FAILED = 1;
const EXIT_USAGE = 64; // EX_USAGE

type Wanted =
  | { readonly name: "help" | "audit" }
  | { readonly name: "role"; readonly user: string; readonly role: PlatformRole }
  | { readonly name: "notice"; readonly notice: PublishNotice }
  | { readonly name: "gift-kind"; readonly id: GiftKindId; readonly kind: SetGiftKind };

/** Throws UsageError. */
export function readArguments(argv: readonly string[]): Wanted {
  const { values, positionals } = parseArgs({
    args: [...argv],
    options: { help: { type: "boolean", short: "h", default: false } },
    allowPositionals: true,
  });
  const [command, user = "", role = "admin", ...more] = positionals;
  if (values.help || command === undefined) return { name: "help" };
  if (command === "audit" && positionals.length === 1) return { name: "audit" };
  if (command === "notice") return { name: "notice", notice: readNotice(positionals.slice(1)) };
  if (command === "gift-kind") return readGiftKind(positionals.slice(1));
  const id = userIdSchema.safeParse(user);
  if (!id.success) throw new UsageError(`"${user}" is not a user's id, such as usr_…`);
  if (command === "revoke" && positionals.length === 2) return { name: "role", user: id.data, role: "user" };
  const wanted = platformRoleSchema.exclude(["user"]).safeParse(role);
  if (command === "grant" && wanted.success && more.length === 0)
    return { name: "role", user: id.data, role: wanted.data };
  throw new UsageError(`"${positionals.join(" ")}" is nothing this knows`);
}

function readGiftKind([id = "", json = "", ...more]: readonly string[]): Wanted {
  const kindId = giftKindIdSchema.safeParse(id);
  if (!kindId.success || more.length > 0)
    throw new UsageError(`"${id}" is not a gift's id, such as gfk_rose; the JSON is one argument, in quotes`);
  let said: unknown;
  try {
    said = JSON.parse(json);
  } catch {
    throw new UsageError(`"${json}" is not JSON`);
  }
  const kind = setGiftKindSchema.safeParse(said);
  if (kind.success) return { name: "gift-kind", id: kindId.data, kind: kind.data };
  const [why] = kind.error.issues;
  throw new UsageError(`${why?.path.join(".") || "the JSON"}: ${why?.message}`);
}

const TARGETS = { wld: "world", evt: "event", rm: "room" } as const;

function readNotice([where = "", text = "", ...more]: readonly string[]): PublishNotice {
  const [prefix] = where.split("_");
  const kind = TARGETS[prefix as keyof typeof TARGETS];
  const target = where === "all" ? { kind: "all" } : { kind, id: where };
  const notice = publishNoticeSchema.safeParse({ target, text });
  if (notice.success && more.length === 0) return notice.data;
  const why = notice.error?.issues[0];
  const isText = why?.path[0] === "text";
  throw new UsageError(
    isText
      ? `the text: ${why?.message}`
      : `"${where}" is not "all", nor the id of a world, an event or a room; the text is one argument, in quotes`,
  );
}

export class UsageError extends Error {}

async function run(wanted: Wanted): Promise<number> {
  if (wanted.name === "help") {
    console.log(USAGE);
    return 0;
  }
  const call = createInternalClient({ ...(await findOrigin(process.env)), fetch });
  if (wanted.name === "role") {
    const { body } = await call({
      method: "PUT",
      path: fillPath(internalPath.teamMember, { userId: wanted.user }),
      body: { role: wanted.role },
      answer: teamMemberSchema,
    });
    console.log(`${body?.user.displayName} (${wanted.user}) is ${body?.role} now.`);
    return 0;
  }
  if (wanted.name === "notice") {
    const { body } = await call({
      method: "POST",
      path: internalPath.notices,
      body: wanted.notice,
      answer: publishedNoticeSchema,
    });
    console.log(`Said to ${body?.roomCount} open rooms.`);
    return 0;
  }
  if (wanted.name === "gift-kind") {
    const { id, kind } = wanted;
    await call({ method: "PUT", path: fillPath(internalPath.giftKind, { giftKindId: id }), body: kind });
    console.log(`${id} is ${kind.isForSale ? `given for ${kind.coinCount} coins` : "given no more"}.`);
    return 0;
  }
  const { body } = await call({ method: "POST", path: internalPath.verifyAudit, answer: auditVerdictSchema });
  if (body === null || body.brokenAt !== null) {
    console.error(
      `The audit log was changed: line ${body?.brokenAt} does not follow from the one before it.`,
    );
    return EXIT_FAILED;
  }
  console.log(`The audit log is whole: ${body.count} lines, ending in ${body.hash}.`);
  return 0;
}

async function main(): Promise<number> {
  try {
    return await run(readArguments(Bun.argv.slice(2)));
  } catch (error) {
    const isUsage = error instanceof UsageError || (error instanceof TypeError && "code" in error);
    if (!isUsage && !(error instanceof OriginUnknown || error instanceof Problem)) throw error;
    const message =
      error instanceof Problem ? `${error.title} [${error.code}]. ${error.detail ?? ""}` : error.message;
    console.error(isUsage ? `${message}\n\n${USAGE}` : message);
    return isUsage ? EXIT_USAGE : EXIT_FAILED;
  }
}

if (import.meta.main) process.exitCode = await main();
