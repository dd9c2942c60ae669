// What `bun run money -- --help` says.

export const USAGE = `The books, for whoever runs the server: payments, refunds, coins, and what an accountant asks about.

  bun run money -- find [<what>] [--state <state>] [--limit <n>]
  bun run money -- order <order id>
  bun run money -- ask <order id>
  bun run money -- refund <order id> [--amount <amount>] [--preview] [--key <key>] --reason "…"
  bun run money -- retry <refund id> --reason "…"
  bun run money -- reconcile [--wait <seconds>]
  bun run money -- reconciliations
  bun run money -- unused [--at <day>] [--csv]
  bun run money -- packs
  bun run money -- packs set <pack id> --coins <n> [--free <n>] --price jpy=120 [--price usd=0.99]… --reason "…"
  bun run money -- packs withdraw <pack id> --reason "…"
  bun run money -- grant <user id> <count> --key <key> --reason "…"
  bun run money -- exchange <user id> <count> [--days <n>] --key <key> --reason "…"
  bun run money -- shares [<user id>]
  bun run money -- shares set <store|gift|ticket> <percent> [--user <user id>] [--from <time>] --reason "…"
  bun run money -- payouts [--user <user id>] [--state <state>] [--limit <n>]
  bun run money -- payouts run [--wait <seconds>]
  bun run money -- payouts runs
  bun run money -- coin-value
  bun run money -- coin-value set <currency> <amount> [--coins <n>] [--from <time>] --reason "…"

  find             payments by an id of an order, a user, an event, a ticket or a refund, one of Stripe's, or a handle such as
                   @aoi; the newest ones where nothing is named. States: open, processing, paid, closed, refund-failed,
                   refund-owed, disputed
  order            all of one payment: refunds, disputes, tickets, coins, the books, Stripe's webhooks
  ask              asks Stripe at once what became of it
  refund           gives it back, all that is left or --amount of it, as people write it: 1200, or 12.50. --preview only
                   tells what that takes with it. Run again with the same --key it is the same refund
  retry            tries a refund once more that came back, or that Stripe would not take yet
  reconcile        compares the books with Stripe's balance now, and waits for it (default 180 seconds)
  unused           coins that were issued and not used up by the end of a day in Japan; default: the last base date
  packs set        puts a pack up for sale, new or changed
  grant            gives somebody free coins; with the same --key once
  exchange         gives somebody free exchange tickets, each for one thing of the store, for so many days (default 90)
  shares set       what part of a sale creators earn, everybody or one, from now on or from a time to come
  payouts          what creators were paid or are to be, the newest first
  payouts run      pays what has matured now, and not on the first of the month, and waits for it (default 180 seconds); it
                   goes on without waiting, and run twice it pays once
  payouts runs     how far that is, and was before, the newest first
  coin-value set   what creators are paid for --coins earned coins (default 1), in the currency's smallest unit
  --json           the answer as JSON, of everything that lists or shows
  --help           this text

What changes anything is written into the audit log with its reason. Beside \`bun run start\` it finds the origin by itself; elsewhere set
HIROBA_ORIGIN_URL, and HIROBA_SERVICE_KEY (of "admin": \`bun run keys -- --services\`) or HIROBA_INTERNAL_TOKEN. Exit code 1: it was
refused, is not there, some could not be paid, or the books are apart from Stripe's balance; 64: the command line is wrong.
`;
