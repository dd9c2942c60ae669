// ストアの日本語。What the page says in Japanese about the store.

import type { storeEn } from "./store-en.ts";

export const storeJa: typeof storeEn = {
  nav: "ストア",
  title: "ストア",
  lead: "クリエイターがコインで販売しているアバター、アクセサリー、アイテム。手に入れたものは、ずっとあなたのものです。",
  tabs: "ストア",
  mine: "持ちもの",
  mineLead: "買ったもの、引き換えたもの、もらったもの。販売が終わっても、あなたのものです。",
  selling: "出品したもの",
  sellingLead: "販売の条件と、買われた数。",
  kindLabel: "種類",
  everyKind: "すべて",
  kinds: { avatar: "アバター", accessory: "アクセサリー", item: "アイテム" },
  kind: { avatar: "アバター", accessory: "アクセサリー", item: "アイテム" },
  orders: { new: "新着", price: "安い順" },
  by: (name) => `${name} さんの作品`,
  byOne: "ひとりのクリエイターの作品",
  byEverybody: "みんなの作品を見る",
  yours: "あなたの作品",
  empty: "まだ何も販売されていません。",
  emptyHint: "クリエイターは、自分の作品のページから販売を始められます。",
  mineEmpty: "まだ何も持っていません。",
  mineEmptyHint: "買ったものや、もらったものがここに並びます。",
  toStore: "ストアを見る",
  sellingEmpty: "まだ何も販売していません。",
  sellingEmptyHint:
    "あなたのアバター、アクセサリー、アイテムのページを開いて、そこから販売を始めてください。",
  toUploads: "持ってきたもの",
  toEarnings: "収益を見る",
  left: (_count, text) => `残り ${text}`,
  leftOf: (left, all) => `残り ${left}／${all}`,
  takesTickets: "引換券が使えます",
  lookAt: (name, price) => `${price}：「${name}」を見る`,
  onlyHolders: "持っている人だけが着られます",
  takenDown: "運営の判断により、いまは誰も使えません。あなたのものであることは変わりません。",
  givenBy: "贈り主：",
  got: { bought: "購入", redeemed: "引換券で入手", gift: "もらったもの" },
  states: { forSale: "販売中", soldOut: "完売", withdrawn: "販売していません" },
  sold: (sold, all) => (all === null ? `販売数 ${sold}` : `販売数 ${sold}／${all}`),
  inStore: "ストアの品",
  seeAll: "販売しているものをすべて見る",
  isYours: "持っています",
  buy: "買う",
  give: "フレンドに贈る",
  gone: "販売は終了しました。持っている人は、これからも使えます。",
  withdrawnHint: "販売は終了しました。",
  forGood: "ひとり 1 つ。販売が終わっても、ずっとあなたのものです。",
  bought: "あなたのものになりました。",
  given: (name) => `${name} さんに贈りました。本人にお知らせが届きます。`,
  giveTo: "贈る相手",
  giveLead: "あなたからの贈り物だと伝わります。",
  note: "ひとこと（なくてもかまいません）",
  noteHint: (max) => `${max} 文字まで。`,
  noFriends: "贈り物はフレンドに贈れます。まだフレンドがいません。",
  payWith: "支払い方法",
  withCoins: "コインで",
  withTicket: (count) => `引換券で（${count} 枚持っています）`,
  oneTicket: "引換券 1 枚",
  ticketsLeft: (_count, text) => `引換券は残り ${text} 枚になります。`,
  noTickets: "引換券がありません。引換券は、ときどき配られます。",
  have: "いまのコイン",
  price: "価格",
  after: "支払い後",
  missing: (have, _count, text) => `いま ${have}持っています。あと ${text} コイン必要です。`,
  toWallet: "コインを手に入れる",
  sureBuy: (price) => `${price}で買う`,
  sureGive: (price) => `${price}で贈る`,
  sell: "販売する",
  sellAgain: "もう一度販売する",
  sellLead:
    "ほかの人は、着る権利・使う権利をコインで買います。購入されたコインの一部が、あなたの収益になります。",
  change: "変更する",
  withdraw: "販売をやめる",
  reallyWithdraw: "ストアから下げますか。持っている人は、これからも使えます。",
  sureWithdraw: "販売をやめる",
  seeSales: "出品したものと、買われた数",
  ownWithdrawn: "いまは販売していません。着たり使ったりできるのは、あなたと、持っている人だけです。",
  ownNeverSold: "販売しておらず、買った人もいません。誰が使えるかは、ライセンスによります。",
  licenceForbids:
    "ファイルのライセンスでは作者だけが着られるため、このアバターは販売できません。ほかの人も着られるライセンスのバージョンを持ってきてください。",
  sellNeedsAccount: "販売にはアカウントが必要です",
  sellNeedsAccountWhy:
    "いまはゲストです。このままでは、収益がこのブラウザと一緒に失われてしまいます。アカウントにすれば、ずっとあなたのものです。いま持っているものは変わりません。",
  form: {
    price: "価格（コイン）",
    priceHint: "1 つあたりの価格です。",
    wrongPrice: (max) => `1 から ${max} までの整数を入れてください。`,
    number: "販売する数",
    numberHint: "空欄なら、いくつでも販売します。",
    wrongNumber: (max) => `${max} までの整数を入れるか、空欄にしてください。`,
    tickets: "無料の引換券も受け付ける",
    ticketsHint: "引き換えられた数は見られますが、収益にはなりません。",
    fromThen:
      "販売を始めると、着たり使ったりできるのは持っている人だけになります。持たずにいま着ている人からは外れます。",
    sell: "販売する",
    save: "保存する",
  },
};

/** ストアの問題。それ以外は null。 */
export function storeProblemJa(code: string): string | null {
  switch (code) {
    case "LISTING_NOT_FOUND":
    case "LISTING_NOT_FOR_SALE":
      return "販売は終了しました。コインは使われていません。";
    case "LISTING_SOLD_OUT":
      return "売り切れました。コインは使われていません。";
    case "LISTING_PRICE_CHANGED":
      return "価格が変わったため、購入していません。新しい価格をご確認のうえ、よければもう一度押してください。";
    case "LISTING_TAKES_COINS_ONLY":
      return "引換券は使えなくなりました。引換券は使われていません。";
    case "HELD_ALREADY":
      return "すでに持っています。";
    case "RECIPIENT_HAS_IT":
      return "相手はすでに持っています。別のフレンドか、別の贈り物を選んでください。";
    case "RECIPIENT_NOT_FRIEND":
      return "贈り物はフレンドに贈れます。先にフレンドになってください。";
    case "COINS_MISSING":
      return "コインが足りなくなりました。コインは使われていません。";
    case "EXCHANGE_TICKETS_MISSING":
      return "引換券が残っていません。";
    case "SELLER_IS_GUEST":
      return "ゲストは販売できません。先にアカウントにしてください。";
    case "ASSET_NOT_FOUND":
      return "これはもうありません。ページを読み込み直してください。";
    case "ASSET_NOT_YOURS":
      return "持ち主だけができます。";
    case "ASSET_NOT_SELLABLE":
      return "販売できるのは、アバター、アクセサリー、アイテムだけです。";
    case "LICENCE_FORBIDS_SALE":
      return "ファイルのライセンスでは作者だけが着られるため、このアバターは販売できません。";
    case "LISTING_SOLD_ALREADY":
      return "すでにそれより多く売れています。もっと大きい数にしてください。";
    default:
      return null;
  }
}
