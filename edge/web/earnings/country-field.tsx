// In which country a creator's bank account is, by its name in their language.

import { Field } from "../components/field.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { COUNTRIES } from "./countries.ts";

export function CountryField({
  value,
  onChange,
}: {
  /** Null: the one in which whoever runs the place is. */
  readonly value: string | null;
  onChange(country: string): void;
}) {
  const { t, locale } = useLanguage();
  const names = new Intl.DisplayNames(locale, { type: "region" });
  const named = COUNTRIES.map((code) => ({ code, name: names.of(code) ?? code })).toSorted((a, b) =>
    a.name.localeCompare(b.name, locale),
  );
  return (
    <Field label={t.earnings.account.country} hint={t.earnings.account.countryHint}>
      {(field) => (
        <select
          {...field}
          className="input country-field"
          value={value ?? ""}
          onChange={({ target }) => onChange(target.value)}
        >
          {value === null && <option value="">–</option>}
          {named.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
