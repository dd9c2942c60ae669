// Stripe's published test cards: the number alone says what becomes of a payment. https://docs.stripe.com/testing

export type CardFate = {
  readonly brand: "visa" | "mastercard" | "amex" | "jcb";
  readonly country: string;
  /** Refused with this decline code, or with an error code of its own. */
  readonly decline?: string;
  /** The bank asks the customer first (3-D Secure). */
  readonly isChallenged?: boolean;
  /** The customer complains afterwards, for this reason; an inquiry takes no money. */
  readonly dispute?: { readonly reason: string; readonly isInquiry: boolean };
  readonly refund?: "succeeds-later" | "fails-later";
  /** The money is available at once. */
  readonly isImmediate?: boolean;
};

const VISA = { brand: "visa", country: "US" } as const;
const declined = (decline: string): CardFate => ({ ...VISA, decline });
const disputed = (reason: string, isInquiry = false): CardFate => ({
  ...VISA,
  dispute: { reason, isInquiry },
});

const FATES: Readonly<Record<string, CardFate>> = {
  "4242424242424242": VISA,
  "4000056655665556": VISA,
  "4000003920000003": { brand: "visa", country: "JP" },
  "5555555555554444": { brand: "mastercard", country: "US" },
  "378282246310005": { brand: "amex", country: "US" },
  "3566002020360505": { brand: "jcb", country: "JP" },
  "4000000000000077": { ...VISA, isImmediate: true },
  "4000002500003155": { ...VISA, isChallenged: true },
  "4000000000003220": { ...VISA, isChallenged: true },
  "4000008400001629": { ...VISA, isChallenged: true, decline: "generic_decline" },
  "4000000000000002": declined("generic_decline"),
  "4000000000009995": declined("insufficient_funds"),
  "4000000000009987": declined("lost_card"),
  "4000000000009979": declined("stolen_card"),
  "4000000000000069": declined("expired_card"),
  "4000000000000127": declined("incorrect_cvc"),
  "4000000000000119": declined("processing_error"),
  "4000000000000259": disputed("fraudulent"),
  "4000000000002685": disputed("product_not_received"),
  "4000000000001976": disputed("fraudulent", true),
  "4000000000007726": { ...VISA, refund: "succeeds-later" },
  "4000000000005126": { ...VISA, refund: "fails-later" },
};

/** Payment methods that are known without a page, as Stripe names them. */
const METHODS: Readonly<Record<string, string>> = {
  pm_card_visa: "4242424242424242",
  pm_card_jp: "4000003920000003",
  pm_card_mastercard: "5555555555554444",
  pm_card_jcb: "3566002020360505",
  pm_card_bypassPending: "4000000000000077",
  pm_card_threeDSecure2Required: "4000000000003220",
  pm_card_authenticationRequired: "4000002500003155",
  pm_card_visa_chargeDeclined: "4000000000000002",
  pm_card_chargeDeclined: "4000000000000002",
  pm_card_visa_chargeDeclinedInsufficientFunds: "4000000000009995",
  pm_card_createDispute: "4000000000000259",
  pm_card_createDisputeProductNotReceived: "4000000000002685",
  pm_card_createDisputeInquiry: "4000000000001976",
  pm_card_pendingRefund: "4000000000007726",
  pm_card_refundFail: "4000000000005126",
};

/** Declines that are error codes of their own at Stripe. */
const OWN_CODES = new Set(["expired_card", "incorrect_cvc", "processing_error"]);
const MESSAGES: Readonly<Record<string, string>> = {
  insufficient_funds: "Your card has insufficient funds.",
  expired_card: "Your card has expired.",
  incorrect_cvc: "Your card's security code is incorrect.",
  processing_error: "An error occurred while processing your card. Try again in a little bit.",
};

/** What becomes of a payment with this number, or null when it is no test card. */
export function fateOf(number: string): CardFate | null {
  return FATES[number] ?? null;
}

/** The number behind a payment method's id, or null when it is none of Stripe's own. */
export function testMethodNumber(id: string): string | null {
  return METHODS[id] ?? null;
}

/** How a decline is told: error code, decline code, and the sentence for the customer. */
export function declineOf(decline: string): {
  readonly code: string;
  readonly declineCode: string;
  readonly message: string;
} {
  return {
    code: OWN_CODES.has(decline) ? decline : "card_declined",
    declineCode: decline,
    message: MESSAGES[decline] ?? "Your card was declined.",
  };
}
