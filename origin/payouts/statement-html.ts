// A statement as a page to print: A4, nothing that is fetched, nothing that runs. Pure.

import { escapeHtml } from "../../shared/escape-html.ts";
import type { EarnedUnit, Payout, Statement, StatementLine } from "../../shared/schema/payout.ts";
import type { Locale } from "../../shared/schema/user.ts";
import { STATEMENT_WORDS, type StatementWords } from "./statement-words.ts";

const STYLE = `
@page { size: A4; margin: 16mm 14mm; }
:root { color-scheme: light; font: 10pt/1.5 system-ui, "Hiragino Sans", "Noto Sans JP", sans-serif; color: #1c1f26; }
body { max-width: 182mm; margin: 8mm auto; padding: 0 4mm; }
h1 { font-size: 16pt; margin: 0 0 4mm; } h2 { font-size: 11pt; margin: 8mm 0 2mm; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 4mm; margin: 0 0 6mm; } dd { margin: 0; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
thead { display: table-header-group; } tr { break-inside: avoid; }
th, td { padding: 1.2mm 1.5mm; border-bottom: .2mm solid #b8bdc9; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th { font-weight: 600; font-size: 8.5pt; } thead th { border-bottom-color: #1c1f26; }
td:first-child { white-space: nowrap; }
.number { text-align: right; white-space: nowrap; }
small { color: #4a5060; } p { margin: 4mm 0; }
@media print { body { max-width: none; margin: 0; padding: 0; } }`;

export function statementHtml(statement: Statement, locale: Locale): string {
  const words = STATEMENT_WORDS[locale];
  const { month, creator, isWhole } = statement;
  const title = `${words.title} ${month}`;
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(`${title} ${creator.displayName}`)}</title>
<style>${STYLE}
</style>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
<dl>
<dt>${words.creator}</dt><dd>${escapeHtml(creator.displayName)} <small>${creator.id}</small></dd>
<dt>${words.month}</dt><dd>${month}</dd>
</dl>
${linesTable(statement, locale, words)}
${isWhole ? "" : `<p>${words.cut}</p>`}
${payoutsTable(statement.payouts, locale, words)}
<p><small>${words.note}</small></p>
</body>
</html>
`;
}

function linesTable({ units, lines }: Statement, locale: Locale, words: StatementWords): string {
  if (units.length === 0 && lines.length === 0) return `<p>${words.nothing}</p>`;
  const boundary = (what: string, unit: EarnedUnit, amount: number) =>
    `<tr><td></td><th colspan="5">${what}</th><td class="number">${readable(amount, unit, locale, words)}</td></tr>`;
  const heads = [words.on, words.kind, words.count, words.gross, words.share, words.amount, words.balance];
  return `<table>
${headRow(heads, [2, 3, 4, 5, 6])}
<tbody>
${units.map(({ unit, openingAmount }) => boundary(words.opening, unit, openingAmount)).join("\n")}
${lines.map((line) => lineRow(line, locale, words)).join("\n")}
${units.map(({ unit, closingAmount }) => boundary(words.closing, unit, closingAmount)).join("\n")}
</tbody>
</table>`;
}

function lineRow(line: StatementLine, locale: Locale, words: StatementWords): string {
  const { on, kind, about, unit, count, grossAmount, freeCount, sharePercent, amount, balance } = line;
  const money = (of: number) => readable(of, unit, locale, words);
  const free = freeCount
    ? `<br><small>+ ${words.freeCoins(freeCount, freeCount.toLocaleString(locale))}</small>`
    : "";
  const cells = [
    grossAmount === null ? "" : money(grossAmount) + free,
    sharePercent === null ? "" : `${sharePercent}%`,
    money(amount),
    money(balance),
  ];
  const what = `${words.kinds[kind]}${about === null ? "" : `<br><small>${escapeHtml(about)}</small>`}`;
  return `<tr><td>${on}</td><td>${what}</td><td class="number">${count}</td>${cells.map((cell) => `<td class="number">${cell}</td>`).join("")}</tr>`;
}

function payoutsTable(payouts: readonly Payout[], locale: Locale, words: StatementWords): string {
  if (payouts.length === 0) return "";
  const heads = [words.payout, words.ofMoney, words.ofCoins, words.amount, words.state];
  const rows = payouts.map(({ id, currency, moneyAmount, coinCount, coinAmount, amount, state }) => {
    const money = (of: number) => readable(of, currency, locale, words);
    const coins =
      coinCount === 0 ? "" : `${readable(coinCount, "coin", locale, words)}<br>${money(coinAmount)}`;
    const figures = [money(moneyAmount), coins, money(amount)];
    return `<tr><td><small>${id}</small></td>${figures.map((cell) => `<td class="number">${cell}</td>`).join("")}<td>${words.states[state]}</td></tr>`;
  });
  return `<h2>${words.payouts}</h2>
<table>
${headRow(heads, [1, 2, 3])}
<tbody>
${rows.join("\n")}
</tbody>
</table>`;
}

/** `figures`: the columns of numbers. */
function headRow(heads: readonly string[], figures: readonly number[]): string {
  const cells = heads.map((head, at) => `<th${figures.includes(at) ? ' class="number"' : ""}>${head}</th>`);
  return `<thead><tr>${cells.join("")}</tr></thead>`;
}

function readable(amount: number, unit: EarnedUnit, locale: Locale, words: StatementWords): string {
  if (unit === "coin") return words.coins(amount, amount.toLocaleString(locale));
  const format = new Intl.NumberFormat(locale, { style: "currency", currency: unit });
  const { maximumFractionDigits = 0 } = format.resolvedOptions();
  return escapeHtml(format.format(amount / 10 ** maximumFractionDigits));
}
