// Why a guest cannot pay, or be paid, and what to do about it.

import { useId } from "react";
import { Link } from "react-router";
import { useLanguage } from "../i18n/locale.tsx";

/** Left out, it is about paying. */
export function AccountNeeded({ title, why }: { readonly title?: string; readonly why?: string }) {
  const { t } = useLanguage();
  const id = useId();
  return (
    <section className="account-guest" aria-labelledby={id}>
      <h3 id={id}>{title ?? t.money.needsAccount}</h3>
      <p>{why ?? t.money.needsAccountWhy}</p>
      <div className="row">
        <Link className="button button-primary" to="/account">
          {t.money.toAccount}
        </Link>
      </div>
    </section>
  );
}
