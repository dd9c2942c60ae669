// The one page of the identity provider: a name, and in.

import { escapeHtml } from "../../../shared/escape-html.ts";
import type { Locale } from "../../../shared/schema/user.ts";
import { NAME_MAX_CHARS } from "./person.ts";

const WORDS = {
  ja: {
    title: "Hiroba にサインイン",
    label: "お名前",
    hint: "開発用のサインインです。パスワードはありません。同じ名前なら、いつも同じアカウントになります。",
    submit: "サインイン",
    cancel: "やめる",
    refused: `名前を 1 文字以上 ${NAME_MAX_CHARS} 文字以内で入力してください。`,
  },
  en: {
    title: "Sign in to Hiroba",
    label: "Your name",
    hint: "This is a sign-in for development, without passwords. The same name is always the same account.",
    submit: "Sign in",
    cancel: "Cancel",
    refused: `Please type a name of 1 to ${NAME_MAX_CHARS} characters.`,
  },
} as const satisfies Record<Locale, object>;

const STYLE = `
  :root { color-scheme: light dark; font: 16px/1.6 system-ui, "Hiragino Sans", "Noto Sans JP", sans-serif; }
  body { margin: 0; min-height: 100dvh; display: grid; place-items: center; background: light-dark(#f3efe8, #1b1d22); }
  main { box-sizing: border-box; width: min(24rem, 100vw - 2rem); padding: 2rem; border-radius: 1rem;
    background: light-dark(#fff, #262a31); box-shadow: 0 .5rem 2rem #0002; }
  h1 { margin: 0 0 1rem; font-size: 1.35rem; }
  label { display: block; font-weight: 600; }
  input { box-sizing: border-box; width: 100%; margin: .25rem 0 .75rem; padding: .65rem .75rem; font: inherit;
    border: 1px solid light-dark(#a79e90, #6b7280); border-radius: .5rem; background: transparent; color: inherit; }
  button { width: 100%; padding: .7rem; font: inherit; font-weight: 600; border: 0; border-radius: .5rem;
    background: #2f6f5e; color: #fff; cursor: pointer; }
  :focus-visible { outline: 3px solid #e0a458; outline-offset: 2px; }
  p { margin: 0 0 1rem; font-size: .875rem; opacity: .8; }
  p[role=alert] { color: light-dark(#a12622, #ff9b94); opacity: 1; }
  a { display: block; margin-top: 1rem; text-align: center; color: inherit; font-size: .875rem; }`;

/** The whole page. `action` is where the form goes; a GET of `<action>/cancel` gives up. */
export function loginPage(page: {
  readonly locale: Locale;
  readonly action: string;
  readonly name: string;
  readonly refused: boolean;
}): string {
  const words = WORDS[page.locale];
  return `<!doctype html>
<html lang="${page.locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${words.title}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${words.title}</h1>
<form method="post" action="${escapeHtml(page.action)}">
${page.refused ? `<p role="alert">${words.refused}</p>` : ""}
<label for="name">${words.label}</label>
<input id="name" name="name" type="text" value="${escapeHtml(page.name)}" maxlength="${NAME_MAX_CHARS}" autocomplete="nickname" required autofocus>
<p>${words.hint}</p>
<button type="submit">${words.submit}</button>
</form>
<a href="${escapeHtml(page.action)}/cancel">${words.cancel}</a>
</main>
</body>
</html>
`;
}
