// 収益の日本語。What the page says in Japanese about what creators earn.

import { EVENT_HOLD_DAYS, MATURES_AFTER_DAYS } from "../../../shared/schema/payout.ts";
import type { earningsEn } from "./earnings-en.ts";

export const earningsJa: typeof earningsEn = {
  nav: "収益",
  title: "収益",
  lead: "ストアでの販売、イベントのチケット、ステージで受け取ったギフトによる収益。",
  account: {
    title: "受け取り口座",
    states: {
      none: "未設定",
      begun: "設定の途中",
      ready: "設定済み",
      restricted: "確認が必要",
      gone: "閉鎖",
    },
    none: "収益を受け取るには、決済サービスのページで、お名前と銀行口座を登録してください。内容が運営に見えることはありません。",
    begun: "登録が途中です。続きから進められます。",
    ready: "収益を受け取れます。",
    restricted: (count, text) =>
      count === 0
        ? "決済サービスが登録内容を確認しています。数日かかることがありますが、何もしなくて大丈夫です。"
        : `受け取りを始めるには、決済サービスからの確認が ${text} 件残っています。`,
    gone: "決済サービスの口座は閉じられました。収益は、あらためて登録するまでここに残ります。",
    again:
      "そのページはすでに使われたか、時間切れになりました。失われたものはありません。新しいページで続けてください。",
    country: "銀行口座のある国",
    countryHint: "あとから変えることはできません。",
    begin: "登録する",
    goOn: "続ける",
    mend: "確認に答える",
    anew: "あらためて登録する",
    dashboard: "入金の記録を見る",
    checking: "決済サービスに確認しています…",
    off: "ここでは支払いを行っていません",
    offHint: "運営者が決済を設定していません。",
    needsAccount: "受け取りにはアカウントが必要です",
    needsAccountWhy:
      "いまはゲストです。このままでは、収益がこのブラウザと一緒に失われてしまいます。アカウントにすれば、ずっとあなたのものです。いま持っているものは変わりません。",
  },
  earned: {
    title: "まだ支払われていない収益",
    nothing: "まだ収益はありません。",
    nothingHint: "ストアで作品を販売するか、イベントのチケットを販売してみてください。",
    mature: "支払い可能",
    waiting: "確定待ち",
    held: "保留中",
    coins: "コインでの収益",
    money: (currency) => `お金での収益（${currency}）`,
    worth: (amount) => `現在のレートで ${amount}`,
    rate: (coins, amount) => `お支払いの際、${coins}は ${amount} になります。`,
    waitingWhy: `収益は、しばらくしてから確定します。ストアは ${MATURES_AFTER_DAYS.store} 日後、ギフトは ${MATURES_AFTER_DAYS.gift} 日後、チケットはイベントの ${EVENT_HOLD_DAYS + MATURES_AFTER_DAYS.ticket} 日後です。`,
    heldWhy: "保留中の分は、元のお支払いについて銀行の判断が出るまで支払われません。",
    next: (when) => `次のお支払いは ${when} です。`,
    min: (amount) => `${amount} に満たないときは、翌月に繰り越します。`,
    notReady: "受け取り口座が設定されるまで、ここに残ります。下の「受け取り口座」から設定してください。",
    stillOwed: (amounts) => `まだ支払われていない収益が ${amounts} あります。`,
    leaving: {
      paid: "アカウントを消去しても、これまでの収益は支払われます。",
      forfeited: "受け取れるようになる前にアカウントを消去すると、これまでの収益は失われます。",
    },
  },
  payouts: {
    title: "お支払い",
    none: "まだお支払いはありません。",
    states: { owed: "手続き中", paid: "支払い済み", dropped: "中止", returned: "返戻" },
    ofCoins: (coins, amount) => `うち ${coins}分 ${amount}`,
    decided: (when) => `${when} に決定`,
    paidOn: (when) => `${when} に支払い`,
    dropped: "お支払いできませんでした。収益は元に戻っています。",
    returned: "お支払いが戻されました。収益は元に戻っています。",
    partlyReturned: (amount) => `うち ${amount} は戻されました。`,
    refused: "決済サービスでの手続きがまだできていません。あらためて試します。",
  },
  history: {
    title: "収益の内訳",
    none: "まだ何もありません。",
    sales: { store: "ストア", gift: "ステージでのギフト", ticket: "チケット" },
    share: (percent, gross) => `${gross} の ${percent} %`,
    free: (_count, text) => `ほかに無償コイン ${text}（収益になりません）`,
    redeemed: "無料の引換券での引き換え（収益になりません）",
    takenBack: (amount) => `${amount} は購入者に返金`,
    matures: (when) => `${when} から支払い可能`,
  },
  statements: {
    title: "明細書",
    lead: "ひと月（協定世界時）の動きをまとめたものです。保存や印刷ができます。",
    none: "収益が生まれると、最初の明細書ができます。",
    open: (month) => `${month}の明細書を見る`,
    see: "見る",
    now: "途中まで",
    page: (month) => `${month}の明細書`,
    print: "印刷する",
    csv: "表計算用に保存（CSV）",
    back: "収益に戻る",
  },
};

/** 収益の問題。それ以外は null。 */
export function earningsProblemJa(code: string): string | null {
  switch (code) {
    case "PAYOUTS_NOT_FOR_GUESTS":
      return "ゲストは収益を受け取れません。先にアカウントにしてください。";
    case "PAYOUT_ACCOUNT_NOT_FOUND":
      return "決済サービスでの登録がまだ済んでいません。先に登録を終えてください。";
    default:
      return null;
  }
}
