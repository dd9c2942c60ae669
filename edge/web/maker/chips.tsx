// One of several, by name or by colour: native radio buttons, so that arrow keys and screen readers know them.

import { useId } from "react";
import { useLanguage } from "../i18n/locale.tsx";

export function Chips<T extends string>(props: {
  readonly label: string;
  readonly isLabelHidden?: boolean;
  readonly among: readonly T[];
  readonly names: Readonly<Record<T, string>>;
  readonly value: T;
  readonly onChange: (value: T) => void;
}) {
  const { label, isLabelHidden = false, among, names, value, onChange } = props;
  const name = useId();
  return (
    <fieldset className="chips">
      <legend className={isLabelHidden ? "visually-hidden" : ""}>{label}</legend>
      {among.map((one) => (
        <label key={one} className="choice-chip">
          <input
            className="visually-hidden"
            type="radio"
            name={name}
            value={one}
            checked={one === value}
            onChange={() => onChange(one)}
          />
          <span>{names[one]}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** Colours to pick from, and one of one's own. */
export function Swatches(props: {
  readonly label: string;
  readonly among: readonly string[];
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const { label, among, value, onChange } = props;
  const { t, format } = useLanguage();
  const name = useId();
  return (
    <fieldset className="swatches">
      <legend>{label}</legend>
      {among.map((colour, i) => (
        <label key={colour} className="swatch">
          <input
            className="visually-hidden"
            type="radio"
            name={name}
            value={colour}
            checked={colour === value}
            onChange={() => onChange(colour)}
          />
          <span style={{ background: colour }}>
            <span className="visually-hidden">{t.maker.colourNumber(label, format.number(i + 1))}</span>
          </span>
        </label>
      ))}
      <input
        className={among.includes(value) ? "swatch-own" : "swatch-own swatch-own-on"}
        type="color"
        aria-label={t.maker.ownColour(label)}
        title={t.maker.ownColour(label)}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </fieldset>
  );
}
