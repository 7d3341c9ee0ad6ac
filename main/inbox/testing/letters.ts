import type { WireMessage } from '../../channels/wire.ts';
import { pn } from './wire.ts';

export const PEOPLE = 7;

/** The nth message of a made-up world: the same in every process. */
export function letter(n: number): WireMessage {
  return {
    waId: `L${n}`,
    chat: [pn(`551198765000${n % PEOPLE}`)],
    fromMe: n % 5 === 0,
    at: Date.UTC(2026, 10, 21, 12) + n * 100,
    arrival: 'live',
    content: { kind: 'text', text: `carta número ${n} para o balcão` },
  };
}
