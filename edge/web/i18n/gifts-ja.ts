// Gifts in rooms, in Japanese.

import type { giftsEn } from "./gifts-en.ts";

export const giftsJa: typeof giftsEn = {
  open: "ギフト",
  title: "出演者にギフトを贈る",
  nobody: "いまステージには誰もいません。",
  nothing: "贈れるギフトはまだありません。",
  to: "贈る相手",
  what: "ギフトの種類",
  text: "メッセージ（全員に表示されます）",
  balance: (coins) => `いま ${coins}持っています。`,
  short: "コインが足りません。",
  getCoins: "コインを手に入れる",
  give: (name, coins) => `${coins}で${name}さんに贈る`,
  somebody: "だれか",
  given: ({ from, to, what }) => `${from}さんから${to}さんへ「${what}」`,
  received: "受け取ったギフト",
  from: (name) => `${name}さんから`,
  total: ({ gifts, coins, earned }) =>
    `これまでに ${gifts} 個、${coins}分。支払われたコインのうち、あなたの収益は ${earned}です。`,
};
