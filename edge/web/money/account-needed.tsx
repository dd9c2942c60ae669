// Why a guest cannot pay, and what to do about it.

import { useId } from "react";
import { Link } from "react-router";
import { useLanguage } from "../i18n/locale.tsx";

export function AccountNeeded() {
  const { t } = useLanguage();
  const id = useId();
  return (
    <section className="account-guest" aria-labelledby={id}>
      <h3 id={id}>{t.money.needsAccount}</h3>
      <p>{t.money.needsAccountWhy}</p>
      <div className="row">
        <Link className="button button-primary" to="/account">
          {t.money.toAccount}
        </Link>
      </div>
    </section>
  );
}
