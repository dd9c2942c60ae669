// アップロードについての日本語。

import type { uploadEn, uploadsEn, versionsEn } from "./uploads-en.ts";

export const uploadJa: typeof uploadEn = {
  title: "自分のアバターを持ってくる",
  drop: "ファイルをここにドロップ",
  choose: "ファイルを選ぶ",
  hint: (endings, max) => `${endings}、${max} まで。送る前にブラウザの中で確認します。`,
  checking: "ブラウザの中でファイルを確認しています…",
  checkedGood: "このファイルはアップロードできます。",
  checkedNotes: "このファイルはアップロードできます。知っておいてほしいこと：",
  checkedBad: {
    avatar: "このままではアバターとして使えません。",
    world: "このままではワールドとして使えません。",
    item: "このままではアイテムとして使えません。",
    accessory: "このままではアクセサリーとして使えません。",
    image: "この画像はこのままではアップロードできません。",
    audio: "この音楽はこのままではアップロードできません。",
  },
  checkedBadHint: "まだ何も送信していません。上の点を直してから、もう一度選んでください。",
  send: "アップロードする",
  another: "別のファイルを選ぶ",
  sending: "送信中",
  sent: (sent, total) => `${sent} / ${total}`,
  waiting: "順番を待っています…",
  step: (name) => stepName(name),
  stepsDone: (done, total) => `${done} / ${total}`,
  done: (name) => `「${name}」を公開しました。`,
  refused: "サーバーがこのファイルを受け付けられませんでした。",
  storeRefused: (code) => `ファイルを保存できませんでした（${code}）。もう一度お試しください。`,
  brokenOff: "送信の途中で接続が切れました。もう一度お試しください。",
  tooLong:
    "いつもより時間がかかっています。終わると一覧に表示されますので、ここで待たなくてもだいじょうぶです。",
  unfit: {
    name: (endings, max) => `拡張子が ${endings} のファイル（${max} まで）を選んでください。`,
    empty: (endings, max) => `このファイルには中身がありません。${max} までの ${endings} を選んでください。`,
    "too-large": (endings, max) => `このファイルは大きすぎます。${endings} は ${max} までです。`,
  },
  variants: {
    UNDER_WAY: "もう使えます。ほかの人の端末のための軽い版を作っています…",
    READY: "使えます。ほかの人の端末のための軽い版もできました。",
    FAILED: "使えますが、軽い版をすべて作ることはできませんでした。",
  },
  variantNamed: (level: string, profile: string) => `${level}（${profile}）`,
  variantLevel: { lod0: "細かさそのまま", lod1: "少し軽い", lod2: "いちばん軽い", "stand-in": "遠くから" },
  variantProfile: { web: "ブラウザ", compat: "Unity", ktx2: "ブラウザ、KTX2" },
  variantStatus: {
    WAITING: "待っています",
    UNDER_WAY: "作っています",
    READY: "できました",
    SKIPPED: "省きました",
  },
  texturesDone: (done: string, total: string) => `テクスチャ ${done} / ${total}`,
  severity: { error: "修正が必要", warning: "注意", info: "お知らせ" },
  fixed: "自動で修正",
  rankOn: { desktop: "PC での重さ", mobile: "スマートフォンでの重さ", headset: "ヘッドセットでの重さ" },
  rank: {
    excellent: "とても軽い",
    good: "軽い",
    medium: "ふつう",
    heavy: "重い",
    "very-heavy": "とても重い",
  },
  rankBy: (rank: string, count: string) => `${rank}（${count}）`,
  counted: {
    triangles: "三角形",
    materials: "マテリアル",
    bones: "ボーン",
    morphTargets: "モーフターゲット",
    springJoints: "揺れもの",
    colliders: "コライダー",
    textureBytes: "テクスチャのメモリー",
    fileBytes: "ファイルの大きさ",
  },
  factVersion: "形式",
  factHeight: "身長",
  factTriangles: "ポリゴン数",
  factTextures: "テクスチャ",
  factSize: "サイズ",
  factAuthors: "作者",
  factPermission: "着られる人",
  permission: {
    onlyAuthor: "作者のみ",
    onlySeparatelyLicensedPerson: "個別に許可された人",
    everyone: "誰でも",
  },
  metres: (value) => `${value} m`,
};

export const versionsJa: typeof versionsEn = {
  bring: "新しい版を持ってくる",
  lead: "新しいファイルが今のものに代わります。アドレス、いいね、着ている人はそのままです。受け付けられなければ、何も変わりません。",
  title: "これまでの版",
  number: (number: string) => `版 ${number}`,
  shown: "いま見えている版",
  show: "この版に戻す",
  forget: "削除",
  forgetQuestion: (version: string) => `${version} とそのファイルを完全に削除しますか？`,
  forgetSure: "削除する",
};

export const uploadsJa: typeof uploadsEn = {
  title: "アップロードしたもの",
  lead: "ワールド、アイテム、画像、音楽を持ってきて、これまでのものがどうなったかを確かめましょう。",
  link: "アップロードしたものの一覧",
  bring: "ファイルを持ってくる",
  kindLabel: "種類",
  platformLabel: "対象",
  kinds: {
    avatar: "アバター（VRM）",
    world: "ワールド（GLB）",
    bundle: "ワールド（Unity AssetBundle）",
    item: "アイテム",
    accessory: "アクセサリー",
    image: "画像",
    audio: "音楽",
  },
  list: "これまでに持ってきたもの",
  empty: "まだ何もアップロードしていません。",
  emptyHint: "アップロードすると、その結果といっしょにここに並びます。",
  outcome: "どうなったか",
  nothingMore: "ほかにお知らせすることはありません。",
  status: { VALIDATING: "処理中", COMPLETED: "公開済み", ERROR: "受け付けられませんでした" },
  quotaUploads: (used, max) => `直近 24 時間のアップロード: ${used} / ${max} 回`,
  quotaStored: (used, max) => `保存している容量: ${used} / ${max}`,
};

function stepName(name: string): string {
  switch (name) {
    case "scan":
      return "ファイルを調べています";
    case "validate-vrm":
      return "モデル・ボーン・テクスチャ・ライセンスを確認しています";
    case "validate-model":
      return "モデルとテクスチャを確認しています";
    case "fix":
      return "小さな誤りを直しています";
    case "validate-bundle":
      return "AssetBundle を確認しています";
    case "validate-audio":
      return "音楽を確認しています";
    case "remake-image":
      return "画像を作り直しています";
    case "thumbnail":
      return "サムネイルを描いています";
    case "publish":
      return "公開しています";
    default:
      return "処理しています";
  }
}
