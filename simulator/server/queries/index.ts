import { child } from '../../wire/node.ts';
import { answerAbProps, answerBlocklist, answerMexQuery, answerPicture, answerPrivacy } from './account.ts';
import { answerAppState } from './app-state.ts';
import { answerEncrypt } from './encrypt.ts';
import { answerGroups } from './groups.ts';
import { answerMediaConn } from './media.ts';
import type { Answer } from './query.ts';
import { answerUsync } from './usync.ts';

const nothing: Answer = () => undefined;

/** By xmlns. */
export const queries: Readonly<Record<string, Answer | undefined>> = {
  abt: answerAbProps,
  blocklist: answerBlocklist,
  disappearing_mode: nothing,
  encrypt: answerEncrypt,
  md: ({ iq, companion }) => {
    // After the answer, which is the last thing that it hears.
    if (child(iq, 'remove-companion-device')) queueMicrotask(() => companion.remove('companion'));
    return undefined;
  },
  passive: ({ companion }) => {
    // After the answer: what was held comes behind it.
    queueMicrotask(() => companion.activate());
    return undefined;
  },
  privacy: answerPrivacy,
  status: nothing,
  'urn:xmpp:whatsapp:dirty': nothing,
  usync: answerUsync,
  'w:biz': nothing,
  'w:g2': answerGroups,
  'w:m': answerMediaConn,
  'w:mex': answerMexQuery,
  'w:p': nothing,
  'w:profile:picture': answerPicture,
  'w:stats': nothing,
  'w:sync:app:state': answerAppState,
};
