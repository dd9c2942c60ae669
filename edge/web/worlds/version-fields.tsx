// The fields of a draft of a world: what it is made of, how it looks and sounds, and how its rooms run.

import { useId } from "react";
import { VERSION_NOTE_MAX_CHARS } from "../../../shared/schema/world-version.ts";
import { Choose } from "../components/choose.tsx";
import { Field } from "../components/field.tsx";
import { FloorFields } from "../components/floor-fields.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import {
  BOUNDS,
  type Bounds,
  type DraftField,
  type NumberField,
  SPAWN_AXES,
  type VersionDraft,
} from "./version-draft.ts";
import { FileFields } from "./version-files.tsx";

export type FieldsProps = {
  readonly draft: VersionDraft;
  readonly wrong: ReadonlySet<DraftField>;
  onChange(part: Partial<VersionDraft>): void;
};

const VOICE_MODES = ["spatial", "room", "off"] as const;
const VOLUMES = ["voice", "bgm", "sfx"] as const;
const PERCENT = 100;

export function VersionFields(props: FieldsProps) {
  const { draft, onChange } = props;
  const { t } = useLanguage();
  const say = t.worldWork.form;
  return (
    <>
      <Field label={say.note} hint={say.noteHint}>
        {(field) => (
          <textarea
            {...field}
            rows={2}
            value={draft.note}
            maxLength={VERSION_NOTE_MAX_CHARS}
            onChange={({ target }) => onChange({ note: target.value })}
          />
        )}
      </Field>
      <FileFields {...props} />
      <Look {...props} />
      <Sound {...props} />
      <fieldset className="field-group">
        <legend>{say.groups.room}</legend>
        <div className="field-triple">
          <NumberInput field="capacity" {...props} />
          <NumberInput field="tickMs" {...props} />
          <NumberInput field="plainPoseHz" {...props} />
        </div>
      </fieldset>
      <FloorFields
        floor={draft.avatars.floor}
        hint={t.events.form.avatarFloorHint}
        onChange={(floor) => onChange({ avatars: { ...draft.avatars, floor } })}
      />
    </>
  );
}

function Look(props: FieldsProps) {
  const { draft, onChange } = props;
  const { t } = useLanguage();
  const say = t.worldWork.form;
  const size = Number(draft.halfSizeM.replace(",", "."));
  const inside = { min: -size, max: size, isWhole: false };
  return (
    <fieldset className="field-group">
      <legend>{say.groups.look}</legend>
      <div className="field-triple">
        <Colour
          label={t.worldWork.settings.skyColor}
          value={draft.skyColor}
          onChange={(skyColor) => onChange({ skyColor })}
        />
        <Colour
          label={t.worldWork.settings.groundColor}
          value={draft.groundColor}
          onChange={(groundColor) => onChange({ groundColor })}
        />
        <NumberInput field="halfSizeM" {...props} />
      </div>
      <div className="field-triple">
        {SPAWN_AXES.map((axis) => (
          <Numeric key={axis} label={say.spawn[axis]} hint="" field={axis} bounds={inside} {...props} />
        ))}
      </div>
    </fieldset>
  );
}

function Sound(props: FieldsProps) {
  const { draft, onChange } = props;
  const { t } = useLanguage();
  const say = t.worldWork.form;
  return (
    <fieldset className="field-group">
      <legend>{say.groups.sound}</legend>
      <div className="field-triple">
        <Choose
          label={t.worldWork.settings.voiceMode}
          names={t.worldWork.voiceModes}
          among={VOICE_MODES}
          value={draft.voiceMode}
          onChange={(voiceMode) => onChange({ voiceMode })}
        />
        {draft.voiceMode !== "off" && <NumberInput field="voiceK" {...props} />}
        {draft.voiceMode === "spatial" && <NumberInput field="voiceRadiusM" {...props} />}
      </div>
      <div className="field-triple">
        {VOLUMES.map((volume) => (
          <Volume
            key={volume}
            label={t.worldWork.settings[`${volume}Volume`]}
            value={draft.volumes[volume]}
            onChange={(value) => onChange({ volumes: { ...draft.volumes, [volume]: value } })}
          />
        ))}
      </div>
    </fieldset>
  );
}

function NumberInput(props: FieldsProps & { readonly field: NumberField }) {
  const { t } = useLanguage();
  const { field } = props;
  const hints: Partial<Record<NumberField, string>> = t.worldWork.form.hints;
  return (
    <Numeric
      label={t.worldWork.settings[field]}
      hint={hints[field] ?? ""}
      bounds={BOUNDS[field]}
      {...props}
    />
  );
}

function Numeric({
  label,
  hint,
  field: name,
  bounds: { min, max },
  draft,
  wrong,
  onChange,
}: FieldsProps & {
  readonly label: string;
  readonly hint: string;
  readonly field: DraftField;
  readonly bounds: Bounds;
}) {
  const { t, format } = useLanguage();
  const problem = wrong.has(name)
    ? t.worldWork.form.between(format.twoDigits(min), format.twoDigits(max))
    : null;
  return (
    <Field label={label} hint={hint} problem={problem}>
      {(field) => (
        <input
          {...field}
          inputMode="decimal"
          value={draft[name]}
          onChange={({ target }) => onChange({ [name]: target.value })}
        />
      )}
    </Field>
  );
}

function Colour({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  onChange(value: string): void;
}) {
  return (
    <Field label={label}>
      {({ className, ...field }) => (
        <input
          {...field}
          className={`${className} input-colour`}
          type="color"
          value={value}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </Field>
  );
}

function Volume({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: number;
  onChange(value: number): void;
}) {
  const { t, format } = useLanguage();
  const id = useId();
  const percent = Math.round(value * PERCENT);
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className="volume">
        <input
          id={id}
          type="range"
          min={0}
          max={PERCENT}
          step={5}
          value={percent}
          onChange={({ target }) => onChange(Number(target.value) / PERCENT)}
        />
        <output htmlFor={id}>{t.worldWork.percent(format.number(percent))}</output>
      </div>
    </div>
  );
}
