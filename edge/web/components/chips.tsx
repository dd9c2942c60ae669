// Choices that narrow a list, each an address of its own, smaller than tabs.

import { Link } from "react-router";
import type { Tab } from "./tabs.tsx";

export function Chips({ label, chips }: { readonly label: string; readonly chips: readonly Tab[] }) {
  return (
    <nav className="chips" aria-label={label}>
      {chips.map(({ to, label: text, isCurrent }) => (
        <Link
          key={to}
          className="chip"
          to={to}
          replace
          preventScrollReset
          {...(isCurrent ? { "aria-current": "true" as const } : {})}
        >
          {text}
        </Link>
      ))}
    </nav>
  );
}
