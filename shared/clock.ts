/** Milliseconds since the Unix epoch. Pure code takes the number, rims take the function. */
export type NowMs = () => number;
