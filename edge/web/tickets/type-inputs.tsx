// The fields of one type of tickets, each with what is wrong with it.

import {
  TICKET_TYPE_NAME_MAX_CHARS,
  TICKETS_PER_TYPE_MAX,
  TICKETS_PER_USER_MAX,
} from "../../../shared/schema/event-ticket.ts";
import { Field } from "../components/field.tsx";
import { zoneText } from "../events/event-times.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { CURRENCIES } from "../money/currency.ts";
import type { TypeDraft, TypeField } from "./type-draft.ts";

type InputsProps = {
  readonly draft: TypeDraft;
  readonly wrong: ReadonlySet<TypeField>;
  readonly timeZone: string;
  onChange(part: Partial<TypeDraft>): void;
};

export function TypeInputs(props: InputsProps) {
  const { draft, wrong, onChange } = props;
  const { t } = useLanguage();
  const say = t.tickets.form;
  return (
    <>
      <Field
        label={say.name}
        hint={say.nameHint}
        problem={wrong.has("name") ? say.wrong.name(TICKET_TYPE_NAME_MAX_CHARS) : null}
      >
        {(field) => (
          <input
            {...field}
            value={draft.name}
            maxLength={TICKET_TYPE_NAME_MAX_CHARS}
            // biome-ignore lint/a11y/noAutofocus: whoever opened the form wants to type here
            autoFocus
            onChange={({ target }) => onChange({ name: target.value })}
          />
        )}
      </Field>
      <PriceInputs {...props} />
      <div className="field-pair">
        <Field
          label={say.ticketsMax}
          hint={say.noLimit}
          problem={wrong.has("ticketsMax") ? say.wrong.number(TICKETS_PER_TYPE_MAX) : null}
        >
          {(field) => (
            <input
              {...field}
              inputMode="numeric"
              value={draft.ticketsMax}
              onChange={({ target }) => onChange({ ticketsMax: target.value })}
            />
          )}
        </Field>
        <Field
          label={say.perUserMax}
          problem={wrong.has("perUserMax") ? say.wrong.perUser(TICKETS_PER_USER_MAX) : null}
        >
          {(field) => (
            <input
              {...field}
              inputMode="numeric"
              value={draft.perUserMax}
              onChange={({ target }) => onChange({ perUserMax: target.value })}
            />
          )}
        </Field>
      </div>
      <SaleTimes {...props} />
      <div className="stack-small">
        <label className="check">
          <input
            type="checkbox"
            checked={draft.isTransferable}
            onChange={({ target }) => onChange({ isTransferable: target.checked })}
          />
          {say.isTransferable}
        </label>
        <label className="check">
          <input
            type="checkbox"
            checked={draft.isByInvitation}
            onChange={({ target }) => onChange({ isByInvitation: target.checked })}
          />
          {say.isByInvitation}
        </label>
      </div>
    </>
  );
}

function PriceInputs({ draft, wrong, onChange }: InputsProps) {
  const { t } = useLanguage();
  const say = t.tickets.form;
  return (
    <fieldset className="price-inputs">
      <legend>{say.prices}</legend>
      <p className="hint">{say.pricesHint}</p>
      <div className="price-grid">
        {CURRENCIES.map((currency) => (
          <Field
            key={currency}
            label={currency.toUpperCase()}
            problem={wrong.has(currency) ? say.wrong.price : null}
          >
            {(field) => (
              <input
                {...field}
                inputMode="decimal"
                aria-label={say.price(currency.toUpperCase())}
                value={draft.prices[currency]}
                onChange={({ target }) => onChange({ prices: { ...draft.prices, [currency]: target.value } })}
              />
            )}
          </Field>
        ))}
      </div>
    </fieldset>
  );
}

function SaleTimes({ draft, wrong, timeZone, onChange }: InputsProps) {
  const { t } = useLanguage();
  const say = t.tickets.form;
  const times = [
    { name: "from", hint: say.anyTime, problem: say.wrong.time },
    { name: "until", hint: say.toTheEnd, problem: draft.until === "" ? say.wrong.time : say.wrong.until },
  ] as const;
  return (
    <div>
      <div className="field-pair">
        {times.map(({ name, hint, problem }) => (
          <Field key={name} label={say[name]} hint={hint} problem={wrong.has(name) ? problem : null}>
            {(field) => (
              <input
                {...field}
                type="datetime-local"
                value={draft[name]}
                onChange={({ target }) => onChange({ [name]: target.value })}
              />
            )}
          </Field>
        ))}
      </div>
      <p className="hint">{say.zone(zoneText(timeZone))}</p>
    </div>
  );
}
