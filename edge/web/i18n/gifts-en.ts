// Gifts in rooms, in English.

export const giftsEn = {
  open: "Give",
  title: "A gift for who is on stage",
  nobody: "Nobody is on stage just now.",
  nothing: "There is nothing to give here yet.",
  to: "For",
  what: "What to give",
  text: "A word with it (everybody reads it)",
  coins: (count: string) => `${count} coins`,
  balance: (count: string) => `You have ${count} coins.`,
  short: "You have not enough coins for this.",
  getCoins: "Get coins",
  give: (name: string, coins: string) => `Give it to ${name} for ${coins} coins`,
  somebody: "Somebody",
  given: ({ from, to, what }: { readonly from: string; readonly to: string; readonly what: string }) =>
    `${from} gave ${to} ${what}`,
  received: "Gifts you were given",
  from: (name: string) => `from ${name}`,
  total: ({ gifts, coins, earned }: Record<"gifts" | "coins" | "earned", string>) =>
    `${gifts} so far, worth ${coins} coins. Of what was paid for them, ${earned} coins are yours.`,
};
