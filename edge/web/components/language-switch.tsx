// Japanese or English, each named in itself.

import { LOCALES, MESSAGES, useLanguage } from "../i18n/locale.tsx";

export function LanguageSwitch() {
  const { locale, setLocale, t } = useLanguage();
  return (
    <fieldset className="language-switch">
      <legend className="visually-hidden">{t.nav.language}</legend>
      {LOCALES.map((each) => (
        <label key={each} lang={each}>
          <input
            type="radio"
            name="language"
            value={each}
            checked={each === locale}
            onChange={() => setLocale(each)}
          />
          <span>{MESSAGES[each].languageName}</span>
        </label>
      ))}
    </fieldset>
  );
}
