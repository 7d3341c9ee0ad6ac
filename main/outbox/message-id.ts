import { createHash } from 'node:crypto';

/**
 * The WhatsApp id of what one press of send makes, in the shape of WhatsApp Web's own. The same press is the same
 * message for ever, whatever crashes between the press and the phone of the contact, and whatever channel its
 * conversation has gone to meanwhile.
 */
export function messageIdOf(nonce: string): string {
  return `3EB0${createHash('sha256').update(nonce).digest('hex').slice(0, 18).toUpperCase()}`;
}
