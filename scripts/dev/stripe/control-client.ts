// What tests hold the double by: its control interface, with names and without forms.

import * as z from "zod";

type Value = string | number | boolean;

export type StripeControl = {
  /** One operation of the control interface: a path under /_double, and its parameters. Throws with what was refused. */
  call(path: string, params?: Readonly<Record<string, Value>>): Promise<Readonly<Record<string, unknown>>>;
  /** A customer pays a session: with a test card (default: one that is good), or at a convenience store. */
  pay(
    sessionId: string,
    payer?: { readonly card?: string; readonly method?: "card" | "konbini" },
  ): Promise<unknown>;
  /** Puts the clock forward; what is due by then has happened when this resolves. */
  advance(seconds: number): Promise<unknown>;
  /** Tries to send every event once, whatever it waits for; resolves when that is done, after half a minute at most. */
  flush(): Promise<unknown>;
};

const refusalSchema = z.object({ error: z.object({ message: z.string(), code: z.string().optional() }) });

/** `secretKey` is the one API key the double knows. */
export function createStripeControl(double: {
  readonly url: string;
  readonly secretKey: string;
}): StripeControl {
  const control: StripeControl = {
    async call(path, params = {}) {
      const form = Object.entries(params).map(([name, value]) => [name, String(value)] as [string, string]);
      const response = await fetch(`${double.url}/_double/${path}`, {
        method: "POST",
        body: new URLSearchParams(form),
        headers: { authorization: `Bearer ${double.secretKey}` },
      });
      const answer = (await response.json()) as Readonly<Record<string, unknown>>;
      if (response.ok) return answer;
      const { error } = refusalSchema.parse(answer);
      throw new Error(`${path}: ${error.code ?? response.status} ${error.message}`);
    },
    pay: (sessionId, payer = {}) => control.call(`checkout/${sessionId}/pay`, payer),
    advance: (seconds) => control.call("clock", { advance_s: seconds }),
    flush: () => control.call("webhooks/flush"),
  };
  return control;
}
