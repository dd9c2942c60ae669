// How the API page looks. In the page itself, so that it is one file that works without a network.

export const STYLE = `
:root { color-scheme: light; --paper: #f7f6f2; --surface: #fff; --sunken: #efede6; --line: #e2dfd5; --ink: #23272b;
  --soft: #5a5f63; --accent: #1d6660; --tint: #e3f0ec; --get: #1d6660; --post: #7a5200; --put: #4a4f9c; --delete: #a8322c;
  --mono: ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
@media (prefers-color-scheme: dark) { :root { color-scheme: dark; --paper: #16191b; --surface: #1f2427; --sunken: #121517;
  --line: #353b3f; --ink: #e6e8e6; --soft: #a5acaf; --accent: #7fcfc0; --tint: #203a37; --get: #7fcfc0; --post: #e0b45c;
  --put: #aab0ff; --delete: #ff9a92; } }
* { box-sizing: border-box; }
html { font: 16px/1.6 system-ui, -apple-system, "Segoe UI", "Hiragino Sans", "Noto Sans JP", sans-serif; color: var(--ink);
  background: var(--paper); -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem; }
body { margin: 0; }
a { color: var(--accent); text-underline-offset: .2em; }
h1, h2, h3, h4 { line-height: 1.3; margin: 0; }
p { margin: .5rem 0; overflow-wrap: anywhere; }
code, pre { font-family: var(--mono); font-size: .875em; }
pre { margin: .5rem 0; padding: .75rem 1rem; background: var(--sunken); border-radius: 10px; overflow-x: auto; tab-size: 2; }
code { overflow-wrap: anywhere; }
pre code { overflow-wrap: normal; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.page { display: grid; grid-template-columns: 19rem minmax(0, 1fr); max-width: 84rem; margin: 0 auto; }
nav { position: sticky; top: 0; height: 100dvh; overflow-y: auto; padding: 1.5rem 1rem; border-right: 1px solid var(--line); }
nav summary { display: none; }
nav h2 { font-size: .8rem; color: var(--soft); margin: 1rem 0 .25rem; padding: 0 .5rem; }
nav ul { list-style: none; margin: 0; padding: 0; }
nav li a { display: block; padding: .2rem .5rem; border-radius: 8px; color: inherit; text-decoration: none; font-size: .875rem; }
nav li a:hover { background: var(--tint); }
.search { width: 100%; padding: .5rem .75rem; font: inherit; color: inherit; background: var(--surface);
  border: 1px solid var(--soft); border-radius: 10px; }
main { padding: 2rem clamp(1rem, 3vw, 3rem) 6rem; min-width: 0; }
main > section { margin-bottom: 2.5rem; }
main h2 { font-size: 1.35rem; margin-bottom: .75rem; }
.op { background: var(--surface); border: 1px solid var(--line); border-radius: 14px; margin: .6rem 0; }
.op > summary { list-style: none; cursor: pointer; padding: .7rem 1rem; display: grid; gap: 0 .75rem;
  grid-template-columns: 4.5rem minmax(0, 1fr); align-items: baseline; }
.op > summary::-webkit-details-marker { display: none; }
.op > summary p { grid-column: 2; margin: 0; color: var(--soft); }
.op[open] > summary { border-bottom: 1px solid var(--line); }
.inside { padding: .5rem 1rem 1rem; }
.method { font: 600 .8rem var(--mono); color: var(--get); }
.method.post { color: var(--post); } .method.put, .method.patch { color: var(--put); } .method.delete { color: var(--delete); }
.path { font-weight: 600; }
.chips { display: flex; flex-wrap: wrap; gap: .4rem; padding: 0; margin: .5rem 0; list-style: none; }
.chips li { background: var(--tint); border-radius: 99px; padding: .05rem .7rem; font-size: .8rem; }
h3, h4 { font-size: .95rem; margin-top: 1.1rem; }
table { width: 100%; border-collapse: collapse; font-size: .9rem; margin: .4rem 0; }
th, td { text-align: left; vertical-align: top; padding: .3rem .75rem .3rem 0; border-bottom: 1px solid var(--line);
  overflow-wrap: anywhere; }
th { color: var(--soft); font-weight: 500; font-size: .8rem; }
td:first-child { width: 34%; }
.required::after { content: " *"; color: var(--delete); }
details.more > summary { cursor: pointer; color: var(--accent); font-size: .875rem; margin-top: .4rem; }
.none { color: var(--soft); }
[hidden] { display: none !important; }
@media (max-width: 52rem) {
  .page { display: block; }
  nav { position: static; height: auto; border-right: 0; border-bottom: 1px solid var(--line); padding: .75rem 1rem; }
  nav summary { display: list-item; padding: .6rem 0 0; }
  .op > summary { grid-template-columns: minmax(0, 1fr); }
  .op > summary p { grid-column: 1; }
  tr, td, td:first-child { display: block; width: auto; border: 0; padding: 0; }
  tr { padding: .35rem 0; border-bottom: 1px solid var(--line); }
}
`;
