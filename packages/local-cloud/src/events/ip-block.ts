import { BlockList, isIP } from "node:net";

/** A test for addresses inside a CIDR block of IPv4 or IPv6; throws when the block is malformed. */
export function ipBlock(block: string, path: string): (address: string) => boolean {
  const [network = "", prefix = ""] = block.split("/");
  const family = isIP(network);
  const bits = Number(prefix);
  if (family === 0 || prefix === "" || !Number.isInteger(bits) || bits < 0 || bits > (family === 4 ? 32 : 128)) {
    throw new Error(`${path} is not a CIDR block: ${block}`);
  }
  const list = new BlockList();
  list.addSubnet(network, bits, family === 4 ? "ipv4" : "ipv6");
  return (address) => isIP(address) === family && list.check(address, family === 4 ? "ipv4" : "ipv6");
}
