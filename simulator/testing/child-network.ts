import { startNetwork } from '../index.ts';

const [stateFile = ''] = process.argv.slice(2);
const net = await startNetwork({ stateFile });
const phone = net.phone({ number: '5511987654321', name: 'Loja' });
const ana = net.customer('Ana');

process.on('message', ({ what, text }: { what: 'scan' | 'say'; text: string }) => {
  const done = what === 'scan' ? phone.scan(text).then(String) : ana.says(text);
  void done.then((answer) => process.send?.(answer));
});

process.send?.({ url: net.url, rootKey: net.rootKey, caPem: net.caPem });
