// The fields of an event, each with what is wrong with it.

import { useId } from "react";
import { COUNT_MAX } from "../../../shared/calendar/recurrence.ts";
import { TAGS_MAX } from "../../../shared/schema/catalog.ts";
import {
  EVENT_DESCRIPTION_MAX_CHARS,
  EVENT_NAME_MAX_CHARS,
  EVENT_ROOMS_MAX,
  EVENT_SEATS_MAX,
} from "../../../shared/schema/event.ts";
import { type WorldId, worldIdSchema } from "../../../shared/schema/ids.ts";
import { Field } from "../components/field.tsx";
import { FloorFields } from "../components/floor-fields.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { type DraftField, type EventDraft, REPEATS, type Repeats } from "./event-draft.ts";

type FieldsProps = {
  readonly draft: EventDraft;
  readonly wrong: ReadonlySet<DraftField>;
  readonly worlds: readonly { readonly id: WorldId; readonly name: string }[];
  onChange(part: Partial<EventDraft>): void;
};

export function EventFields(props: FieldsProps) {
  const { draft, wrong, worlds, onChange } = props;
  const { t } = useLanguage();
  const say = t.events.form;
  return (
    <>
      <Field label={say.name} problem={wrong.has("name") ? say.wrong.name(EVENT_NAME_MAX_CHARS) : null}>
        {(field) => (
          <input
            {...field}
            value={draft.name}
            maxLength={EVENT_NAME_MAX_CHARS}
            onChange={({ target }) => onChange({ name: target.value })}
          />
        )}
      </Field>
      <Field label={say.description}>
        {(field) => (
          <textarea
            {...field}
            rows={4}
            value={draft.description}
            maxLength={EVENT_DESCRIPTION_MAX_CHARS}
            onChange={({ target }) => onChange({ description: target.value })}
          />
        )}
      </Field>
      <Field label={say.world} problem={wrong.has("world") ? say.wrong.world : null}>
        {(field) => (
          <select
            {...field}
            value={draft.worldId}
            onChange={({ target }) => {
              const id = worldIdSchema.safeParse(target.value);
              onChange({ worldId: id.success ? id.data : "" });
            }}
          >
            <option value="">{say.chooseWorld}</option>
            {worlds.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
            {draft.worldId !== "" && !worlds.some(({ id }) => id === draft.worldId) && (
              <option value={draft.worldId}>{draft.worldId}</option>
            )}
          </select>
        )}
      </Field>
      <Times {...props} />
      <Field
        label={say.tags}
        hint={say.tagsHint(TAGS_MAX)}
        problem={wrong.has("tags") ? say.wrong.tags : null}
      >
        {(field) => (
          <input {...field} value={draft.tags} onChange={({ target }) => onChange({ tags: target.value })} />
        )}
      </Field>
      <Limits {...props} />
      <FloorFields
        floor={draft.avatarFloor}
        hint={`${say.avatarFloorHint} ${say.avatarFloorAny}`}
        onChange={(avatarFloor) => onChange({ avatarFloor })}
      />
    </>
  );
}

function Times({ draft, wrong, onChange }: FieldsProps) {
  const { t } = useLanguage();
  const say = t.events.form;
  const zones = Intl.supportedValuesOf("timeZone");
  const listId = useId();
  return (
    <>
      <div className="field-pair">
        <Field label={say.start} problem={wrong.has("start") ? say.wrong.start : null}>
          {(field) => (
            <input
              {...field}
              type="datetime-local"
              value={draft.start}
              onChange={({ target }) => onChange({ start: target.value })}
            />
          )}
        </Field>
        <Field label={say.end} problem={wrong.has("end") ? say.wrong.end : null}>
          {(field) => (
            <input
              {...field}
              type="datetime-local"
              value={draft.end}
              onChange={({ target }) => onChange({ end: target.value })}
            />
          )}
        </Field>
      </div>
      <Field label={say.zone} hint={say.zoneHint} problem={wrong.has("zone") ? say.wrong.zone : null}>
        {(field) => (
          <>
            <input
              {...field}
              list={listId}
              autoComplete="off"
              value={draft.timeZone}
              onChange={({ target }) => onChange({ timeZone: target.value })}
            />
            <datalist id={listId}>
              {zones.map((zone) => (
                <option key={zone} value={zone} />
              ))}
            </datalist>
          </>
        )}
      </Field>
      <div className="field-pair">
        <Field label={say.repeats}>
          {(field) => (
            <select
              {...field}
              value={draft.repeats}
              onChange={({ target }) => onChange({ repeats: repeatsOf(target.value) })}
            >
              {REPEATS.filter((each) => each !== "other" || draft.rule !== "").map((each) => (
                <option key={each} value={each}>
                  {say.repeat[each]}
                </option>
              ))}
            </select>
          )}
        </Field>
        {draft.repeats !== "once" && draft.repeats !== "other" && (
          <Field
            label={say.count}
            hint={say.countHint}
            problem={wrong.has("count") ? say.wrong.count(COUNT_MAX) : null}
          >
            {(field) => (
              <input
                {...field}
                inputMode="numeric"
                value={draft.count}
                onChange={({ target }) => onChange({ count: target.value })}
              />
            )}
          </Field>
        )}
      </div>
    </>
  );
}

function Limits({ draft, wrong, onChange }: FieldsProps) {
  const { t } = useLanguage();
  const say = t.events.form;
  const limits = [
    { name: "seats", max: EVENT_SEATS_MAX },
    { name: "ghostSeats", max: EVENT_SEATS_MAX },
    { name: "rooms", max: EVENT_ROOMS_MAX },
  ] as const;
  return (
    <div className="field-triple">
      {limits.map(({ name, max }) => (
        <Field
          key={name}
          label={say[name]}
          hint={say.noLimit}
          problem={wrong.has(name) ? say.wrong.number(max) : null}
        >
          {(field) => (
            <input
              {...field}
              inputMode="numeric"
              value={draft[name]}
              onChange={({ target }) => onChange({ [name]: target.value })}
            />
          )}
        </Field>
      ))}
    </div>
  );
}

function repeatsOf(text: string): Repeats {
  return REPEATS.find((each) => each === text) ?? "once";
}
