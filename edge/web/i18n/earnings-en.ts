// What the page says in English about what creators earn.

import { plural } from "../../../shared/plural.ts";
import { EVENT_HOLD_DAYS, MATURES_AFTER_DAYS } from "../../../shared/schema/payout.ts";

export const earningsEn = {
  nav: "Earnings",
  title: "Earnings",
  lead: "What you earn with what you sell, with your events, and with what you are given on stage.",
  account: {
    title: "Where you are paid",
    states: {
      none: "Not set up yet",
      begun: "Not finished",
      ready: "Ready",
      restricted: "Something is missing",
      gone: "Closed",
    },
    none: "To be paid, you give our payment service your name and a bank account, on a page of theirs. We see neither.",
    begun: "You have begun and not finished. Go on where you left.",
    ready: "You can be paid.",
    restricted: (count: number, text: string) =>
      count === 0
        ? "Our payment service looks at what you gave. This can take some days; you need do nothing."
        : plural(
            count,
            "Our payment service wants one more thing of you before you can be paid.",
            `Our payment service wants ${text} more things of you before you can be paid.`,
          ),
    gone: "Your account there was closed. What you earn waits until you open another.",
    again: "That page was used already, or waited too long. Nothing is lost: go on with a new one.",
    country: "Country of your bank account",
    countryHint: "This cannot be changed later.",
    begin: "Set it up",
    goOn: "Go on",
    mend: "Give what is missing",
    anew: "Open another",
    dashboard: "See what came to your bank",
    checking: "Asking our payment service…",
    off: "Nobody is paid here",
    offHint: "Whoever runs this place has not set up payments.",
    needsAccount: "To be paid, you need an account",
    needsAccountWhy:
      "You are here as a guest. What you earn would be lost with this browser; with an account it stays yours. Nothing of what you have changes.",
  },
  earned: {
    title: "Not paid yet",
    nothing: "You have earned nothing yet.",
    nothingHint: "Put something up for sale in the store, or sell tickets of your events.",
    mature: "Can be paid",
    waiting: "Matures later",
    held: "Held",
    coins: "Coins you earned",
    money: (currency: string) => `Money you earned (${currency})`,
    worth: (amount: string) => `worth ${amount} at this moment`,
    rate: (coins: string, amount: string) => `When they are paid, you get ${amount} for ${coins}.`,
    waitingWhy: `What you earn matures before it is paid: what is sold in the store in ${MATURES_AFTER_DAYS.store} days, gifts in ${MATURES_AFTER_DAYS.gift}, and tickets ${EVENT_HOLD_DAYS + MATURES_AFTER_DAYS.ticket} days after the event.`,
    heldWhy: "What is held waits until a bank has decided about a payment behind it.",
    next: (when: string) => `The next payout is on ${when}.`,
    min: (amount: string) => `Less than ${amount} waits for the next month.`,
    notReady: "It waits here until you can be paid: set that up below.",
    stillOwed: (amounts: string) => `You have earned ${amounts} that was not paid yet.`,
    leaving: {
      paid: "If you have your account erased, what you earned is paid all the same.",
      forfeited: "If you have your account erased before you can be paid, what you earned is lost.",
    },
  },
  payouts: {
    title: "Payouts",
    none: "Nothing was paid yet.",
    states: { owed: "On its way", paid: "Paid", dropped: "Not made", returned: "Came back" },
    ofCoins: (coins: string, amount: string) => `of it ${amount} for ${coins}`,
    decided: (when: string) => `Decided ${when}`,
    paidOn: (when: string) => `paid ${when}`,
    dropped: "It did not go through. What you earned is here as before.",
    returned: "It came back. What you earned is here as before.",
    partlyReturned: (amount: string) => `${amount} of it came back.`,
    refused: "Our payment service could not make it yet; it is tried again.",
  },
  history: {
    title: "What you earned by",
    none: "There is nothing yet.",
    sales: { store: "Store", gift: "Gifts on stage", ticket: "Tickets" },
    share: (percent: string, gross: string) => `${percent} % of ${gross}`,
    free: (count: number, text: string) =>
      plural(
        count,
        "1 free coin besides, which earns nothing",
        `${text} free coins besides, which earn nothing`,
      ),
    redeemed: "Redeemed with a free exchange ticket, which earns nothing",
    takenBack: (amount: string) => `${amount} went back to whoever had paid`,
    matures: (when: string) => `can be paid from ${when}`,
  },
  statements: {
    title: "Statements",
    lead: "What came and went in a month (in UTC), to keep or to print.",
    none: "The first is there when you have earned something.",
    open: (month: string) => `See the statement of ${month}`,
    see: "See",
    now: "so far",
    page: (month: string) => `Statement of ${month}`,
    print: "Print",
    csv: "Save for a spreadsheet (CSV)",
    back: "Back to your earnings",
  },
};

/** What went wrong with earnings; null: something else. */
export function earningsProblemEn(code: string): string | null {
  switch (code) {
    case "PAYOUTS_NOT_FOR_GUESTS":
      return "Guests cannot be paid. Make this an account first.";
    case "PAYOUT_ACCOUNT_NOT_FOUND":
      return "There is no finished account at our payment service yet. Finish it first.";
    default:
      return null;
  }
}
