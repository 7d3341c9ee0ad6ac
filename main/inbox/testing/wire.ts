import type { Address, WireMessage } from '../../channels/wire.ts';

export const pn = (value: string): Address => ({ kind: 'pn', value });
export const lid = (value: string): Address => ({ kind: 'lid', value });
export const group = (value: string): Address => ({ kind: 'group', value });

export const ANA = pn('5511987654321');
export const ANA_LID = lid('100000000000001');
export const BIA = pn('5521912345678');

let count = 0;

/** A text of Ana's, at noon of the manual clock's first day, with an id of its own, unless told otherwise. */
export function says(text: string, about: Partial<WireMessage> = {}): WireMessage {
  count += 1;
  return {
    waId: `3A${count.toString(16).toUpperCase().padStart(18, '0')}`,
    chat: [ANA],
    fromMe: false,
    at: Date.UTC(2026, 10, 21, 12),
    arrival: 'live',
    content: { kind: 'text', text },
    ...about,
  };
}
