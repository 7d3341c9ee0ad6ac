import type { proto } from '@whiskeysockets/baileys';
import { expect, test } from 'vitest';
import { openKeysFile } from './keys-file.ts';
import { textOf, useStation } from './testing/station.ts';

const station = useStation();
const junk = new Uint8Array(9);

/** What no client sends, one thing wrong in each. None of it is shown. */
const hostile: readonly [string, proto.IMessage][] = [
  ['a reaction to nothing', { reactionMessage: { text: '👍' } }],
  ['a vote in no poll', { pollUpdateMessage: {} }],
  ['a deletion of nothing', { protocolMessage: { type: 0 } }],
  ['an edit to nothing', { protocolMessage: { type: 14, key: { id: 'A' } } }],
  ['an answer to no event', { encEventResponseMessage: {} }],
  ['a key that is none', { senderKeyDistributionMessage: {} }],
  ['a key of junk', { senderKeyDistributionMessage: { axolotlSenderKeyDistributionMessage: junk } }],
  // What only the account's own phone may say.
  ['history', { protocolMessage: { type: 5, historySyncNotification: { syncType: 3 } } }],
  ['keys of settings', { protocolMessage: { type: 6, appStateSyncKeyShare: { keys: [] } } }],
  ['addresses', { protocolMessage: { type: 22, lidMigrationMappingSyncMessage: {} } }],
  [
    'a message handed over once more',
    {
      protocolMessage: {
        type: 17,
        peerDataOperationRequestResponseMessage: {
          stanzaId: 'x',
          peerDataOperationResult: [{ placeholderMessageResendResponse: { webMessageInfoBytes: junk } }],
        },
      },
    },
  ],
];

test('hostile messages hold up nothing that comes after them, and none is kept beyond the next start', async () => {
  await station.link();
  const ana = station.net.customer('Ana');
  for (const [name, message] of hostile) {
    await ana.sends({ kind: 'raw', message });
    await ana.says(name);
    await station.until(
      () => station.heard.messages.some((each) => textOf(each) === name),
      `the text after ${name}`,
    );
  }
  expect(station.heard.messages.map(textOf)).toEqual(hostile.map(([name]) => name));
  const { caughtUp } = station.heard;
  await station.restart();
  await station.until(() => station.heard.caughtUp > caughtUp, 'the catching up');
  await ana.says('depois');
  await station.until(
    () => station.heard.messages.some((each) => textOf(each) === 'depois'),
    'the last text',
  );
  // What was dealt with is written down at leisure, twice a second.
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  await station.driver.close();
  const keys = openKeysFile(station.keysFile, station.dataKey);
  const left = keys.journal.open().map(({ waId }) => waId);
  keys.end();
  expect(left).toEqual([]);
});
