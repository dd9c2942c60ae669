// A label, what is filled in under it, and below that a hint or what is wrong.

import { type ReactNode, useId } from "react";
import { flushSync } from "react-dom";

type FieldAttributes = {
  readonly id: string;
  readonly className: string;
  readonly "aria-invalid": boolean;
  readonly "aria-describedby": string;
};

/** `children` draws the control with the attributes it is given. */
export function Field({
  label,
  hint = "",
  problem = null,
  children,
}: {
  readonly label: string;
  readonly hint?: string;
  readonly problem?: string | null;
  children(field: FieldAttributes): ReactNode;
}) {
  const id = useId();
  const hintId = `${id}-hint`;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({ id, className: "input", "aria-invalid": problem !== null, "aria-describedby": hintId })}
      <p id={hintId} className={problem === null ? "hint" : "hint hint-wrong"} aria-live="polite">
        {problem ?? hint}
      </p>
    </div>
  );
}

/** What is wrong may be far above the button that was pressed: `mark` marks it, then the first of it is gone to. */
export function goToWrong(form: HTMLFormElement, mark: () => void): void {
  flushSync(mark);
  form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
}
