// Which language the page speaks: what was chosen here before, else what the browser asks for.

import { createContext, type ReactNode, use, useEffect, useMemo, useState } from "react";
import { type Locale, localeSchema } from "../../../shared/schema/user.ts";
import { en, type Messages } from "./en.ts";
import { createFormat, type Format } from "./format.ts";
import { ja } from "./ja.ts";

const STORAGE_KEY = "hiroba.locale";

export const MESSAGES: Readonly<Record<Locale, Messages>> = { ja, en };
export const LOCALES = localeSchema.options;

/** The first language we have among what was stored and what the browser prefers; English when there is none. */
export function chooseLocale(stored: string | null, preferred: readonly string[]): Locale {
  for (const tag of [stored ?? "", ...preferred]) {
    const locale = localeSchema.safeParse(tag.toLowerCase().split("-")[0]);
    if (locale.success) return locale.data;
  }
  return "en";
}

type Language = {
  readonly locale: Locale;
  readonly t: Messages;
  readonly format: Format;
  setLocale(locale: Locale): void;
};
const LanguageContext = createContext<Language | null>(null);

export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [locale, setLocale] = useState(() => chooseLocale(readStored(), navigator.languages));
  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);
  const language = useMemo(
    () => ({
      locale,
      t: MESSAGES[locale],
      format: createFormat(locale),
      setLocale: (next: Locale) => {
        setLocale(next);
        store(next);
      },
    }),
    [locale],
  );
  return <LanguageContext value={language}>{children}</LanguageContext>;
}

export function useLanguage(): Language {
  const language = use(LanguageContext);
  if (language === null) throw new Error("no LanguageProvider above");
  return language;
}

/** Storage may be forbidden; the choice then lasts as long as the page. */
function readStored(): string | null {
  try {
    return localStorage.getItem(STORAGE_KEY);
  } catch {
    return null;
  }
}

function store(locale: Locale): void {
  try {
    localStorage.setItem(STORAGE_KEY, locale);
  } catch {
    // See readStored.
  }
}
