// Under which address a caller is counted: the socket's, or what a trusted proxy wrote. Web-standard.

/** The caller's address. Of a forwarded list the last entry: earlier ones are the caller's own words. */
export function callerAddress(forwarded: string | undefined, socketAddress: string): string {
  return forwarded?.split(",").at(-1)?.trim() || socketAddress;
}

/** IPv4 as it is, also when mapped into IPv6; of IPv6 the /64, which is what one subscriber holds. */
export function addressKey(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined || !address.includes(":")) return mapped ?? address;
  const [head = "", tail] = address.split("%")[0]?.toLowerCase().split("::") ?? [];
  const groups = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  const gap = tail === undefined ? 0 : Math.max(0, 8 - groups.length - after.length);
  return `${[...groups, ...Array<string>(gap).fill("0"), ...after].slice(0, 4).join(":")}::/64`;
}
