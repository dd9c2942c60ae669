// The field to look for something with. Nothing is looked for while an input method is still composing.

import { useEffect, useId, useRef, useState } from "react";
import { SEARCH_MAX_CHARS } from "../../../shared/schema/catalog.ts";
import { useLanguage } from "../i18n/locale.tsx";

const TYPING_PAUSE_MS = 250;

export function SearchForm({
  query,
  onSearch,
  isLive = false,
  label,
  placeholder,
}: {
  /** What was last looked for. */
  readonly query: string;
  readonly onSearch: (query: string) => void;
  /** Searches in the pauses of typing, not only when asked to. */
  readonly isLive?: boolean;
  /** What it looks among; left out: everything. */
  readonly label?: string;
  readonly placeholder?: string;
}) {
  const { t } = useLanguage();
  const id = useId();
  const [text, setText] = useState(query);
  const sent = useRef(query);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  // An address gone back to fills the field; one that the field itself made does not take from what was typed since.
  useEffect(() => {
    if (query !== sent.current) setText(query);
    sent.current = query;
  }, [query]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const send = (typed: string) => {
    clearTimeout(timer.current);
    const next = typed.trim();
    if (isLive && next === sent.current) return;
    sent.current = next;
    onSearch(next);
  };
  const sendSoon = (typed: string) => {
    clearTimeout(timer.current);
    if (isLive) timer.current = setTimeout(() => send(typed), TYPING_PAUSE_MS);
  };
  return (
    <search>
      <form
        className="search-form"
        onSubmit={(event) => {
          event.preventDefault();
          send(text);
        }}
      >
        <label className="visually-hidden" htmlFor={id}>
          {label ?? t.search.label}
        </label>
        <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
          <circle cx="10.5" cy="10.5" r="6.5" />
          <path d="M15.5 15.5 21 21" />
        </svg>
        <input
          id={id}
          className="input"
          type="search"
          enterKeyHint="search"
          autoComplete="off"
          maxLength={SEARCH_MAX_CHARS}
          placeholder={placeholder ?? t.search.placeholder}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            const { nativeEvent } = event;
            if (!(nativeEvent instanceof InputEvent && nativeEvent.isComposing)) sendSoon(event.target.value);
          }}
          onCompositionEnd={(event) => sendSoon(event.currentTarget.value)}
        />
      </form>
    </search>
  );
}
