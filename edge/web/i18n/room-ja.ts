// ルームの中と、その出入りについての日本語。

import type { roomEn } from "./room-en.ts";

export const roomJa: typeof roomEn = {
  connecting: "入室しています…",
  queued: (ahead) =>
    ahead === 0
      ? "満員です。次に入れます。順番が来たらこのまま入ります。"
      : `満員です。あと ${ahead} 人待ちです。順番が来たらこのまま入ります。`,
  lookOn: "待つあいだ見学する",
  lookingOn: "見学中です。姿は誰にも見えません。チャットはできます。",
  opening: "景色を用意しています…",
  joined: "接続中",
  leave: "退室",
  lost: "接続が切れました。",
  notYetIn: "まだ部屋に入れません。",
  tryingNow: "もう一度つないでいます…",
  tryingIn: (seconds) => `${seconds} 秒後にもう一度つなぎます。`,
  reconnecting: "再接続中",
  left: "退室済み",
  tryNow: "いますぐ試す",
  leftTitle: "部屋から出ました",
  notInTitle: "部屋に入れませんでした",
  enterAgain: "もう一度入る",
  people: "ここにいる人",
  peopleCount: (_count, text) => `${text} 人`,
  you: "あなた",
  away: "離席中",
  comingBack: "再接続中",
  roles: { performer: "出演中", staff: "スタッフ", moderator: "進行" },
  bot: "ボット",
  chat: "チャット",
  chatEmpty: "まだ会話がありません。あいさつしてみましょう。",
  message: "メッセージ",
  messagePlaceholder: "メッセージを入力…",
  send: "送信",
  notSent: "送信されていません",
  sendAgain: "もう一度送る",
  discard: "破棄",
  unread: (count) => `新着 ${count} 件`,
  told: "お知らせ",
  muted: "ミュート中",
  moreOf: (name) => `「${name}」をミュート・ブロック`,
  reallyBlock: "ここでも、ほかの場所でも、お互いに見えず、聞こえなくなります。",
  cameIn: (name) => `${name} さんが来ました`,
  wentAway: (name) => `${name} さんが帰りました`,
  wear: "着替える",
  wearTitle: "何を着ますか？",
  wearLighter: "これより重いものは、ほかの人には軽い版で見えます。",
  moreAvatars: "自分のアバターを持ってくる",
  jump: "ジャンプ",
  stick: "移動",
  scene: "部屋の景色。W・A・S・D または矢印キーで歩き、Q と E で向きを変えます。",
  keys: {
    walk: "歩く",
    run: "走る",
    jump: "ジャンプ",
    look: "見回す",
    drag: "ドラッグ",
    chat: "チャット",
  },
  noDrawing: "このブラウザでは部屋を 3D で表示できません（WebGL 2 が無効です）。会話はできます。",
  leftBecause: (code) => leftBecause(code),
  notice: (code) => noticeText(code),
};

function noticeText(code: number): string | null {
  switch (code) {
    case 2:
      return "これより先へは行けません。";
    case 4:
      return "発言が続きすぎたため、最後のメッセージは送信されませんでした。少しお待ちください。";
    case 5:
      return "変更が続きすぎています。少しお待ちください。";
    default:
      return null;
  }
}

function leftBecause(code: string): string | null {
  switch (code) {
    case "LEFT":
      return "退室しました。";
    case "NOT_FOUND":
    case "WORLD_NOT_FOUND":
      return "このワールドは見つかりません。なくなった可能性があります。";
    case "TAKEN_OVER":
      return "別のウィンドウから同じ部屋に入ったため、こちらは退室しました。";
    case "KICKED":
      return "この部屋から退室させられました。";
    case "BANNED":
      return "現在、この部屋には入れません。";
    case "TICKET_REFUSED":
    case "CONNECT_REFUSED":
      return "部屋に入れませんでした。もう一度お試しください。";
    case "EXTENSION_NOT_GRANTED":
      return "ページと部屋のバージョンが合いません。ページを再読み込みしてください。";
    default:
      return null;
  }
}
