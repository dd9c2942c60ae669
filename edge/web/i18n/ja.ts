// 日本語。The page's words in Japanese; the type makes a forgotten one a compile error.

import type { Messages } from "./en.ts";

export const ja: Messages = {
  product: "ひろば",
  languageName: "日本語",
  nav: {
    label: "メイン",
    worlds: "ワールド",
    events: "イベント",
    avatars: "アバター",
    account: "アカウント",
    search: "さがす",
    language: "言語",
    signOut: "サインアウト",
    guest: "ゲスト",
    skip: "本文へ移動",
  },
  common: {
    loading: "読み込み中…",
    retry: "もう一度試す",
    more: "もっと見る",
    close: "閉じる",
    back: "ワールド一覧へ",
  },
  signIn: {
    title: "みんなの広場",
    lead: "歩いて、話して、出会う。インストールなしで、ブラウザからすぐに。",
    displayName: "表示名",
    displayNameHint: (max) => `${max} 文字まで。ほかの人には頭の上に表示されます。`,
    guest: "ゲストとして入る",
    entering: "入っています…",
    signUpWithPasskey: "パスキーでアカウントをつくる",
    signUpHint: "パスキーがあれば、また自分として戻ってこられます。顔、指、PIN で。パスワードはいりません。",
    or: "アカウントをお持ちなら",
    passkey: "パスキーでサインイン",
    waiting: "パスキーを待っています…",
    account: "アカウントでサインイン",
    accountOf: (provider) => `${provider} でサインイン`,
    nameEmpty: "名前を入力してください。",
    nameTooLong: (max) => `${max} 文字以内で入力してください。`,
    nameUnprintable: "見えない文字や制御文字が含まれています。取り除いてください。",
  },
  worlds: {
    title: "どこへ行きますか？",
    lead: "ワールドを選んで、歩いて入りましょう。",
    enter: "入る",
    enterThis: (name) => `「${name}」に入る`,
    people: (count) => `いま ${count} 人`,
    nobody: "まだ誰もいません",
    capacity: (count) => `1 部屋 ${count} 人まで`,
    empty: "まだワールドがありません。",
    emptyHint: "誰かがつくると、ここに表示されます。",
  },
  find: {
    orderLabel: "並び順",
    orders: { trending: "話題", new: "新着", popular: "人気" },
    tagLabel: "タグ",
    everyTag: "すべて",
    featured: "おすすめ",
    nothingTagged: (tag) => `タグ「#${tag}」のついたものはありません。`,
    nothingTaggedHint: "ほかのタグか「すべて」を選んでください。",
  },
  search: {
    title: "さがす",
    label: "ワールド、イベント、アバター、アイテム、人をさがす",
    placeholder: "名前、タグ、ことば…",
    kindLabel: "さがすもの",
    everyKind: "すべて",
    kinds: { world: "ワールド", event: "イベント", avatar: "アバター", item: "アイテム", user: "ユーザー" },
    kind: { world: "ワールド", event: "イベント", avatar: "アバター", item: "アイテム", user: "ユーザー" },
    begin: "さがしたいことばを入力してください。いくつか並べると、すべてを含むものが見つかります。",
    nothing: (query) => `「${query}」は見つかりませんでした。`,
    nothingHint: "ことばを減らすか、別のことばを試してください。",
  },
  like: {
    give: "いいね",
    takeBack: "いいねを取り消す",
    label: (name, count) => `「${name}」にいいね（${count}）`,
    count: (_count, text) => `いいね ${text} 件`,
  },
  world: {
    by: "作者：",
    ofTheHouse: "公式のワールド",
    rooms: "開いている部屋",
    noRooms: "開いている部屋はありません。入ると新しい部屋が開きます。",
    room: (number) => `部屋 ${number}`,
    seats: (taken, capacity) => `${taken} / ${capacity} 人`,
    full: "満員",
    events: "ここで開かれるイベント",
    visibility: { unlisted: "限定公開", friends: "フレンド限定", private: "非公開" },
  },
  profile: {
    wears: "着用中：",
    none: "この人のプロフィールはありません（ゲストにはプロフィールがありません）。",
    ownGuest: "ゲストには公開プロフィールがありません。サインイン方法を追加すると公開されます。",
    edit: "プロフィールを編集",
    noWorlds: "まだワールドはありません。",
    noAvatars: "まだアバターはありません。",
  },
  events: {
    title: "イベント",
    lead: "時間と場所を決めた集まりです。時刻はお使いのタイムゾーンで表示しています。",
    enter: "入る",
    now: "開催中",
    over: "終了",
    goThere: "会場へ行く",
    empty: "予定されているイベントはありません。",
    emptyHint: "お知らせがあると、ここに表示されます。",
  },
  avatars: {
    title: "アバター",
    lead: "姿を選ぶか、自分の VRM を持ってきてください。",
    standIn: "はじめの姿",
    standInHint: "ひとりずつ色のちがう、小さな人形。いつでも使えます。",
    wear: "着る",
    wearing: "着用中",
    wearThis: (name) => `「${name}」を着る`,
    by: (authors) => `作者：${authors}`,
    sharedBy: "提供：",
    onlyOwner: "持ち主だけが着られます",
    credit: "クレジット表記が必要",
    licence: "ライセンス",
    facts: (height, triangles) => `${height} m・${triangles} ポリゴン`,
    catalogue: "みんなのアバター",
    empty: "まだ誰もアバターを持ってきていません。",
    emptyHint: "あなたが最初のひとりになれます。",
  },
  account: {
    title: "アカウント",
    since: (day) => `${day}から`,
    guestTitle: "このアカウントを残す",
    guestLead:
      "いまはゲストです。サインアウトすると、あなた自身も含めて誰もこのアカウントに戻れません。サインイン方法を足せば、すべてそのまま残ります。",
    profile: "プロフィール",
    profileLead: "ほかの人に見えるもの。",
    profileGuest: "ほかの人に見えるもの。アカウントがあれば、自己紹介も書けます。",
    bio: "自己紹介",
    passkeys: "パスキー",
    passkeysLead: "顔、指、PIN でサインイン。覚えるものも、盗まれるものもありません。",
    passkeysEmpty: "パスキーはまだありません。",
    passkeysNotHere: "このアドレス、またはこのブラウザではパスキーを使えません。",
    addPasskey: "パスキーを追加",
    unnamedPasskey: "パスキー",
    backedUp: "同期済み",
    deviceBound: "この端末だけ",
    rename: "名前を変える",
    renameLabel: "パスキーの名前",
    save: "保存",
    remove: "削除",
    reallyRemove: "削除しますか？",
    removeSure: "はい、削除します",
    cancel: "やめる",
    identities: "ほかのサービスのアカウント",
    identitiesLead: "信頼するプロバイダーを通してサインインします。",
    identitiesEmpty: "連携はありません。",
    link: (provider) => `${provider} と連携`,
    lastWay: "これが唯一のサインイン方法です。削除するには、先にほかの方法を足してください。",
    devices: "端末",
    devicesLead: "サインインしている場所です。覚えのないものは終わらせてください。",
    thisDevice: "この端末",
    unnamedDevice: "不明な端末",
    signedInAt: (when) => `${when} にサインイン`,
    usedAt: (when) => `最後に使用 ${when}`,
    neverUsed: "未使用",
    addedAt: (when) => `${when} に追加`,
    endDevice: "サインアウトさせる",
    endOthers: "ほかのすべての端末でサインアウト",
    endHere: "この端末でサインアウト",
    endAll: "すべての端末でサインアウト",
    reallyEndAll: "この端末も含め、すべてでサインアウトしますか？",
    reallyLeaveGuest: "ゲストのままでは、このアカウントに戻れません。それでもサインアウトしますか？",
    sure: "はい、サインアウトします",
    copy: "あなたのデータ",
    copyLead: "あなたについて保存しているすべての写しを、一つのファイル(JSON)で受け取れます。",
    copyAsk: "写しを頼む",
    copyAskAgain: "新しい写しを頼む",
    copyWaiting: "写しを作っています…",
    copyReady: (when, size) => `${when} の写しができました(${size})。`,
    copyKept: (until) => `${until} まで保管します。`,
    copyDownload: "ダウンロード",
    leave: "アカウントの削除",
    leaveLead:
      "すべての端末でサインアウトし、プロフィール、ワールド、アバターは誰にも見えなくなります。14 日後にすべて完全に消去します。それまでにサインインすれば、取り消せます。",
    leaveLeadGuest:
      "アカウントと中のものすべてを、すぐに消去します。ゲストはもう一度サインインできないため、取り消せません。",
    leaveAsk: "アカウントを削除する",
    reallyLeaveForGood: "作ったものもすべて含めて、アカウントを削除しますか？",
    reallyLeaveForGoodGuest: "いますぐ、完全に削除しますか？",
    leaveSure: "はい、削除します",
    signInAgain: "サインアウトして、もう一度サインイン",
    leavingTitle: "アカウントの削除を待っています",
    leavingLead: (when) =>
      `いまは誰にも見えません。${when} に消去します。それまでは、すべて元どおりに残すことができます。`,
    restore: "アカウントを残す",
  },
  upload: {
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
    checkedBadHint: "まだ何も送信していません。下の点を直してから、もう一度選んでください。",
    send: "アップロードする",
    another: "別のファイルを選ぶ",
    sending: "送信中",
    sent: (sent, total) => `${sent} / ${total}`,
    waiting: "順番を待っています…",
    step: (name) => stepName(name),
    stepsDone: (done, total) => `${done} / ${total}`,
    done: (name) => `「${name}」を公開しました。`,
    refused: "サーバーがこのファイルを受け付けられませんでした。",
    storeRefused: (code) => `ファイルを保存できませんでした（${code})。もう一度お試しください。`,
    brokenOff: "送信の途中で接続が切れました。もう一度お試しください。",
    tooLong:
      "いつもより時間がかかっています。終わると一覧に表示されますので、ここで待たなくてもだいじょうぶです。",
    unfit: {
      name: (endings, max) => `拡張子が ${endings} のファイル（${max} まで）を選んでください。`,
      empty: (endings, max) =>
        `このファイルには中身がありません。${max} までの ${endings} を選んでください。`,
      "too-large": (endings, max) => `このファイルは大きすぎます。${endings} は ${max} までです。`,
    },
    severity: { error: "修正が必要", warning: "注意", info: "お知らせ" },
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
  },
  uploads: {
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
    status: { VALIDATING: "処理中", COMPLETED: "公開済み", ERROR: "受け付けられませんでした" },
    quotaUploads: (used, max) => `直近 24 時間のアップロード: ${used} / ${max} 回`,
    quotaStored: (used, max) => `保存している容量: ${used} / ${max}`,
  },
  room: {
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
    cameIn: (name) => `${name} さんが来ました`,
    wentAway: (name) => `${name} さんが帰りました`,
    wear: "着替える",
    wearTitle: "何を着ますか？",
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
  },
  problems: {
    title: "うまくいきませんでした",
    known: (code) => problemText(code),
    unknown: "処理できませんでした。少し待ってからもう一度お試しください。",
    code: (code) => `コード：${code}`,
  },
  notFound: {
    title: "ここには何もありません",
    lead: "アドレスが間違っているか、ページがなくなった可能性があります。",
  },
};

function stepName(name: string): string {
  switch (name) {
    case "scan":
      return "ファイルを調べています";
    case "validate-vrm":
      return "モデル・ボーン・テクスチャ・ライセンスを確認しています";
    case "validate-model":
      return "モデルとテクスチャを確認しています";
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

function problemText(code: string): string | null {
  switch (code) {
    case "EDGE_AWAY":
      return "サーバーにつながりません。接続を確認して、もう一度お試しください。";
    case "ORIGIN_AWAY":
      return "サーバーが一時的に応答していません。少し待ってからお試しください。";
    case "RATE_LIMITED":
      return "リクエストが多すぎます。少しお待ちください。";
    case "SESSION_REQUIRED":
    case "ACCESS_TOKEN_INVALID":
    case "ACCESS_TOKEN_REQUIRED":
      return "サインアウトされました。もう一度サインインしてください。";
    case "SESSION_ENDED":
    case "SESSION_EXPIRED":
    case "SESSION_REUSED":
      return "セッションが終了しました。もう一度サインインしてください。";
    case "ACCOUNT_LEAVING":
      return "アカウントはいま見えず、14 日以内に消去されます。残すには、それまでにサインインしてください。";
    case "ACCOUNT_ERASING":
      return "このアカウントは消去されます。";
    case "ACCOUNT_NOT_LEAVING":
      return "このアカウントは削除を待っていません。";
    case "SIGN_IN_NOT_FRESH":
      return "この操作には、10 分以内のサインインが必要です。先にもう一度サインインしてください。";
    case "OIDC_PROVIDER_AWAY":
      return "サインインの提供元につながりません。少し待つか、ゲストでお入りください。";
    case "OIDC_REFUSED":
      return "サインインの提供元からの応答を確認できませんでした。最初からやり直してください。";
    case "SIGN_IN_UNKNOWN":
      return "サインインに時間がかかりすぎたか、別の場所で始められたものです。最初からやり直してください。";
    case "IDENTITY_TAKEN":
      return "このサインイン方法は別のアカウントのものです。そちらを使うには、いったんサインアウトしてからサインインしてください。このアカウントは変わっていません。";
    case "IDENTITIES_FULL":
      return "このアカウントのサインイン方法は上限に達しています。先にどれかを外してください。";
    case "PASSKEY_CANCELLED":
      return "パスキーは使われませんでした。この端末にこのサイトのパスキーがなければ、ほかの方法で入ってください。";
    case "PASSKEY_HERE_ALREADY":
      return "この端末には、あなたのアカウントのパスキーがもうあります。";
    case "PASSKEY_NOT_POSSIBLE":
      return "このブラウザでは、ここでパスキーを使えませんでした。別のブラウザか端末で試してください。";
    case "PASSKEY_CHALLENGE_INVALID":
      return "時間がかかりすぎたか、もう使われた応答です。もう一度試してください。";
    case "PASSKEY_UNKNOWN":
      return "このパスキーを持つアカウントはありません。削除されたのかもしれません。";
    case "PASSKEY_INVALID":
      return "このパスキーは受け付けられませんでした。もう一度試してください。";
    case "PASSKEY_TAKEN":
      return "このパスキーはもうどこかのアカウントのものです。それでサインインしてください。";
    case "PASSKEYS_FULL":
      return "このアカウントのパスキーは上限に達しています。先にひとつ削除してください。";
    case "LAST_SIGN_IN_WAY":
      return "このアカウントにサインインできる最後の方法です。先に別の方法を追加してください。";
    case "AVATAR_NOT_YOURS":
      return "このアバターはライセンスにより持ち主だけが着られます。";
    case "UPLOAD_QUOTA_REACHED":
      return "24 時間にアップロードできる数の上限に達しています。";
    case "UPLOAD_STORAGE_FULL":
      return "保存できる容量の上限に達しているため、このファイルの置き場所がありません。";
    case "UPLOAD_PARTS_WRONG":
      return "ファイルの一部が正しく届きませんでした。もう一度アップロードしてください。";
    case "STORE_AWAY":
      return "ファイルの置き場所に接続できません。少し待ってからもう一度お試しください。";
    case "CURSOR_INVALID":
      return "一覧が更新されました。最初から読み込み直してください。";
    case "ROOMS_FULL":
      return "このワールドの部屋はすべて満員です。あとでもう一度お試しください。";
    case "EVENT_NOT_OPEN":
      return "いまはこのイベントに入れません。開始の 15 分前から入れます。";
    case "USER_NOT_JOINABLE":
      return "いまはこの人のところへ行けません。部屋にいないか、合流を許していません。";
    case "ROOM_NOT_FOUND":
      return "この部屋は閉じました。ワールドに入り直すと別の部屋が開きます。";
    case "NO_ROOM_HOST":
      return "いまは部屋を開けません。少し待ってからお試しください。";
    default:
      return null;
  }
}
