// What the avatar check found, each with how much it matters.

import type { Finding } from "../../../shared/schema/asset.ts";
import { useLanguage } from "../i18n/locale.tsx";

export function FindingList({ findings }: { readonly findings: readonly Finding[] }) {
  const { t, locale } = useLanguage();
  if (findings.length === 0) return null;
  return (
    <ul className="findings">
      {findings.map((finding) => (
        <li
          key={`${finding.code} ${finding.pointer} ${finding.name} ${finding.actual}`}
          className={`finding finding-${finding.fixed === true ? "fixed" : finding.severity}`}
        >
          <span className="finding-severity">
            {finding.fixed === true ? t.upload.fixed : t.upload.severity[finding.severity]}
          </span>
          <p>{finding.message[locale]}</p>
          {finding.pointer !== "" && <code>{finding.pointer}</code>}
        </li>
      ))}
    </ul>
  );
}
