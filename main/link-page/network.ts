import { isIPv4 } from 'node:net';
import { networkInterfaces } from 'node:os';

/** The ranges that a shop's own network can be in, the likeliest first (RFC 1918), and loopback. */
const PRIVATE_RANGES = ['192.168.0.0/16', '10.0.0.0/8', '172.16.0.0/12', '127.0.0.0/8'];

/** Tunnels and virtual machines' networks: no phone of the shop is on them, somebody else may be. */
const VIRTUAL =
  /^(docker|br-|veth|virbr|vboxnet|vmnet|lxc|lxd|zt|tailscale|tun|tap|utun|wg|ppp|vethernet|virtualbox|vmware|openvpn)/i;

/** True when `peer` is on the network of `own`, an address with its prefix length such as `192.168.0.5/24`. */
export function sameSubnet(peer: string, own: string): boolean {
  const [address = '', prefix = ''] = own.split('/');
  if (!isIPv4(peer) || !isIPv4(address) || !/^\d{1,2}$/.test(prefix) || Number(prefix) > 32) return false;
  const networkSize = 2 ** (32 - Number(prefix));
  return Math.floor(toNumber(peer) / networkSize) === Math.floor(toNumber(address) / networkSize);
}

/** Private and on one of this machine's networks: nobody beyond the shop's router. */
export function isNeighbour(peer: string, own: readonly string[]): boolean {
  return (
    PRIVATE_RANGES.some((range) => sameSubnet(peer, range)) && own.some((each) => sameSubnet(peer, each))
  );
}

/** This machine's addresses on the shop's network with their prefix lengths, the likeliest first. */
export function lanAddresses(interfaces = networkInterfaces()): string[] {
  return Object.entries(interfaces)
    .filter(([name]) => !VIRTUAL.test(name))
    .flatMap(([, addresses = []]) => addresses)
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ cidr }) => cidr ?? '')
    .filter((own) => likelihood(own) >= 0 && hasNeighbours(own))
    .sort((a, b) => likelihood(a) - likelihood(b));
}

/** `192.168.0.5` of `192.168.0.5/24`. */
export function addressOf(own: string): string {
  return own.split('/')[0] ?? '';
}

function toNumber(address: string): number {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}

function likelihood(own: string): number {
  return PRIVATE_RANGES.findIndex((range) => sameSubnet(addressOf(own), range));
}

function hasNeighbours(own: string): boolean {
  return Number(own.split('/')[1]) <= 30;
}
