// Gifts in rooms, in English. How many coins something is, the words of money say.

export const giftsEn = {
  open: "Give",
  title: "A gift for who is on stage",
  nobody: "Nobody is on stage just now.",
  nothing: "There is nothing to give here yet.",
  to: "For",
  what: "What to give",
  text: "A word with it (everybody reads it)",
  balance: (coins: string) => `You have ${coins}.`,
  short: "You have not enough coins for this.",
  getCoins: "Get coins",
  give: (name: string, coins: string) => `Give it to ${name} for ${coins}`,
  somebody: "Somebody",
  given: ({ from, to, what }: { readonly from: string; readonly to: string; readonly what: string }) =>
    `${from} gave ${to} ${what}`,
  received: "Gifts you were given",
  from: (name: string) => `from ${name}`,
  total: ({ gifts, coins, earned }: Record<"gifts" | "coins" | "earned", string>) =>
    `${gifts} so far, worth ${coins}. Of what was paid for them, you earned ${earned}.`,
};
