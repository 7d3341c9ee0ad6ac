/** A WhatsApp network with as many shops as it is told, away from the process that is measured. */
import { type Flood, type Network, type Phone, startNetwork } from '../simulator/index.ts';
import type { FromNetwork, ToNetwork } from './network.ts';

const PEOPLE = 40;

// Receipts for what the shops send are no part of the comparison.
const net: Network = await startNetwork({ receiptDelayMs: 60_000 });
const phones: readonly Phone[] = Array.from({ length: Number(process.argv[2]) }, (_, shop) =>
  net.phone({ number: String(5_511_900_000_001 + shop), name: 'Loja' }),
);
const customers = Array.from({ length: PEOPLE }, (_, n) => net.customer(`Cliente ${n + 1}`));
const say = (message: FromNetwork) => void process.send?.(message);
let flood: Flood | undefined;

async function hear(message: ToNetwork): Promise<void> {
  const phone = phones[message.shop]!;
  switch (message.do) {
    case 'scan':
      await phone.scan(message.qr);
      return say({ did: 'scan', ids: [] });
    case 'prepare': {
      const { texts } = message;
      flood = await net.flood({
        from: customers,
        to: phone,
        count: texts.length,
        text: (n) => texts[n] ?? '',
      });
      return say({ did: 'prepare', ids: flood.ids });
    }
    case 'release':
      return flood?.release();
  }
}

process.on('message', (message: ToNetwork) => void hear(message));
say({ did: 'start', url: net.url, rootKey: net.rootKey, caPem: net.caPem });
