// What a browser does on Stripe's pages: fills a form in, presses the button, goes where it is sent.

export const GOOD_CARD = "4242424242424242";
export const DECLINED_CARD = "4000000000000002";
/** It is good, and what goes back to it takes a minute. */
export const SLOW_REFUND_CARD = "4000000000007726";

/** "waiting": the buyer has a number to show at the counter of a store. "over": this page cannot be paid any more. */
export type Attempt =
  | { readonly is: "paid" | "declined" | "over" }
  | { readonly is: "waiting"; readonly counterUrl: string };

export function payByCard(checkoutUrl: string, number: string): Promise<Attempt> {
  return submit(checkoutUrl, { method: "card", number, expiry: "12/39", cvc: "123" });
}

export function chooseStore(checkoutUrl: string): Promise<Attempt> {
  return submit(checkoutUrl, { method: "konbini" });
}

/** Shows the number at the counter, and pays. */
export async function payAtCounter(counterUrl: string): Promise<void> {
  await post(counterUrl, { choice: "paid" });
}

async function submit(checkoutUrl: string, form: Readonly<Record<string, string>>): Promise<Attempt> {
  const answer = await post(checkoutUrl, { email: "buyer@example.com", name: "A. Buyer", ...form });
  const location = answer.headers.get("location");
  if (location === null) return { is: (await answer.text()).includes('role="alert"') ? "declined" : "over" };
  if (location.startsWith("/konbini/"))
    return { is: "waiting", counterUrl: new URL(location, checkoutUrl).href };
  // Back to the page itself: it was closed while the form was on its way.
  return { is: new URL(location, checkoutUrl).href === checkoutUrl ? "over" : "paid" };
}

function post(url: string, form: Readonly<Record<string, string>>): Promise<Response> {
  return fetch(url, { method: "POST", body: new URLSearchParams(form), redirect: "manual" });
}
