// The frame of every page of the double: a card on a quiet ground, and a banner that says what this is.

import { escapeHtml } from "../../../../shared/escape-html.ts";
import type { Locale } from "../../../../shared/schema/user.ts";
import { WORDS } from "./words.ts";

const STYLE = `
  :root { color-scheme: light dark; font: 16px/1.6 system-ui, "Hiragino Sans", "Noto Sans JP", sans-serif;
    --ink: light-dark(#1f2530, #e8eaf0); --line: light-dark(#b3b9c6, #6b7280); --accent: #5145cd; }
  body { margin: 0; min-height: 100dvh; background: light-dark(#eef0f6, #16181d); color: var(--ink); }
  body > p { margin: 0; padding: .5rem 1rem; text-align: center; text-wrap: balance; font-weight: 600; font-size: .875rem;
    background: #f4c95d; color: #33280a; }
  main { box-sizing: border-box; width: min(60rem, 100vw - 2rem); margin: 1.5rem auto; padding: clamp(1rem, 4vw, 2.5rem);
    border-radius: 1rem; background: light-dark(#fff, #22262e); box-shadow: 0 .5rem 2rem #0002; }
  main.narrow { width: min(28rem, 100vw - 2rem); }
  .columns { display: grid; gap: clamp(1.5rem, 5vw, 4rem); grid-template-columns: minmax(0, 1fr) minmax(0, 1.2fr); }
  @media (max-width: 44rem) { .columns { grid-template-columns: minmax(0, 1fr); } }
  h1 { margin: 0 0 1rem; font-size: 1.35rem; } h2 { margin: 0 0 .5rem; font-size: 1rem; }
  .total { font-size: 2rem; font-weight: 700; margin: 0 0 1rem; font-variant-numeric: tabular-nums; }
  table { width: 100%; border-collapse: collapse; font-size: .9375rem; }
  td, th { padding: .35rem 0; text-align: left; font-weight: 400; vertical-align: top; }
  td { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; padding-left: 1rem; }
  details td { white-space: normal; }
  tr.sum td, tr.sum th { font-weight: 700; border-top: 1px solid var(--line); }
  small { opacity: .75; }
  label { display: block; font-weight: 600; font-size: .9375rem; margin-top: .75rem; }
  input:not([type=radio]) { box-sizing: border-box; width: 100%; margin-top: .25rem; padding: .6rem .75rem; font: inherit;
    border: 1px solid var(--line); border-radius: .5rem; background: transparent; color: inherit; }
  fieldset { margin: 1rem 0 0; padding: 0; border: 0; } legend { font-weight: 600; padding: 0; }
  .ways { display: flex; gap: .5rem; margin-top: .25rem; }
  .ways label { flex: 1; margin: 0; padding: .6rem .75rem; border: 1px solid var(--line); border-radius: .5rem; cursor: pointer; }
  .ways label:has(:checked) { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); }
  .pair { display: grid; grid-template-columns: 1fr 1fr; gap: .75rem; }
  form:has([value=konbini]:checked) .of-card, form:has([value=card]:checked) .of-konbini { display: none; }
  button { width: 100%; margin-top: 1.25rem; padding: .75rem; font: inherit; font-weight: 600; border: 0; border-radius: .5rem;
    background: var(--accent); color: #fff; cursor: pointer; }
  button.quiet { margin-top: .5rem; background: transparent; color: inherit; border: 1px solid var(--line); }
  :focus-visible { outline: 3px solid #e0a458; outline-offset: 2px; }
  [role=alert] { margin: 0 0 1rem; padding: .6rem .75rem; border-radius: .5rem; background: light-dark(#fde8e8, #4a1f22);
    color: light-dark(#8a1c17, #ffc9c5); }
  details { margin-top: 1.5rem; font-size: .875rem; } summary { cursor: pointer; }
  code { font-size: 1.05em; white-space: nowrap; }
  .back { display: block; margin-top: 1.25rem; text-align: center; color: inherit; font-size: .9375rem; }`;

/** The whole page. `content` is HTML; the rest is text. */
export function shell(page: {
  readonly locale: Locale;
  readonly title: string;
  readonly content: string;
  readonly isWide?: boolean;
}): string {
  return `<!doctype html>
<html lang="${page.locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(page.title)}</title>
<style>${STYLE}</style>
</head>
<body>
<p>${WORDS[page.locale].banner}</p>
<main${page.isWide === true ? "" : ' class="narrow"'}>
${page.content}
</main>
</body>
</html>
`;
}
