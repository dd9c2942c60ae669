// Choosing one of one's friends.

import { useId } from "react";
import type { UserId } from "../../../shared/schema/ids.ts";
import { useLanguage } from "../i18n/locale.tsx";

type Friend = { readonly id: UserId; readonly displayName: string };

/** `value` "": nobody is chosen yet. */
export function FriendSelect({
  label,
  hint,
  value,
  people,
  onChange,
}: {
  readonly label: string;
  readonly hint: string;
  readonly value: UserId | "";
  readonly people: readonly Friend[];
  onChange(chosen: UserId | ""): void;
}) {
  const { t } = useLanguage();
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className="input"
        value={value}
        // biome-ignore lint/a11y/noAutofocus: the button pressed is gone; whoever came by keyboard goes on from here
        autoFocus
        aria-describedby={`${id}-hint`}
        onChange={({ target }) => onChange(people.find((one) => one.id === target.value)?.id ?? "")}
      >
        <option value="">{t.tickets.chooseFriend}</option>
        {people.map((one) => (
          <option key={one.id} value={one.id}>
            {one.displayName}
          </option>
        ))}
      </select>
      <p className="hint" id={`${id}-hint`}>
        {hint}
      </p>
    </div>
  );
}
