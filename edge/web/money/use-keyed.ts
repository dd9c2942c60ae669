// Asking for what must not happen twice: the same wish goes under the same Idempotency-Key until it is answered, so that pressed again
// after an answer that was lost it is the same order.

import { useRef } from "react";

export function useKeyed<Wish, Answer>(
  ask: (wish: Wish, key: string) => Promise<Answer>,
): (wish: Wish) => Promise<Answer> {
  const keys = useRef(new Map<string, string>());
  return async (wish) => {
    const name = JSON.stringify(wish);
    const key = keys.current.get(name) ?? crypto.randomUUID();
    keys.current.set(name, key);
    const answer = await ask(wish, key);
    keys.current.delete(name);
    return answer;
  };
}
