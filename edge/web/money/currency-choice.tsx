// The currency prices are shown and paid in: chosen once, kept in this browser, the same on every page.

import { createContext, type ReactNode, use, useMemo, useState } from "react";
import type { Currency } from "../../../shared/schema/money.ts";
import { useLanguage } from "../i18n/locale.tsx";
import { chooseCurrency } from "./currency.ts";

const STORAGE_KEY = "hiroba.currency";

type Choice = { readonly currency: Currency; setCurrency(currency: Currency): void };
const CurrencyContext = createContext<Choice | null>(null);

export function CurrencyProvider({ children }: { readonly children: ReactNode }) {
  const [currency, setCurrency] = useState(() => chooseCurrency(readStored(), navigator.languages));
  const choice = useMemo(
    () => ({
      currency,
      setCurrency: (next: Currency) => {
        setCurrency(next);
        store(next);
      },
    }),
    [currency],
  );
  return <CurrencyContext value={choice}>{children}</CurrencyContext>;
}

export function useCurrency(): Choice {
  const choice = use(CurrencyContext);
  if (choice === null) throw new Error("no CurrencyProvider above");
  return choice;
}

/** Nothing where there is nothing to choose. */
export function CurrencyChoice({ among }: { readonly among: readonly Currency[] }) {
  const { t, format } = useLanguage();
  const { currency, setCurrency } = useCurrency();
  if (among.length < 2) return null;
  const shown = among.includes(currency) ? currency : among[0];
  return (
    <fieldset className="language-switch currency-switch">
      <legend className="visually-hidden">{t.money.currency}</legend>
      {among.map((each) => (
        <label key={each} title={format.currency(each)}>
          <input
            type="radio"
            name="currency"
            value={each}
            aria-label={format.currency(each)}
            checked={each === shown}
            onChange={() => setCurrency(each)}
          />
          <span>{each.toUpperCase()}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** Storage may be forbidden; the choice then lasts as long as the page. */
function readStored(): string | null {
  try {
    return localStorage.getItem(STORAGE_KEY);
  } catch {
    return null;
  }
}

function store(currency: Currency): void {
  try {
    localStorage.setItem(STORAGE_KEY, currency);
  } catch {
    // See readStored.
  }
}
