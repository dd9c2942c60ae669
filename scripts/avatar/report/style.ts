// How the report's page looks, by day and by night, on a desk and on a phone.

export const STYLE = `
:root {
  color-scheme: light dark;
  --ground: #f6f4f0; --card: #ffffff; --line: #e2ddd4; --text: #23211d; --soft: #6d675d; --stage: #eceef4;
  --good: #1f7a4d; --bad: #b3392f; --mark: #4a5fc1;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #16171b; --card: #1f2127; --line: #343741; --text: #eceae5; --soft: #a09c94; --stage: #2c3039;
    --good: #66cf98; --bad: #ff8f83; --mark: #9dabff;
  }
}
* { box-sizing: border-box; margin: 0; }
body { background: var(--ground); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 1320px; margin: 0 auto; padding: clamp(16px, 4vw, 48px); display: grid; gap: 32px; }
main > * { min-width: 0; }
h1 { font-size: clamp(24px, 4vw, 36px); line-height: 1.2; letter-spacing: -0.02em; margin-bottom: 8px; }
h2 { font-size: 20px; overflow-wrap: anywhere; }
h3 { font-size: 13px; color: var(--mark); font-weight: 600; }
header p, article > p, section > p { color: var(--soft); max-width: 80ch; overflow-wrap: anywhere; }
small { color: var(--soft); font-size: 12px; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(160px, 1fr)); gap: 12px; }
.tile { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 14px 16px; display: grid; align-content: start; }
.tile span { color: var(--soft); font-size: 13px; }
.tile strong { font-size: 24px; letter-spacing: -0.02em; }
.good, .better { color: var(--good); }
.bad, .worse, p.bad { color: var(--bad); }
.tile.good, .tile.bad { color: inherit; }
.tile.good strong { color: var(--good); }
.tile.bad strong { color: var(--bad); }
section > h2 { margin-bottom: 8px; }
.scroll { overflow: auto; max-height: 420px; border: 1px solid var(--line); border-radius: 12px; background: var(--card); }
table { border-collapse: collapse; width: 100%; font-size: 14px; white-space: nowrap; }
th, td { text-align: left; padding: 6px 14px; border-bottom: 1px solid var(--line); }
tbody tr:last-child td { border-bottom: 0; }
th { position: sticky; top: 0; background: var(--card); color: var(--soft); font-weight: 500; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
article { border-top: 1px solid var(--line); padding-top: 24px; display: grid; gap: 4px; }
.strip { display: grid; grid-template-columns: repeat(auto-fit, minmax(156px, 1fr)); gap: 12px; margin-top: 12px; }
figure { max-width: 300px; background: var(--card); border: 1px solid var(--line); border-radius: 12px; overflow: hidden; min-width: 0; }
figure.upload { border-color: var(--mark); }
.pictures { position: relative; background: var(--stage); }
img { display: block; width: 100%; height: auto; }
img.figure { padding: 8px 18%; border-top: 1px solid var(--line); }
figcaption { padding: 12px 14px 14px; display: grid; gap: 4px; }
.size strong { font-size: 19px; letter-spacing: -0.01em; }
.size span { color: var(--soft); font-size: 13px; white-space: nowrap; }
dl { display: grid; gap: 2px; font-size: 13px; }
dl div { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 10px; }
dt { color: var(--soft); }
dd { margin-left: auto; text-align: right; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
dd small { display: block; }
details, .since { font-size: 12px; overflow-wrap: anywhere; }
details ul { padding-left: 16px; }
.since { list-style: none; padding: 6px 0 0; border-top: 1px dashed var(--line); }
code { font: 0.9em ui-monospace, monospace; }
@media (max-width: 480px) {
  .tiles { grid-template-columns: 1fr 1fr; }
  .tile:last-child:nth-child(odd) { grid-column: 1 / -1; }
  .strip { grid-template-columns: 1fr 1fr; gap: 8px; }
  figcaption { padding: 10px; }
}
`;
