// 日本語。The page's words in Japanese; the type makes a forgotten one a compile error.

import { booksJa } from "./books-ja.ts";
import { earningsJa, earningsProblemJa } from "./earnings-ja.ts";
import type { Messages } from "./en.ts";
import { giftsJa } from "./gifts-ja.ts";
import { makerJa } from "./maker-ja.ts";
import { moderationJa } from "./moderation-ja.ts";
import { moneyJa, moneyProblemJa } from "./money-ja.ts";
import { storeJa, storeProblemJa } from "./store-ja.ts";
import { ticketsJa } from "./tickets-ja.ts";
import { worldsJa } from "./worlds-ja.ts";

export const ja: Messages = {
  product: "ひろば",
  languageName: "日本語",
  nav: {
    label: "メイン",
    worlds: "ワールド",
    events: "イベント",
    avatars: "アバター",
    friends: "フレンド",
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
  notices: {
    title: "全員へのお知らせ",
    label: "開いている部屋にいる全員に届く一文",
    count: (used, most) => `${used}／${most}文字`,
    say: "知らせる",
    really: "いま部屋にいる全員に知らせますか。取り消せません。",
    sure: "知らせる",
    said: (count, text) =>
      count === 0 ? "開いている部屋がなく、誰にも届きませんでした。" : `${text}部屋に知らせました。`,
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
  party: {
    title: "パーティー",
    none: "フレンドを誘うとパーティーになり、行く先に全員の席が用意されます。",
    youLead: "あなたがリーダーです。入る先に全員の席が用意され、みんなに知らされます。",
    leads: (name) => `${name}さんが入る先に、あなたの席も用意されます。`,
    leader: "リーダー",
    invited: "招待中",
    invite: "パーティーに誘う",
    inviteThis: (name) => `${name}さんをパーティーに誘う`,
    letLead: "リーダーを任せる",
    remove: "外す",
    leave: "パーティーを抜ける",
    reallyLeave: "パーティーを抜けますか？",
    sureLeave: "抜ける",
    asks: (name) => `${name}さんからパーティーに誘われています。`,
    join: "参加する",
    decline: "断る",
    isIn: (name, world) => `${name}さんがパーティーを「${world}」へ連れていきます。`,
    comeAlong: "一緒に行く",
    notNow: "あとで",
  },
  social: {
    title: "フレンド",
    lead: "ここで知り合った人と、いまいる場所。",
    viewLabel: "人の一覧",
    views: {
      friends: "フレンド",
      following: "フォロー中",
      followers: "フォロワー",
      blocks: "ブロック中",
      mutes: "ミュート中",
    },
    lists: {
      following: {
        empty: "まだ誰もフォローしていません。",
        hint: "相手のページからフォローできます。",
        undo: "フォローをやめる",
      },
      followers: {
        empty: "まだフォロワーはいません。",
        hint: "フォローされるとここに表示されます。",
        undo: null,
      },
      blocks: {
        empty: "誰もブロックしていません。",
        hint: "ブロックした相手とは、どの部屋でも互いに見えず、聞こえなくなります。",
        undo: "ブロックを解除",
      },
      mutes: {
        empty: "誰もミュートしていません。",
        hint: "ミュートは相手に知らされません。その人の行動は通知されなくなります。",
        undo: "ミュートを解除",
      },
    },
    incoming: "届いているフレンド申請",
    outgoing: "送ったフレンド申請",
    askedAt: (when) => `${when} に申請`,
    since: (day) => `${day} から`,
    accept: "承認する",
    decline: "断る",
    takeBack: "取り下げる",
    noFriends: "まだフレンドがいません。",
    noFriendsHint: "下から名前で探すか、相手のページから申請してください。",
    isIn: "いまいる場所：",
    elsewhere: "いまワールドにいないか、公開していません",
    join: "合流する",
    joinThis: (name) => `${name} さんに合流する`,
    unfriend: "フレンドをやめる",
    reallyUnfriend: "フレンドをやめますか？",
    sure: "はい、やめます",
    find: "人をさがす",
    findLabel: "名前で人をさがす",
    findPlaceholder: "名前…",
    nobodyFound: (query) => `「${query}」に当てはまる人は見つかりませんでした。ゲストは検索できません。`,
    ask: "フレンド申請",
    states: { friends: "フレンド", requested: "申請中", asked: "申請が届いています" },
    friendDoes: {
      none: "フレンド申請",
      asked: "フレンド申請を承認",
      requested: "申請を取り下げる",
      friends: "フレンドをやめる",
    },
    follow: "フォローする",
    unfollow: "フォローをやめる",
    mute: "ミュート",
    unmute: "ミュートを解除",
    block: "ブロック",
    unblock: "ブロックを解除",
    reallyBlock: "この人をブロックしますか？フレンドとフォローは解除され、互いに見えず、聞こえなくなります。",
    blockSure: "はい、ブロックします",
    isBlocked: "この人をブロックしています。",
    invite: "フレンドを招待",
    inviteThis: (name) => `${name} さんを招待する`,
    inviteOne: "招待する",
    invited: "招待しました",
    inviteNobody: "フレンドができると、ここから招待できます。",
  },
  notifications: {
    title: "お知らせ",
    unread: (_count, text) => `お知らせ：未読 ${text} 件`,
    isNew: "新着：",
    readAll: "すべて既読にする",
    empty: "まだ何もありません。",
    emptyHint: "フレンド申請、フォロー、招待がここに表示されます。",
    friendRequest: (name) => `${name} さんからフレンド申請が届きました。`,
    friendAccepted: (name) => `${name} さんとフレンドになりました。`,
    follow: (name) => `${name} さんにフォローされました。`,
    invitation: (name, world) => `${name} さんが「${world}」に招待しています。`,
    sanction: (kind, name) =>
      `モデレーターが${name === null ? "あなた" : `「${name}」`}について決定しました：${kind}。`,
    appealAnswered: (kind, outcome) => `異議申し立て（${kind}）への回答が届きました。${outcome}`,
    present: (name, thing) => `${name} さんから「${thing}」をもらいました。`,
    sold: (thing) => `あなたの「${thing}」が購入されました。`,
    does: { answer: "返事をする", look: "見る", go: "行く" },
  },
  privacy: {
    title: "公開範囲",
    lead: "ほかの人に知られること、されること。ブロックした相手にはどれも許されません。",
    questions: {
      presenceFor: "いまいるワールドを見られる人",
      joinableBy: "いまいる部屋に来られる人",
      messageableBy: "あなたを招待できる人",
    },
    audiences: { everyone: "全員", friends: "フレンド", nobody: "誰もいない" },
  },
  profile: {
    wears: "着用中：",
    none: "この人のプロフィールはありません（ゲストにはプロフィールがありません）。",
    ownGuest: "ゲストには公開プロフィールがありません。サインイン方法を追加すると公開されます。",
    edit: "プロフィールを編集",
    noWorlds: "まだワールドはありません。",
    noAvatars: "まだアバターはありません。",
    followers: (_count, text) => `フォロワー ${text} 人`,
    following: (text) => `フォロー中 ${text} 人`,
  },
  events: {
    title: "イベント",
    lead: "時間と場所を決めた集まりです。時刻はお使いのタイムゾーンで表示しています。",
    now: "開催中",
    enter: "入る",
    enterUnseen: "カメラとして姿を見せずに入る",
    over: "終了",
    goThere: "会場へ行く",
    empty: "予定されているイベントはありません。",
    emptyHint: "お知らせがあると、ここに表示されます。",
    plan: "イベントを開く",
    mine: "マイイベント",
    organised: "主催・出演・運営するもの",
    coming: "参加・興味あり",
    nothingOrganised: "まだイベントを作っていません。",
    nothingOrganisedHint: "作ったものは、公開するまで下書きのままです。",
    nothingComing: "参加するイベントはまだありません。",
    nothingComingHint: "イベントのページで答えると、ここと自分のカレンダーに並びます。",
    phase: {
      draft: "下書き",
      published: "公開中",
      open: "開場中",
      ended: "終了",
      archived: "アーカイブ",
      cancelled: "中止",
    },
    role: { organiser: "主催", staff: "スタッフ", performer: "出演", guest: "招待" },
    by: "主催",
    byHouse: "広場の主催",
    place: "場所",
    inZone: (span: string, zone: string) => `${span}（${zone}）`,
    doors: (when: string) => `${when} 開場`,
    cancelledLead: "このイベントは中止になりました。開かれません。",
    draftLead: "この下書きは、あなたとスタッフだけに見えています。",
    archivedLead: "このイベントはしまってあります。あなたとスタッフだけに見えています。",
    goingTo: "参加する",
    maybe: "興味あり",
    going: (_count: number, text: string) => `${text} 人が参加`,
    interested: (_count: number, text: string) => `${text} 人が興味あり`,
    rsvpHint: "席を取るものではありません。早めにお越しください。",
    calendar: "カレンダーに追加",
    seats: (count: string) => `${count} 席`,
    ghostSeats: (count: string) => `見学 ${count} 席`,
    rooms: (_count: number, text: string) => `${text} ルーム`,
    floor: (device: string, rank: string) => `${device}：アバターは「${rank}」まで`,
    every: {
      DAILY: (interval: number) => (interval === 1 ? "毎日" : `${interval} 日ごと`),
      WEEKLY: (interval: number) => (interval === 1 ? "毎週" : `${interval} 週間ごと`),
      MONTHLY: (interval: number) => (interval === 1 ? "毎月" : `${interval} か月ごと`),
    },
    onDays: (days: string) => days,
    nth: (ordinal: number | null, day: string) => nthText(ordinal, day),
    times: (count: number) => `全 ${count} 回`,
    until: (day: string) => `${day} まで`,
    manage: "主催者の操作",
    publish: "公開する",
    edit: "編集",
    cancel: "中止にする",
    reallyCancel: "このイベントを中止にしますか。元には戻せません。参加者にはカレンダーで伝わります。",
    sureCancel: "中止にする",
    archive: "しまう",
    reallyArchive: "このイベントをしまいますか。あなたとスタッフだけに見えるようになります。",
    sureArchive: "しまう",
    members: "役割",
    membersLead: "スタッフは場を整えてスクリーンを操作し、出演者の声は全員に届きます。それぞれ先に入れます。",
    memberLabel: "プロフィールのアドレス、またはフレンドの名前",
    memberUnknown: "フレンドの名前か、プロフィールのアドレスを入力してください。",
    roleLabel: "役割",
    appoint: "任じる",
    dismiss: (name: string) => `${name} の役割を解く`,
    minutesEarly: (minutes: string) => `${minutes} 分前から入場`,
    rights: {
      stageVoice: "全員に声が届く",
      screen: "スクリーン",
      camera: "カメラ",
      expel: "退場させる",
    },
    form: {
      newTitle: "イベントを開く",
      newLead: "公開するまでは、誰にも見えない下書きです。",
      editTitle: "イベントを編集",
      name: "名前",
      description: "どんなイベントですか",
      world: "場所",
      chooseWorld: "ワールドを選ぶ",
      start: "開始",
      end: "終了",
      zone: "タイムゾーン",
      zoneHint: "夏時間でも冬時間でも、その土地のこの時刻に始まります。",
      repeats: "繰り返し",
      repeat: {
        once: "なし",
        daily: "毎日",
        weekly: "毎週",
        fortnightly: "隔週",
        monthly: "毎月（この日）",
        nth: "毎月（この曜日）",
        other: "独自の規則",
      },
      count: "回数",
      countHint: "空欄なら終わりなく続きます。",
      tags: "タグ",
      tagsHint: (max: number) => `空白で区切って ${max} 個まで。`,
      seats: "席",
      ghostSeats: "見学席",
      rooms: "ルーム",
      noLimit: "空欄なら入れるだけ。",
      avatarFloor: "アバター",
      avatarFloorHint: "これより重いアバターの人は、その軽い版か代わりの姿で見えます。",
      avatarFloorAny: "「制限なし」ならワールドの設定のままです。",
      anyAvatar: "制限なし",
      upToRank: (rank: string) => `「${rank}」まで`,
      save: "保存",
      create: "下書きとして保存",
      wrong: {
        name: (max: number) => `${max} 文字までの名前を付けてください。`,
        world: "ワールドを選んでください。",
        start: "始まる日時を入力してください。",
        end: "終わりは始まりより後にしてください。",
        zone: "タイムゾーンではありません。Asia/Tokyo のように入力してください。",
        count: (max: number) => `1 から ${max} までの数か、空欄にしてください。`,
        number: (max: number) => `${max} までの数か、空欄にしてください。`,
        tags: "タグは文字、数字、- と _ の言葉です。",
      },
    },
    feed: {
      title: "自分のカレンダー",
      lead: "参加するイベントを、お使いのカレンダーアプリで購読できます。アドレスを知っている人は誰でも読めます。",
      make: "秘密のアドレスを作る",
      renew: "新しいアドレスを作る",
      reallyRenew: "新しいアドレスを作りますか。前のものは使えなくなります。",
      sureRenew: "作り直す",
      end: "アドレスをなくす",
      since: (when: string) => `アドレスがあります（${when} 作成）。作ったときだけ表示されます。`,
      once: "いま控えてください。もう一度は表示されません。",
      copy: "コピー",
      copied: "コピーしました",
    },
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
    weight: (whole, lightest) => `${whole}。小さな画面には ${lightest}`,
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
    handle: "ハンドル",
    handleLead:
      "ほかの誰とも重ならない名前です。探してもらうときやリンクに使えます。変えても、前のものは 30 日間あなたのものです。",
    handleHint: (min, max) =>
      `${min}〜${max} 文字。文字、数字、_ が使え、日本語と英字は一緒に書けます。誰かのものに似て見えるものは使えません。`,
    dropHandle: "手放す",
    seeProfile: "プロフィールを見る",
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
      "すべての端末でサインアウトし、プロフィール、ワールド、アバターは誰にも見えなくなります。14 日後にすべて完全に消去します。それまでにサインインすれば、取り消せます。ほかの人が購入した作品は、あなたの名前を外して、その人のもとに残ります。",
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
    variants: {
      UNDER_WAY: "もう使えます。ほかの人の端末のための軽い版を作っています…",
      READY: "使えます。ほかの人の端末のための軽い版もできました。",
      FAILED: "使えますが、軽い版をすべて作ることはできませんでした。",
    },
    variantNamed: (level: string, profile: string) => `${level}（${profile}）`,
    variantLevel: { lod0: "細かさそのまま", lod1: "少し軽い", lod2: "いちばん軽い", "stand-in": "遠くから" },
    variantProfile: { web: "ブラウザー", compat: "Unity", ktx2: "ブラウザー、KTX2" },
    variantStatus: {
      WAITING: "待っています",
      UNDER_WAY: "作っています",
      READY: "できました",
      SKIPPED: "省きました",
    },
    texturesDone: (done: string, total: string) => `テクスチャー ${done} / ${total}`,
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
    rankBy: (rank: string, count: string) => `${rank}(${count})`,
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
  },
  versions: {
    bring: "新しい版を持ってくる",
    lead: "新しいファイルが今のものに代わります。アドレス、いいね、着ている人はそのままです。受け付けられなければ、何も変わりません。",
    title: "これまでの版",
    number: (number: string) => `版 ${number}`,
    shown: "いま見えている版",
    show: "この版に戻す",
    forget: "削除",
    forgetQuestion: (version: string) => `${version} とそのファイルを完全に削除しますか？`,
    forgetSure: "削除する",
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
  },
  problems: {
    title: "うまくいきませんでした",
    known: (code) => problemText(code),
    unknown: "処理できませんでした。少し待ってからもう一度お試しください。",
    code: (code) => `コード：${code}`,
  },
  maker: makerJa,
  gifts: giftsJa,
  moderation: moderationJa,
  money: moneyJa,
  tickets: ticketsJa,
  store: storeJa,
  earnings: earningsJa,
  books: booksJa,
  worldWork: worldsJa,
  notFound: {
    title: "ここには何もありません",
    lead: "アドレスが間違っているか、ページがなくなった可能性があります。",
  },
};

function nthText(ordinal: number | null, day: string): string {
  if (ordinal === null) return day;
  return ordinal === -1
    ? `最後の${day}`
    : ordinal < 0
      ? `最後から ${-ordinal} 番目の${day}`
      : `第 ${ordinal} ${day}`;
}

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
    case "BANNED":
      return "モデレーターにより、ここへの入場を禁止されています。理由と期限はアカウントのページにあります。";
    case "NOTICES_FULL":
      return "一時間に送れるお知らせの数に達しました。しばらくお待ちください。";
    case "NOTICE_NOT_YOURS":
      return "この部屋にお知らせを送る権限がありません。";
    case "GIFTS_FULL":
      return "短い時間にたくさん贈りました。少しお待ちください。";
    case "GIFT_NOT_TAKEN":
      return "その人はもうここのステージにいません。";
    case "MUTED":
      return "モデレーターにより、ここでの発言を止められています。理由と期限はアカウントのページにあります。";
    case "REPORTS_FULL":
      return "一日に通報できる数に達しました。届いた通報は確認されています。";
    case "REPORT_OF_SELF":
      return "自分自身や自分のものは通報できません。";
    case "REPORT_CLAIMED":
      return "ほかのモデレーターがこの通報を見ています。";
    case "REPORT_CLOSED":
      return "この通報はすでに閉じられています。";
    case "TARGET_NOT_LOWER":
      return "相手の役割があなたと同じか上です。役割は管理者が変えられます。";
    case "PLATFORM_ROLE_REQUIRED":
      return "モデレーターか管理者向けです。今のあなたはどちらでもありません。";
    case "APPEAL_NEEDS_ANOTHER":
      return "自分の決定への異議です。ほかのモデレーターが答えます。";
    case "APPEALED_ALREADY":
      return "すでに異議を申し立てています。";
    case "PAYMENT_SEARCH_UNKNOWN":
      return "支払いは、こちらか Stripe の ID、または @ で始まるハンドルで探せます。";
    case "REFUND_NOTHING_LEFT":
      return "返金できる額が残っていないか、支払われていません。";
    case "REFUND_TOO_LARGE":
      return "支払いの残りより多い額です。";
    case "REFUND_NOT_FAILED":
      return "この返金は処理中か、支払い済みか、別の返金に替わっています。";
    case "LAST_ADMIN":
      return "最後の管理者です。先にほかの人を管理者にしてください。";
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
      return "アカウントを守るため、これはサインインから 10 分以内にしかできません。一度サインアウトし、サインインし直してから、もう一度お試しください。";
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
    case "HANDLE_TAKEN":
      return "このハンドルか、よく似たものが使われています。ほかのものを選んでください。";
    case "HANDLE_RESERVED":
      return "このハンドルは運営を名乗るように見えるため使えません。ほかのものを選んでください。";
    case "HANDLE_CHANGED_OFTEN":
      return "30 日以内に変えられる回数を超えています。前に使っていたものに戻すか、しばらくお待ちください。";
    case "AVATAR_NOT_YOURS":
      return "このアバターはライセンスにより持ち主だけが着られます。";
    case "AVATAR_NOT_BOUGHT":
      return "このアバターは購入した人だけが着られます。";
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
    case "WORLD_NOT_YOURS":
      return "このワールドの制作メンバーだけができます。";
    case "WORLD_CONTENT_INVALID":
      return "このバージョンのファイルに、使えなくなったものがあります。別のファイルを選んでください。";
    case "WORLD_SPAWN_OUTSIDE":
      return "現れる場所がワールドの外です。";
    case "VERSION_NOT_FOUND":
    case "VERSION_NOT_DRAFT":
      return "この下書きは、公開されたか破棄されました。ページを読み込み直してください。";
    case "VERSIONS_FULL":
      return "バージョンの数が上限です。先に下書きを破棄してください。";
    case "EVENT_CANCELLED":
      return "このイベントは中止になりました。";
    case "EVENT_ENDED":
      return "このイベントは終わりました。ご参加ありがとうございました。";
    case "EVENT_NOT_OPEN":
      return "いまはこのイベントに入れません。開始の 15 分前から入れます。";
    case "EVENT_NOT_YOURS":
      return "このイベントを主催する人だけができます。";
    case "EVENT_PHASE_WRONG":
      return "いまのイベントの状態ではできません。ページを読み込み直してください。";
    case "EVENT_QUOTA_REACHED":
      return "予定できるイベントの数がいっぱいです。中止にするか、終わるのを待ってください。";
    case "EVENT_WORLD_PRIVATE":
      return "このワールドにはほかの人が入れません。公開するか、別のワールドを選んでください。";
    case "EVENT_SCHEDULE_INVALID":
      return "この日時では開けません。長さは二週間まで（繰り返すなら 12 時間まで）、開始は二年以内にしてください。";
    case "EVENT_OVER":
      return "もう終わっている時間です。これからの日時を選んでください。";
    case "EVENT_MEMBER_IS_ORGANISER":
      return "主催者にほかの役割は要りません。";
    case "EVENT_MEMBERS_FULL":
      return "このイベントで役割を持てる人数がいっぱいです。";
    case "USER_NOT_JOINABLE":
      return "いまはこの人のところへ行けません。部屋にいないか、合流を許していません。";
    case "ROOM_NOT_FOUND":
      return "この部屋は閉じました。ワールドに入り直すと別の部屋が開きます。";
    case "PARTY_FULL":
      return "パーティーは満員か、招待がいっぱいです。";
    case "PARTY_NOT_FOUND":
      return "このパーティーはもうないか、招待されていません。";
    case "PARTY_DOES_NOT_FIT":
      return "そこの部屋はパーティーの人数より小さいため入れません。別の場所を選ぶか、パーティーを抜けてください。";
    case "INVITATION_NOT_FOUND":
      return "この招待は終わっています。";
    case "USER_BLOCKED":
      return "この人をブロックしています。先にブロックを解除してください。";
    case "USER_NOT_FOUND":
      return "この人は見つからないか、あなたとの関わりを望んでいません。";
    case "USER_NOT_INVITABLE":
      return "この人はあなたからの招待を受け付けていません。";
    case "INVITATION_QUOTA_REACHED":
      return "24 時間に送れる招待の数の上限に達しています。";
    case "FRIENDS_FULL":
    case "FOLLOWING_FULL":
    case "SHUNS_FULL":
      return "一覧がいっぱいです。先に誰かを外してください。";
    case "NO_ROOM_HOST":
      return "いまは部屋を開けません。少し待ってからお試しください。";
    default:
      return moneyProblemJa(code) ?? storeProblemJa(code) ?? earningsProblemJa(code);
  }
}
