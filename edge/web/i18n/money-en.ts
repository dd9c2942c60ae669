// What the page says in English about coins, orders and what is paid.

import { plural } from "../../../shared/plural.ts";
import { ORDER_HOLD_MINUTES, ORDERS_OPEN_MAX } from "../../../shared/schema/order.ts";

export const moneyEn = {
  nav: "Wallet",
  title: "Wallet",
  lead: "Your coins, and what you ordered.",
  tabs: "Money",
  tickets: "Tickets",
  balance: "Your coins",
  coins: (count: number, text: string) => plural(count, "1 coin", `${text} coins`),
  paidCoins: "Bought",
  freeCoins: "Given to you",
  freeFirst: "Those you were given are spent first.",
  frozen: (count: number, text: string) =>
    `${plural(count, "1 of them waits", `${text} of them wait`)} until your bank has decided about a payment.`,
  expires: (count: number, text: string, when: string) =>
    `${plural(count, "1 coin expires", `${text} coins expire`)} next, on ${when}.`,
  noExpiry: "None of them expires.",
  noCoins: "You have no coins yet.",
  lostOnLeaving: (what: string) =>
    `You still have ${what}. With your account they are lost, and so are tickets of events; nothing is paid back.`,
  buy: "Buy coins",
  buyLead: "You pay on a page of our payment service, and come back here.",
  currency: "Currency",
  pack: (coins: string, free: string) => (free === "" ? coins : `${coins} + ${free} free`),
  plusFree: (free: string) => `+ ${free} free`,
  buyPack: (pack: string, price: string) => `Buy ${pack} for ${price}`,
  off: "Nothing is sold here",
  offHint: "Whoever runs this place has not set up payments.",
  needsAccount: "To pay, you need an account",
  needsAccountWhy:
    "You are here as a guest. What you pay for would be lost with this browser; with an account it stays yours. Nothing of what you have changes.",
  toAccount: "Make it an account",
  exchangeTickets: (count: number, text: string) =>
    plural(count, "1 exchange ticket", `${text} exchange tickets`),
  exchangeTicketsWhat: "Each gets you one thing in the store, where its creator takes them.",
  ticketsExpire: (count: number, text: string, when: string) =>
    `${plural(count, "1 of them expires", `${text} of them expire`)} next, on ${when}.`,
  moves: {
    title: "What became of your coins",
    none: "Nothing yet.",
    bought: "Coins you bought",
    granted: "Coins you were given",
    thing: (name: string) => `“${name}”`,
    present: (name: string) => `“${name}”, for a friend`,
    stage: "A gift to somebody on stage",
    stageEarned: "A gift you were given on stage",
    earned: (name: string) => `Somebody bought “${name}” of yours`,
    redeemed: (name: string) => `Somebody redeemed a ticket for “${name}” of yours`,
    spent: "Coins you spent",
    expired: "Expired",
    ticketsGiven: "Exchange tickets you were given",
    back: "Went back with a payment",
    paidOut: "Paid out",
    notPaidOut: "A payout that did not arrive",
    other: "Something else",
    coins: (text: string) => `${text} bought`,
    free: (text: string) => `${text} free`,
    tickets: (count: number, text: string) =>
      `${text} exchange ${plural(Math.abs(count), "ticket", "tickets")}`,
    earnedCoins: (text: string) => `${text} earned`,
    redeemedTickets: "earns nothing",
  },
  history: "What you ordered",
  noOrders: "You have ordered nothing yet.",
  ordered: (when: string) => `Ordered ${when}`,
  free: "Free",
  states: {
    open: "To be paid",
    processing: "On its way",
    paid: "Paid",
    back: "Given back",
    closed: "Not paid",
  },
  someBack: (amount: string) => `${amount} given back`,
  receipt: "Receipt",
  toEvent: "See the event",
  pay: (amount: string) => `Pay ${amount}`,
  giveUp: "Give it up",
  reallyGiveUp: "Give this order up? What is held for you is free for others then.",
  sureGiveUp: "Yes, give it up",
  heldUntil: (when: string) => `Held for you until ${when}`,
  timeLeft: (minutes: string, seconds: string) => `${minutes}:${seconds} left`,
  closing: "Its time is over.",
  news: {
    asking: "Asking what became of your payment…",
    openTitle: "Not paid yet",
    open: "Nothing was taken from you. Go on, or give it up.",
    processingTitle: "Your money is on its way",
    processing:
      "This can take from minutes to days, for example at a convenience store. You may close this page: as soon as the money is here, what you ordered is yours.",
    paidTitle: "Thank you. It is paid.",
    closedTitle: "This was not paid",
    closed:
      "It was given up, its time ran out, or the payment failed. What was held is free again; you can order anew.",
    backTitle: "Your money goes back to you",
    back: (amount: string) => `${amount} goes back the way you paid it.`,
    gotCoins: (pack: string) => `${pack}: they are in your wallet.`,
    gotTickets: (count: number, text: string, title: string) =>
      `${plural(count, "1 ticket is", `${text} tickets are`)} yours: ${title}.`,
    toTickets: "See your tickets",
  },
};

/** What went wrong with money or tickets; null: something else. */
export function moneyProblemEn(code: string): string | null {
  switch (code) {
    case "PAYMENTS_OFF":
      return "Payments are not set up here, so nothing can be paid for.";
    case "PAYMENTS_AWAY":
      return "The payment service cannot be reached just now. Nothing was taken from you. Press again: it stays one order.";
    case "BUYER_IS_GUEST":
      return "You are here as a guest, and what you pay for would be lost with this browser. Make this an account first.";
    case "ORDERS_OPEN_MAX":
      return `You have ${ORDERS_OPEN_MAX} orders to pay already. Pay one in your wallet, give one up, or wait ${ORDER_HOLD_MINUTES} minutes.`;
    case "ORDER_NOT_FOUND":
      return "There is no such order of yours.";
    case "RECEIPT_NOT_FOUND":
      return "There is no receipt of this order.";
    case "CURRENCY_NOT_OFFERED":
      return "This is not sold in that currency. Choose another.";
    case "IDEMPOTENCY_KEY_REUSED":
      return "This order was changed meanwhile. Please load the page again.";
    case "COIN_PACK_NOT_FOUND":
      return "These coins are not sold any more. Please load the page again.";
    case "TICKET_REQUIRED":
      return "This event is entered by ticket, and you have none that is valid. The event’s page tells how to get one.";
    case "TICKETS_BY_INVITATION":
      return "These are for those who are invited. Check the code: it may be mistyped, used up, or for other tickets.";
    case "TICKETS_NOT_ON_SALE":
      return "These tickets are not to be had just now.";
    case "TICKETS_SOLD_OUT":
      return `There are not so many left. Those held for somebody who is paying may come back within ${ORDER_HOLD_MINUTES} minutes.`;
    case "TICKETS_SOLD_ALREADY":
      return "More of them are sold or held than there would be. Choose a larger number.";
    case "TICKET_LIMIT_REACHED":
      return "That would be more of these tickets than one person may have.";
    case "TICKET_TYPES_FULL":
      return "There are as many of them as there may be.";
    case "TICKET_TYPE_NOT_FOUND":
      return "There are no such tickets any more. Please load the page again.";
    case "TICKET_NOT_FOUND":
    case "TICKET_STATE_WRONG":
      return "This ticket is not yours to give any more. Please load the page again.";
    case "TICKET_NOT_TRANSFERABLE":
      return "This ticket stays with whoever got it.";
    case "TICKET_NOT_TO_FRIEND":
      return "Tickets are given to friends. Become friends first.";
    case "TICKET_NOT_RETURNABLE":
      return "This ticket cannot be given back. That is possible when an event was moved, until it begins.";
    case "EVENT_NOT_FOUND":
      return "This event is not there any more, or is not announced yet.";
    case "EVENT_RECURS":
      return "An event that repeats has no tickets. Plan each time as an event of its own.";
    default:
      return null;
  }
}
