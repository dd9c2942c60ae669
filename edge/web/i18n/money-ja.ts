// お金まわりの日本語。What the page says in Japanese about coins, orders and what is paid.

import { ORDER_HOLD_MINUTES, ORDERS_OPEN_MAX } from "../../../shared/schema/order.ts";
import type { moneyEn } from "./money-en.ts";

export const moneyJa: typeof moneyEn = {
  nav: "財布",
  title: "ウォレット",
  lead: "あなたのコインと、注文したもの。",
  tabs: "お金",
  tickets: "チケット",
  balance: "持っているコイン",
  coins: (_count, text) => `${text} コイン`,
  paidCoins: "購入したコイン",
  freeCoins: "もらったコイン",
  freeFirst: "もらったコインから先に使われます。",
  frozen: (_count, text) => `うち ${text} コインは、お支払いについて銀行の判断が出るまで使えません。`,
  expires: (_count, text, when) => `次に期限が来るのは ${text} コインで、${when} までです。`,
  noExpiry: "期限のあるコインはありません。",
  noCoins: "まだコインがありません。",
  lostOnLeaving: (what) =>
    `${what}が残っています。アカウントを消去すると、イベントのチケットとともに失われ、払い戻しはありません。`,
  buy: "コインを買う",
  buyLead: "決済サービスのページで支払い、ここに戻ってきます。",
  currency: "通貨",
  pack: (coins, free) => (free === "" ? coins : `${coins}＋おまけ ${free}`),
  plusFree: (free) => `＋おまけ ${free}`,
  buyPack: (pack, price) => `${pack}を ${price} で買う`,
  off: "ここでは販売していません",
  offHint: "運営者が決済を設定していません。",
  needsAccount: "お支払いにはアカウントが必要です",
  needsAccountWhy:
    "いまはゲストです。このままでは、買ったものがこのブラウザと一緒に失われてしまいます。アカウントにすれば、ずっとあなたのものです。いま持っているものは変わりません。",
  toAccount: "アカウントにする",
  exchangeTickets: (_count, text) => `引換券 ${text} 枚`,
  exchangeTicketsWhat: "クリエイターが受け付けているストアの品ひとつと、1 枚で引き換えられます。",
  ticketsExpire: (_count, text, when) => `次に期限が来るのは ${text} 枚で、${when} までです。`,
  moves: {
    title: "コインの記録",
    none: "まだ何もありません。",
    bought: "コインを購入",
    granted: "コインをもらった",
    thing: (name) => `「${name}」`,
    present: (name) => `「${name}」（フレンドへの贈り物）`,
    stage: "ステージへのギフト",
    stageEarned: "ステージで受け取ったギフト",
    earned: (name) => `あなたの「${name}」が購入された`,
    redeemed: (name) => `あなたの「${name}」が引換券で引き換えられた`,
    spent: "コインを使った",
    expired: "期限切れ",
    ticketsGiven: "引換券をもらった",
    back: "返金・支払いの取り消し",
    paidOut: "お支払い",
    notPaidOut: "届かなかったお支払い",
    other: "その他",
    coins: (text) => `購入コイン ${text}`,
    free: (text) => `おまけ ${text}`,
    tickets: (_count, text) => `引換券 ${text} 枚`,
    earnedCoins: (text) => `収益 ${text}`,
    redeemedTickets: "収益なし",
  },
  history: "注文の記録",
  noOrders: "まだ何も注文していません。",
  ordered: (when) => `${when} に注文`,
  free: "無料",
  states: { open: "未払い", processing: "入金待ち", paid: "支払い済み", back: "返金済み", closed: "不成立" },
  someBack: (amount) => `${amount} を返金`,
  receipt: "領収書",
  toEvent: "イベントを見る",
  pay: (amount) => `${amount} を支払う`,
  giveUp: "取りやめる",
  reallyGiveUp: "この注文を取りやめますか。取り置いているものは、ほかの人が買えるようになります。",
  sureGiveUp: "取りやめる",
  heldUntil: (when) => `${when} まで取り置いています`,
  timeLeft: (minutes, seconds) => `残り ${minutes}:${seconds}`,
  closing: "時間切れです。",
  news: {
    asking: "お支払いの結果を確認しています…",
    openTitle: "まだ支払われていません",
    open: "お金は引き落とされていません。支払いを続けるか、取りやめてください。",
    processingTitle: "入金を待っています",
    processing:
      "コンビニ払いなどでは、数分から数日かかることがあります。このページは閉じても大丈夫です。入金され次第、注文したものがあなたのものになります。",
    paidTitle: "ありがとうございます。支払いが済みました。",
    closedTitle: "支払いは行われませんでした",
    closed:
      "取りやめたか、時間切れか、支払いが通りませんでした。取り置きは解かれました。あらためて注文できます。",
    backTitle: "お金をお返しします",
    back: (amount) => `${amount} を、お支払いの方法でお返しします。`,
    gotCoins: (pack) => `${pack}がウォレットに入りました。`,
    gotTickets: (_count, text, title) => `チケット ${text} 枚があなたのものになりました：${title}`,
    toTickets: "チケットを見る",
  },
};

/** お金やチケットの問題。それ以外は null。 */
export function moneyProblemJa(code: string): string | null {
  switch (code) {
    case "PAYMENTS_OFF":
      return "ここでは決済が設定されていないため、支払いができません。";
    case "PAYMENTS_AWAY":
      return "決済サービスにつながりません。お金は引き落とされていません。もう一度押しても、注文はひとつのままです。";
    case "BUYER_IS_GUEST":
      return "いまはゲストのため、買ったものがこのブラウザと一緒に失われてしまいます。先にアカウントにしてください。";
    case "ORDERS_OPEN_MAX":
      return `未払いの注文がすでに ${ORDERS_OPEN_MAX} 件あります。ウォレットで支払うか取りやめるか、${ORDER_HOLD_MINUTES} 分お待ちください。`;
    case "ORDER_NOT_FOUND":
      return "そのような注文はありません。";
    case "RECEIPT_NOT_FOUND":
      return "この注文の領収書はありません。";
    case "CURRENCY_NOT_OFFERED":
      return "その通貨では販売していません。別の通貨を選んでください。";
    case "IDEMPOTENCY_KEY_REUSED":
      return "この注文はその間に変わりました。ページを読み込み直してください。";
    case "COIN_PACK_NOT_FOUND":
      return "このコインはもう販売していません。ページを読み込み直してください。";
    case "TICKET_REQUIRED":
      return "このイベントにはチケットが必要です。有効なチケットがありません。手に入れ方はイベントのページにあります。";
    case "TICKETS_BY_INVITATION":
      return "招待された人のためのチケットです。コードをご確認ください。打ち間違いか、使い切られたか、別のチケットのものかもしれません。";
    case "TICKETS_NOT_ON_SALE":
      return "このチケットは、いまは手に入りません。";
    case "TICKETS_SOLD_OUT":
      return `その枚数は残っていません。支払い中の人の取り置きは、${ORDER_HOLD_MINUTES} 分以内に戻ることがあります。`;
    case "TICKETS_SOLD_ALREADY":
      return "すでにそれより多く売れているか、取り置かれています。もっと大きい数にしてください。";
    case "TICKET_LIMIT_REACHED":
      return "1 人が持てる枚数を超えてしまいます。";
    case "TICKET_TYPES_FULL":
      return "これ以上は増やせません。";
    case "TICKET_TYPE_NOT_FOUND":
      return "このチケットはもうありません。ページを読み込み直してください。";
    case "TICKET_NOT_FOUND":
    case "TICKET_STATE_WRONG":
      return "このチケットは、もう渡せません。ページを読み込み直してください。";
    case "TICKET_NOT_TRANSFERABLE":
      return "このチケットは人に譲れません。";
    case "TICKET_NOT_TO_FRIEND":
      return "チケットはフレンドに譲れます。先にフレンドになってください。";
    case "TICKET_NOT_RETURNABLE":
      return "このチケットは返せません。返せるのは、イベントの日時が変わったときに、始まるまでです。";
    case "EVENT_NOT_FOUND":
      return "このイベントはもうないか、まだ公開されていません。";
    case "EVENT_RECURS":
      return "くり返すイベントにはチケットを付けられません。1 回ずつ別のイベントとして開いてください。";
    default:
      return null;
  }
}
