// うまくいかなかったときの日本語。

import { earningsProblemJa } from "./earnings-ja.ts";
import { moneyProblemJa } from "./money-ja.ts";
import type { problemsEn } from "./problems-en.ts";
import { storeProblemJa } from "./store-ja.ts";

export const problemsJa: typeof problemsEn = {
  title: "うまくいきませんでした",
  known: (code) => problemText(code),
  unknown: "処理できませんでした。少し待ってからもう一度お試しください。",
  code: (code) => `コード：${code}`,
};

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
    case "DATABASE_AWAY":
    case "DATABASE_BUSY":
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
