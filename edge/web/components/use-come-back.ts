// Coming back by the browser's button to a page that one left for another site: it may be there again just as it was left.

import { useEffect } from "react";

/** `onBack` ends whatever was under way when this page was left. Keep it the same function. */
export function useComeBack(onBack: () => void): void {
  useEffect(() => {
    const comeBack = ({ persisted }: PageTransitionEvent): void => {
      if (persisted) onBack();
    };
    addEventListener("pageshow", comeBack);
    return () => removeEventListener("pageshow", comeBack);
  }, [onBack]);
}
