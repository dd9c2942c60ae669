// Under which address a caller is counted: the socket's, or what a trusted proxy wrote. Web-standard.

/** An IPv4 address, or an IPv6 one in brackets, with a port behind it. */
const WITH_PORT = /^(?:(\d+\.\d+\.\d+\.\d+):\d+|\[([^\]]+)\](?::\d+)?)$/;

/**
 * The caller's address. Of a forwarded list the last entry: earlier ones are the caller's own words. Some proxies write the port too, which is
 * another with each connection.
 */
export function callerAddress(forwarded: string | undefined, socketAddress: string): string {
  const written = forwarded?.split(",").at(-1)?.trim() || socketAddress;
  const [, ofIpv4, ofIpv6] = WITH_PORT.exec(written) ?? [];
  return ofIpv4 ?? ofIpv6 ?? written;
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
