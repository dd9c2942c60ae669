// Views of one list, each an address of its own, so that it can be kept, sent and gone back to.

import { Link } from "react-router";

export type Tab = { readonly to: string; readonly label: string; readonly isCurrent: boolean };

export function Tabs({ label, tabs }: { readonly label: string; readonly tabs: readonly Tab[] }) {
  return (
    <nav className="tabs" aria-label={label}>
      {tabs.map(({ to, label: text, isCurrent }) => (
        <Link key={to} to={to} replace preventScrollReset {...(isCurrent ? { "aria-current": "page" } : {})}>
          {text}
        </Link>
      ))}
    </nav>
  );
}
