// The heaviest avatars that are shown as they are, for each class of device.

import { DEVICE_CLASSES } from "../../../shared/avatar/rank.ts";
import { type AvatarFloor, performanceRankSchema } from "../../../shared/schema/avatar-rank.ts";
import { useLanguage } from "../i18n/locale.tsx";
import { Field } from "./field.tsx";

export function FloorFields({
  floor,
  hint,
  onChange,
}: {
  readonly floor: AvatarFloor;
  readonly hint: string;
  onChange(floor: AvatarFloor): void;
}) {
  const { t } = useLanguage();
  const say = t.events.form;
  return (
    <fieldset className="field-group">
      <legend>{say.avatarFloor}</legend>
      <p className="hint">{hint}</p>
      <div className="field-triple">
        {DEVICE_CLASSES.map((device) => (
          <Field key={device} label={t.upload.rankOn[device]}>
            {(field) => (
              <select
                {...field}
                value={floor[device] ?? ""}
                onChange={({ target }) => {
                  const rank = performanceRankSchema.safeParse(target.value);
                  onChange({ ...floor, [device]: rank.success ? rank.data : null });
                }}
              >
                <option value="">{say.anyAvatar}</option>
                {performanceRankSchema.options.map((rank) => (
                  <option key={rank} value={rank}>
                    {say.upToRank(t.upload.rank[rank])}
                  </option>
                ))}
              </select>
            )}
          </Field>
        ))}
      </div>
    </fieldset>
  );
}
