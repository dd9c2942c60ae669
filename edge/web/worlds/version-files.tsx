// The files a draft is made of, chosen among those one has brought; and the way to bring another.

import { Link } from "react-router";
import { bundlePlatformSchema } from "../../../shared/schema/bundle-platform.ts";
import { type AssetId, assetIdSchema } from "../../../shared/schema/ids.ts";
import type { WorldContent } from "../../../shared/schema/world-version.ts";
import { Field } from "../components/field.tsx";
import { ErrorText } from "../components/states.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { PLATFORM_NAMES } from "../upload/platforms.ts";
import { type OwnFile, useOwnFiles } from "./queries.ts";
import type { FieldsProps } from "./version-fields.tsx";

export function FileFields({ draft: { content }, onChange }: FieldsProps) {
  const { t } = useLanguage();
  const say = t.worldWork.form;
  const files = useOwnFiles();
  const among = (isOne: (file: OwnFile) => boolean) => files.data?.filter(isOne) ?? [];
  const change = (part: Partial<WorldContent>) => onChange({ content: { ...content, ...part } });
  return (
    <fieldset className="field-group">
      <legend>{say.groups.files}</legend>
      <p className="hint">
        {say.filesLead} <Link to="/uploads">{t.uploads.bring}</Link>
      </p>
      {files.isError && <ErrorText error={files.error} />}
      <div className="field-pair">
        <FileChoice
          label={t.worldWork.files.glb}
          files={among(({ kind, platform }) => kind === "world" && platform === null)}
          value={content.glb}
          onChange={(glb) => change({ glb })}
        />
        <FileChoice
          label={t.worldWork.files.bgm}
          files={among(({ kind }) => kind === "audio")}
          value={content.bgm}
          onChange={(bgm) => change({ bgm })}
        />
        {bundlePlatformSchema.options.map((platform) => (
          <FileChoice
            key={platform}
            label={t.worldWork.bundleFor(PLATFORM_NAMES[platform])}
            files={among((file) => file.kind === "world" && file.platform === platform)}
            value={content.bundles[platform] ?? null}
            onChange={(id) => {
              const { [platform]: _before, ...others } = content.bundles;
              change({ bundles: id === null ? others : { ...others, [platform]: id } });
            }}
          />
        ))}
      </div>
    </fieldset>
  );
}

function FileChoice({
  label,
  files,
  value,
  onChange,
}: {
  readonly label: string;
  readonly files: readonly OwnFile[];
  readonly value: AssetId | null;
  onChange(id: AssetId | null): void;
}) {
  const { t } = useLanguage();
  return (
    <Field label={label}>
      {(field) => (
        <select
          {...field}
          value={value ?? ""}
          onChange={({ target }) => {
            const id = assetIdSchema.safeParse(target.value);
            onChange(id.success ? id.data : null);
          }}
        >
          <option value="">{t.worldWork.form.noFile}</option>
          {files.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
          {/* Brought by somebody else who works on the world, or long ago. */}
          {value !== null && !files.some(({ id }) => id === value) && (
            <option value={value}>{t.worldWork.form.sameFile}</option>
          )}
        </select>
      )}
    </Field>
  );
}
