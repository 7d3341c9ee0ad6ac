import './strict-signatures.ts';
import { Curve } from '@whiskeysockets/baileys';
import { afterEach, beforeEach } from 'vitest';
import { until } from '../base/until.ts';
import { type Network, type NetworkEvents, type NetworkOptions, type Phone, startNetwork } from '../index.ts';
import { type BareClient, connect, link, newAuth } from './bare-client.ts';

type Config = Parameters<typeof connect>[2];

/** A fresh network with one shop for each test; a problem that no test asked for fails it. */
export interface World {
  readonly net: Network;
  readonly phone: Phone;
  /** A client that ends with the test. */
  connect(auth?: BareClient['auth'], config?: Config): BareClient;
  linked(config?: Config): Promise<BareClient>;
  /** Resolves with the next event of that name that matches; ask before doing what brings it about. */
  next<Name extends keyof NetworkEvents>(
    name: Name,
    matches?: (event: NetworkEvents[Name]) => boolean,
  ): Promise<NetworkEvents[Name]>;
  /** From now on problems are what the test is about: gives those that were seen. */
  expectProblems(): readonly { where: string; error: unknown }[];
}

export function useWorld(options: () => NetworkOptions = () => ({})): World {
  let net: Network;
  let phone: Phone;
  let clients: BareClient[] = [];
  let problems: { where: string; error: unknown }[] = [];
  let tolerant = false;

  if (Curve.verify(Buffer.alloc(32, 9), Buffer.from('never signed'), Buffer.alloc(64, 1))) {
    throw new Error('Baileys takes any signature: import testing/world.ts before everything else');
  }

  beforeEach(async () => {
    net = await startNetwork(options());
    net.on('problem', (problem) => problems.push(problem));
    phone = net.phone({ number: '5511987654321', name: 'Loja da Ana' });
  });

  afterEach(async () => {
    await Promise.all(clients.map((client) => client.end()));
    await net.close();
    const seen = problems;
    const accepted = tolerant;
    clients = [];
    problems = [];
    tolerant = false;
    if (seen.length > 0 && !accepted)
      throw new Error(`problems on the network: ${seen.map(describe).join('; ')}`);
  });

  return {
    get net() {
      return net;
    },
    get phone() {
      return phone;
    },
    connect(auth = newAuth(), config = {}) {
      const client = connect(net, auth, config);
      clients.push(client);
      return client;
    },
    async linked(config) {
      const client = await link(net, phone, config);
      clients.push(client);
      return client;
    },
    next(name, matches = () => true) {
      let found: NetworkEvents[typeof name] | undefined;
      const event = until(
        () => found,
        (poke) =>
          net.on(name, (each) => {
            if (found === undefined && matches(each)) found = each;
            poke();
          }),
        () => `no such ${name}`,
      );
      // A test that fails before it comes to wait is not to fail twice.
      event.catch(() => {});
      return event;
    },
    expectProblems() {
      tolerant = true;
      return problems;
    },
  };
}

const describe = ({ where, error }: { where: string; error: unknown }) =>
  `${where}: ${error instanceof Error ? error.stack : String(error)}`;
