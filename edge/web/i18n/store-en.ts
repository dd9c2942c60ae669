// What the page says in English about the store.

import { plural } from "../../../shared/plural.ts";

export const storeEn = {
  nav: "Store",
  title: "Store",
  lead: "Avatars, accessories and items that creators sell for coins. What you get is yours for good.",
  tabs: "Store",
  mine: "What you have",
  mineLead: "What you bought, redeemed or were given. It stays yours, also when it is sold no more.",
  selling: "What you sell",
  sellingLead: "On what terms, and how many were bought.",
  kindLabel: "Kind",
  everyKind: "All",
  kinds: { avatar: "Avatars", accessory: "Accessories", item: "Items" },
  kind: { avatar: "Avatar", accessory: "Accessory", item: "Item" },
  orders: { new: "Newest", price: "Cheapest" },
  by: (name: string) => `By ${name}`,
  byOne: "By one creator",
  byEverybody: "Show everybody’s",
  yours: "made by you",
  empty: "Nothing is for sale here yet.",
  emptyHint: "Creators put things up for sale on the page of what they brought.",
  mineEmpty: "You have nothing of it yet.",
  mineEmptyHint: "What you buy or are given shows up here.",
  toStore: "Look in the store",
  sellingEmpty: "You sell nothing yet.",
  sellingEmptyHint: "Open the page of an avatar, accessory or item of yours, and put it up for sale there.",
  toUploads: "What you brought",
  toEarnings: "What you earned",
  left: (_count: number, text: string) => `${text} left`,
  leftOf: (left: string, all: string) => `${left} of ${all} left`,
  takesTickets: "Takes exchange tickets",
  lookAt: (name: string, price: string) => `${price}: look at “${name}”`,
  onlyHolders: "Only those who have it may wear it",
  takenDown: "Moderators keep this from everybody for now. It stays yours.",
  givenBy: "Given by",
  got: { bought: "Bought", redeemed: "Got for an exchange ticket", gift: "Given to you" },
  states: { forSale: "For sale", soldOut: "Sold out", withdrawn: "Not for sale" },
  sold: (sold: string, all: string | null) => (all === null ? `${sold} sold` : `${sold} of ${all} sold`),
  inStore: "In the store",
  seeAll: "All that they sell",
  isYours: "It is yours",
  buy: "Buy",
  give: "Give to a friend",
  gone: "This is for sale no more. Those who have it keep it.",
  withdrawnHint: "This is for sale no more.",
  forGood: "It is yours once and for good, also when it is sold no more.",
  bought: "It is yours now.",
  given: (name: string) => `It is a present for ${name} now. They are told.`,
  giveTo: "For whom",
  giveLead: "They are told that it is from you.",
  note: "A few words (you may leave them out)",
  noteHint: (max: number) => `Up to ${max} characters.`,
  noFriends: "Presents go to friends, and you have none here yet.",
  payWith: "How you pay",
  withCoins: "With coins",
  withTicket: (count: string) => `With an exchange ticket (you have ${count})`,
  oneTicket: "1 exchange ticket",
  ticketsLeft: (count: number, text: string) =>
    `You have ${plural(count, "1 exchange ticket", `${text} exchange tickets`)} after that.`,
  noTickets: "You have no exchange ticket. They are given away now and then.",
  have: "You have",
  price: "Price",
  after: "After that",
  missing: (have: string, count: number, text: string) =>
    `You have ${have}; ${plural(count, "1 more is", `${text} more are`)} needed.`,
  toWallet: "Get coins",
  sureBuy: (price: string) => `Buy it for ${price}`,
  sureGive: (price: string) => `Give it for ${price}`,
  sell: "Put up for sale",
  sellAgain: "Sell it again",
  sellLead:
    "Others buy the right to wear or use it, for coins. You earn a part of every coin that was paid for.",
  change: "Change",
  withdraw: "Sell no more",
  reallyWithdraw: "Take it out of the store? Those who have it keep it.",
  sureWithdraw: "Yes, sell no more",
  seeSales: "What you sell, and how many were bought",
  ownWithdrawn: "It is not for sale now. Only you and those who have it may wear or use it.",
  ownNeverSold: "It is not for sale, and nobody bought it: its licence says who may wear or use it.",
  licenceForbids:
    "The licence in the file lets only its author wear this avatar, so nobody can buy it. Bring a version whose licence lets others.",
  sellNeedsAccount: "To sell, you need an account",
  sellNeedsAccountWhy:
    "You are here as a guest. What you earn would be lost with this browser; with an account it stays yours. Nothing of what you have changes.",
  form: {
    price: "Price in coins",
    priceHint: "What each costs.",
    wrongPrice: (max: string) => `Please give a whole number from 1 to ${max}.`,
    number: "How many there are",
    numberHint: "Leave it empty to sell as many as are wanted.",
    wrongNumber: (max: string) => `Please give a whole number up to ${max}, or nothing.`,
    tickets: "Take free exchange tickets, too",
    ticketsHint: "You see how many were redeemed; they earn you nothing.",
    fromThen:
      "As soon as it is for sale, only those who have it may wear or use it. Whoever wears it now without having it stands there without it.",
    sell: "Sell it",
    save: "Save",
  },
};

/** What went wrong in the store; null: something else. */
export function storeProblemEn(code: string): string | null {
  switch (code) {
    case "LISTING_NOT_FOUND":
    case "LISTING_NOT_FOR_SALE":
      return "This is for sale no more. Nothing was taken from you.";
    case "LISTING_SOLD_OUT":
      return "All there were are sold. Nothing was taken from you.";
    case "LISTING_PRICE_CHANGED":
      return "It costs something else by now, so nothing was bought. Look at the new price, and press again if you agree.";
    case "LISTING_TAKES_COINS_ONLY":
      return "Its creator takes no exchange tickets for it any more. Nothing was taken from you.";
    case "HELD_ALREADY":
      return "This is yours already.";
    case "RECIPIENT_HAS_IT":
      return "They have this already. Choose another friend, or another present.";
    case "RECIPIENT_NOT_FRIEND":
      return "Presents go to friends. Become friends first.";
    case "COINS_MISSING":
      return "You have too few coins for that by now. Nothing was taken from you.";
    case "EXCHANGE_TICKETS_MISSING":
      return "You have no exchange ticket left.";
    case "SELLER_IS_GUEST":
      return "Guests sell nothing. Make this an account first.";
    case "ASSET_NOT_FOUND":
      return "This is not there any more. Please load the page again.";
    case "ASSET_NOT_YOURS":
      return "Only its owner may do that.";
    case "ASSET_NOT_SELLABLE":
      return "Avatars, accessories and items are sold, and nothing else.";
    case "LICENCE_FORBIDS_SALE":
      return "The licence in the file lets only its author wear this avatar, so nobody can buy it.";
    case "LISTING_SOLD_ALREADY":
      return "More of these are sold than there would be. Choose a larger number.";
    default:
      return null;
  }
}
