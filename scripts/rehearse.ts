// bun run deploy:rehearse: a rolling deploy on this machine. A fleet is brought up and used, then every process of it is replaced by a
// new one, one by one; what the people in it noticed is printed, and whether the books are whole.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { EdgeClient } from "../shared/client/edge-client.ts";
import { createLog } from "../shared/http/log.ts";
import { memberClient } from "./dev/provider-sign-in.ts";
import { createStripeControl } from "./dev/stripe/control-client.ts";
import { offerTickets, startBuyer } from "./rehearse/buyers.ts";
import { checkBooks } from "./rehearse/check-books.ts";
import { eventuallyTrue } from "./rehearse/eventually.ts";
import { SLOTS, startFleet } from "./rehearse/fleet.ts";
import { signIn, startReader, startVisitor, startWriter, type Visitor } from "./rehearse/people.ts";
import { gapsOf, renderRehearsal, type Step } from "./rehearse/report.ts";

const USAGE = `Rehearses a rolling deploy on this machine: two origins, two edges, four room hosts, a double of Stripe, and
people who use them: in a room, reading, writing, and buying tickets.

  bun run deploy:rehearse [-- --visitors <n>] [--only <kind>] [--keep]

  --visitors <n>  people in one room, 1 to 500 (default 40)
  --only <kind>   replace origin, edge or room alone
  --keep          keep the folder with everybody's logs, and say where
  --help          this text

Exit code 0: nobody noticed but as a short pause. 1: something was lost; 64: the command line is wrong.
`;
const EXIT_LOST = 1;
const EXIT_USAGE = 64; // EX_USAGE
const VISITORS_MAX = 500;
/** Of one account; more would only be more sign-ins. */
const VISITORS_PER_GUEST_MAX = 25;
/** Before a process is replaced, and after: what it does to people shows by then. */
const CALM_MS = 1_500;
const ENTER_MAX_MS = 60_000;

const options = readOptions();
const folder = await mkdtemp(join(tmpdir(), "hiroba-rehearsal-"));
const log = createLog({ process: "rehearse", format: "json", nowMs: Date.now, write: () => {} });
console.log(`Bringing up ${SLOTS.length} processes…`);
const fleet = await startFleet(folder, log);
let lost = 0;
try {
  lost = await rehearse();
} finally {
  await fleet.stop();
  if (options.keep) console.log(`Logs: ${fleet.logs}`);
  else await rm(folder, { recursive: true, force: true });
}
process.exit(lost > 0 ? EXIT_LOST : 0);

/** Answers how many things were lost. */
async function rehearse(): Promise<number> {
  const guests: EdgeClient[] = [];
  while (guests.length * VISITORS_PER_GUEST_MAX < options.visitors)
    guests.push(await signIn(fleet.edgeUrl, `Guest ${guests.length + 1}`));
  // Whoever pays for tickets has an account.
  const owner = await memberClient(fleet.edgeUrl, "owner");
  const world = await owner.createWorld({ name: "Rehearsal", capacity: VISITORS_MAX });
  const visitors: Visitor[] = [];
  for (let index = 0; index < options.visitors; index++) {
    const guest = guests[Math.floor(index / VISITORS_PER_GUEST_MAX)] ?? owner;
    const visitor = startVisitor(guest, world.id, index);
    visitors.push(visitor);
    await eventuallyTrue(() => visitor.sid !== null, ENTER_MAX_MS, `${visitor.name} is in`);
  }
  const reader = startReader(fleet.edgeUrl);
  const writer = startWriter(owner);
  const stripe = createStripeControl(fleet.stripe);
  const buyer = startBuyer(owner, stripe, await offerTickets(owner, world.id));
  console.log(`${visitors.length} people are in a room; others read, write and buy tickets.\n`);

  const steps: Step[] = [];
  for (const slot of SLOTS.filter(({ kind }) => options.only === null || kind === options.only)) {
    await Bun.sleep(CALM_MS);
    for (const visitor of visitors) visitor.takeGap();
    const { leftAfterMs } = await fleet.replace(slot);
    await Bun.sleep(CALM_MS);
    const step = { name: slot.name, leftAfterMs, ...gapsOf(visitors.map((visitor) => visitor.takeGap())) };
    steps.push(step);
    console.log(`  ${slot.name} is a new one`);
  }
  reader.stop();
  await writer.stop();
  await buyer.stop();
  await stripe.flush();
  const troubles = [
    ...reader.troubles,
    ...writer.troubles,
    ...buyer.troubles,
    ...(await checkBooks(fleet.databaseUrl, fleet.stripe)),
    ...visitors.flatMap(({ name, troubles: of }) => of.map((what) => `${name} ${what}`)),
  ];
  for (const visitor of visitors) visitor.leave();
  const { reads } = reader.counts;
  const { writes } = writer.counts;
  const { tickets } = buyer.counts;
  console.log(renderRehearsal({ steps, reads, writes, tickets, troubles }));
  return troubles.length;
}

function readOptions(): {
  readonly visitors: number;
  readonly only: "origin" | "edge" | "room" | null;
  readonly keep: boolean;
} {
  try {
    const { values } = parseArgs({
      options: {
        visitors: { type: "string", default: "40" },
        only: { type: "string" },
        keep: { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    if (values.help) {
      console.log(USAGE);
      process.exit(0);
    }
    const visitors = Number(values.visitors);
    if (!Number.isInteger(visitors) || visitors < 1 || visitors > VISITORS_MAX)
      throw new Error(`--visitors "${values.visitors}" is not a whole number from 1 to ${VISITORS_MAX}`);
    const { only = null } = values;
    if (only !== null && only !== "origin" && only !== "edge" && only !== "room")
      throw new Error(`--only "${only}" is none of origin, edge, room`);
    return { visitors, only, keep: values.keep };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}. See --help.`);
    process.exit(EXIT_USAGE);
  }
}
