// What is said. On a phone the last lines float over the scene until the panel is opened.

import { type FormEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { CHAT_TEXT_MAX_CODE_POINTS } from "../../../../shared/protocol/ext/chat.ts";
import { hueOf } from "../../components/colour.ts";
import { useLanguage } from "../../i18n/locale.tsx";
import type { Line, UnheardLine } from "../room-store.ts";
import type { RoomSession } from "../session.ts";
import { GiftPicture } from "./gift-picture.tsx";
import { GiftWords } from "./gift-words.tsx";
import { Icon } from "./icon.tsx";

/** How near to the end one must be to be taken along when a line comes. */
const AT_END_PX = 48;
/** What an input method says of a key it has taken for itself (UI Events §5.3, legacy). */
const KEY_OF_INPUT_METHOD = 229;

export function ChatPanel({
  lines,
  unheard,
  canSpeak,
  isOpen,
  canFold,
  onToggle,
  session,
}: {
  readonly lines: readonly Line[];
  readonly unheard: readonly UnheardLine[];
  readonly canSpeak: boolean;
  readonly isOpen: boolean;
  readonly canFold: boolean;
  readonly onToggle: () => void;
  readonly session: Pick<RoomSession, "say" | "sayAgain" | "unsay">;
}) {
  const { t, format } = useLanguage();
  const [seen, setSeen] = useState(0);
  const said = lines.filter(({ kind }) => kind === "said");
  const newest = said.at(-1);
  const newestKey = Number(newest?.key ?? 0);
  useEffect(() => {
    if (isOpen) setSeen(newestKey);
  }, [isOpen, newestKey]);
  const unread = isOpen ? 0 : said.filter(({ key }) => Number(key) > seen).length;

  return (
    <>
      <section className={isOpen ? "chat chat-open" : "chat"} aria-label={t.room.chat}>
        <header className="float-head">
          <h2>{t.room.chat}</h2>
          {canFold && (
            <button type="button" className="button-icon" aria-label={t.common.close} onClick={onToggle}>
              <Icon name="close" />
            </button>
          )}
        </header>
        <Lines lines={lines} />
        <NotSent
          lines={unheard.filter(({ name }) => name === "overdue")}
          canSpeak={canSpeak}
          session={session}
        />
        <MessageForm canSpeak={canSpeak} onSay={session.say} />
      </section>
      {canFold && !isOpen && (
        <button
          type="button"
          className="button button-float chat-opener"
          onClick={onToggle}
          aria-label={t.room.chat}
        >
          <Icon name="chat" />
          {unread > 0 && (
            <span className="badge">
              <span aria-hidden="true">{format.number(unread)}</span>
              <span className="visually-hidden">{t.room.unread(format.number(unread))}</span>
            </span>
          )}
        </button>
      )}
    </>
  );
}

function Lines({ lines }: { readonly lines: readonly Line[] }) {
  const { t } = useLanguage();
  const logRef = useRef<HTMLOListElement>(null);
  const isAtEnd = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new line is what moves the end
  useEffect(() => {
    const log = logRef.current;
    if (log !== null && isAtEnd.current) log.scrollTop = log.scrollHeight;
  }, [lines]);
  return (
    <ol
      ref={logRef}
      className="chat-lines"
      role="log"
      aria-live="polite"
      aria-label={t.room.chat}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: without it, a keyboard could not scroll the log
      tabIndex={0}
      onScroll={(event) => {
        const { scrollHeight, scrollTop, clientHeight } = event.currentTarget;
        isAtEnd.current = scrollHeight - scrollTop - clientHeight < AT_END_PX;
      }}
    >
      {lines.length === 0 && <li className="chat-empty">{t.room.chatEmpty}</li>}
      {lines.map((line) => (
        <LineItem key={line.key} line={line} />
      ))}
    </ol>
  );
}

function LineItem({ line }: { readonly line: Line }) {
  const { t, format } = useLanguage();
  switch (line.kind) {
    case "came":
      return <li className="chat-event">{t.room.cameIn(line.name)}</li>;
    case "went":
      return <li className="chat-event">{t.room.wentAway(line.name)}</li>;
    case "told":
      return (
        <li className="chat-told">
          <span className="chat-who">
            <span>{t.room.told}</span>
            <time dateTime={new Date(line.notice.at).toISOString()}>{format.clock(line.notice.at)}</time>
          </span>
          <span className="told-text">{line.notice.text}</span>
        </li>
      );
    case "given":
      return (
        <li className="chat-gift">
          <GiftPicture effect={line.gift.effect} />
          <GiftWords gift={line.gift} />
        </li>
      );
    case "said": {
      const { from, name, text, at } = line.line;
      return (
        <li className={line.isOwn ? "chat-line chat-line-own" : "chat-line"}>
          <span className="chat-who">
            <span style={{ color: `hsl(${hueOf(from)} 45% 32%)` }}>{name}</span>
            <time dateTime={new Date(at).toISOString()}>{format.clock(at)}</time>
          </span>
          <span className="chat-text">{text}</span>
        </li>
      );
    }
  }
}

/** What the room never sent back, kept until it is said again or given up. */
function NotSent({
  lines,
  canSpeak,
  session,
}: {
  readonly lines: readonly UnheardLine[];
  readonly canSpeak: boolean;
  readonly session: Pick<RoomSession, "sayAgain" | "unsay">;
}) {
  const { t } = useLanguage();
  if (lines.length === 0) return null;
  return (
    <ul className="chat-not-sent" aria-live="polite" aria-label={t.room.notSent}>
      {lines.map((line) => (
        <li key={line.id} className="chat-line chat-line-own">
          <span className="chat-who">{t.room.notSent}</span>
          <span className="chat-text">{line.text}</span>
          <span className="row">
            <button
              type="button"
              className="button"
              disabled={!canSpeak}
              onClick={() => session.sayAgain(line)}
            >
              {t.room.sendAgain}
            </button>
            <button type="button" className="button" onClick={() => session.unsay(line)}>
              {t.room.discard}
            </button>
          </span>
        </li>
      ))}
    </ul>
  );
}

function MessageForm({
  canSpeak,
  onSay,
}: {
  readonly canSpeak: boolean;
  readonly onSay: (text: string) => boolean;
}) {
  const { t } = useLanguage();
  const id = useId();
  const inputRef = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");

  // Enter takes one from walking to talking, Escape back.
  useEffect(() => {
    const ending = new AbortController();
    window.addEventListener(
      "keydown",
      (event) => {
        const isFree = event.target === document.body || event.target instanceof HTMLCanvasElement;
        if (event.key !== "Enter" || event.isComposing || !isFree) return;
        inputRef.current?.focus();
        event.preventDefault();
      },
      { signal: ending.signal },
    );
    return () => ending.abort();
  }, []);

  function submit(event: FormEvent) {
    event.preventDefault();
    const trimmed = text.trim();
    if (trimmed !== "" && onSay([...trimmed].slice(0, CHAT_TEXT_MAX_CODE_POINTS).join(""))) setText("");
  }

  function keyDown(event: KeyboardEvent<HTMLInputElement>) {
    // Safari ends a composition before it tells of the Enter that ended it; that Enter must not send.
    if (event.key === "Enter" && (event.nativeEvent.isComposing || event.keyCode === KEY_OF_INPUT_METHOD))
      event.preventDefault();
    if (event.key === "Escape" && !event.nativeEvent.isComposing) event.currentTarget.blur();
  }

  return (
    <form className="chat-form" onSubmit={submit}>
      <label className="visually-hidden" htmlFor={id}>
        {t.room.message}
      </label>
      <input
        id={id}
        ref={inputRef}
        className="input"
        value={text}
        placeholder={t.room.messagePlaceholder}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={keyDown}
        autoComplete="off"
        enterKeyHint="send"
        maxLength={CHAT_TEXT_MAX_CODE_POINTS}
      />
      <button
        type="submit"
        className="button button-primary button-round"
        aria-label={t.room.send}
        disabled={!canSpeak}
      >
        <Icon name="send" />
      </button>
    </form>
  );
}
