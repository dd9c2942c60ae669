// Which keys do what, until one has walked.

import { useEffect, useState } from "react";
import { useLanguage } from "../../i18n/locale.tsx";

/** Long enough to read, and to be sure that the keys were found. */
const AFTER_FIRST_STEP_MS = 6_000;

export function KeyHints() {
  const { t } = useLanguage();
  const [isShown, setShown] = useState(true);
  useEffect(() => {
    const ending = new AbortController();
    window.addEventListener(
      "keydown",
      (event) => {
        if (!/^(Key[WASD]|Arrow)/.test(event.code) || event.target instanceof HTMLInputElement) return;
        setTimeout(() => setShown(false), AFTER_FIRST_STEP_MS);
        ending.abort();
      },
      { signal: ending.signal },
    );
    return () => ending.abort();
  }, []);
  if (!isShown) return null;
  const { keys } = t.room;
  const hints = [
    [["W", "A", "S", "D"], keys.walk],
    [["Shift"], keys.run],
    [["Space"], keys.jump],
    [[keys.drag], keys.look],
    [["Enter"], keys.chat],
  ] as const;
  return (
    <ul className="key-hints">
      {hints.map(([names, meaning]) => (
        <li key={meaning}>
          {names.map((name) => (
            <kbd key={name}>{name}</kbd>
          ))}
          <span>{meaning}</span>
        </li>
      ))}
    </ul>
  );
}
