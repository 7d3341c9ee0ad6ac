import { expect, test } from 'vitest';
import { isNeighbour, lanAddresses, sameSubnet } from './network.ts';

test.each([
  ['192.168.0.77', '192.168.0.5/24', true],
  ['192.168.1.77', '192.168.0.5/24', false],
  ['192.168.1.77', '192.168.0.5/23', true],
  ['10.200.0.1', '10.0.0.5/8', true],
  ['11.0.0.1', '10.0.0.5/8', false],
  ['192.168.0.127', '192.168.0.5/25', true],
  ['192.168.0.128', '192.168.0.5/25', false],
  ['192.168.0.5', '192.168.0.5/32', true],
  ['192.168.0.6', '192.168.0.5/32', false],
  ['8.8.8.8', '192.168.0.5/0', true],
  ['255.255.255.255', '128.0.0.1/1', true],
  ['::ffff:192.168.0.77', '192.168.0.5/24', false],
  ['fe80::1', '192.168.0.5/24', false],
  ['', '192.168.0.5/24', false],
  ['192.168.0.77', '192.168.0.5', false],
  ['192.168.0.77', '192.168.0.5/', false],
  ['192.168.0.77', '192.168.0.5/33', false],
  ['192.168.0.77', '192.168.0.5/2x', false],
  ['192.168.0.77', '', false],
])('QR-10 %s on the subnet of %s: %s', (peer, own, expected) => {
  expect(sameSubnet(peer, own)).toBe(expected);
});

test.each([
  ['192.168.0.77', ['192.168.0.5/24'], true],
  ['10.1.2.3', ['192.168.0.5/24', '10.1.0.9/16'], true],
  ['10.2.2.3', ['192.168.0.5/24', '10.1.0.9/16'], false],
  ['127.0.0.1', ['192.168.0.5/24'], false],
  ['8.8.8.8', ['8.8.8.1/24'], false],
  ['8.8.8.8', ['192.168.0.5/0'], false],
  ['172.16.0.1', ['172.16.9.9/12'], true],
  ['172.32.0.1', ['172.32.0.9/12'], false],
])('QR-10 %s is a neighbour of %j: %s', (peer, own, expected) => {
  expect(isNeighbour(peer, own)).toBe(expected);
});

const address = (cidr: string, more: { family?: 'IPv4'; internal?: boolean } = {}) => ({
  address: cidr.split('/')[0] ?? '',
  netmask: '',
  mac: '',
  cidr,
  family: 'IPv4' as const,
  internal: false,
  ...more,
});

test('QR-10 offers the addresses of the shop’s network only, the likeliest first', () => {
  const found = lanAddresses({
    lo: [address('127.0.0.1/8', { internal: true })],
    docker0: [address('172.17.0.1/16')],
    tailscale0: [address('100.90.1.2/32')],
    'vEthernet (Default Switch)': [address('172.28.0.1/20')],
    'VirtualBox Host-Only Network': [address('192.168.56.1/24')],
    ppp0: [address('10.9.9.9/32')],
    eth1: [address('172.20.0.4/16')],
    eth0: [address('10.0.0.4/24')],
    'Wi-Fi': [
      { ...address('fe80::1/64'), family: 'IPv6', scopeid: 0 },
      address('169.254.3.4/16'),
      address('192.168.0.5/24'),
    ],
    wan: [address('200.1.2.3/24')],
    point: [address('192.168.7.1/31')],
    unplugged: undefined,
  });
  expect(found).toEqual(['192.168.0.5/24', '10.0.0.4/24', '172.20.0.4/16']);
});
