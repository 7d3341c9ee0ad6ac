import type { FailureCode, MessageOrigin, MessageStatus } from '../../preload/entities.ts';
import { statusAfter } from '../inbox/rules.ts';

/** What one channel knows of a message that another one has too. */
export interface Known {
  readonly unread: 0 | 1;
  readonly origin: MessageOrigin;
  readonly userId: number | null;
  readonly status: MessageStatus;
  readonly failure: FailureCode | null;
}

/** What both channels together know of their message: it was seen if it was on either, and went if either has proof. */
export function together(one: Known, other: Known): Known {
  const sender = one.origin === 'phone' && other.origin !== 'contact' ? other : one;
  const { status, failure } = furthest(one, other);
  return {
    unread: one.unread === 1 && other.unread === 1 ? 1 : 0,
    origin: sender.origin,
    userId: sender.userId,
    status,
    failure,
  };
}

function furthest(one: Known, other: Known): Known {
  const { status } = other;
  const isProof = status === 'failed' || status === 'sent' || status === 'delivered' || status === 'read';
  return isProof && statusAfter(one.status, status) === status ? other : one;
}
