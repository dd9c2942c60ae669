// The window's title: the page, then the product.

import { useEffect } from "react";
import { useLanguage } from "../i18n/locale.tsx";

export function useTitle(page: string): void {
  const { t } = useLanguage();
  useEffect(() => {
    document.title = `${page} · ${t.product}`;
  }, [page, t]);
}
