import { z } from 'zod';

// What page and simulator say to each other. The page imports types from here and nothing else.

/** A QR code as an SVG path of unit squares. */
export interface Sight {
  readonly size: number;
  readonly path: string;
}

export interface DeviceView {
  readonly device: number;
  /** What it says it is, as in "Chrome (Mac OS)". */
  readonly platform: string;
  readonly linkedAt: number;
  readonly online: boolean;
}

/** Somebody with a phone: the shop or a customer. */
export interface PersonView {
  readonly number: string;
  readonly name: string;
  readonly online: boolean;
}

export interface PhoneView extends PersonView {
  readonly devices: readonly DeviceView[];
}

export interface CallView {
  readonly to: string;
  readonly state: 'ringing' | 'accepted' | 'rejected' | 'missed' | 'ended';
}

export interface CustomerView extends PersonView {
  readonly seesTyping: boolean;
  /** The last one made. */
  readonly call?: CallView | undefined;
}

/** Everything but the conversations. */
export interface Stage {
  readonly phones: readonly PhoneView[];
  readonly customers: readonly CustomerView[];
  readonly networkUp: boolean;
  /** What stands in front of the phone's camera. */
  readonly sight?: Sight | undefined;
}

export interface FileView {
  readonly name?: string | undefined;
  readonly mimetype: string;
  readonly size: number;
  readonly seconds?: number | undefined;
  /** Whether the phone could fetch it. */
  readonly there: boolean;
}

export type BubbleKind =
  | 'text'
  | 'image'
  | 'video'
  | 'audio'
  | 'voice'
  | 'document'
  | 'sticker'
  | 'contact'
  | 'location'
  | 'poll'
  | 'other';

export interface Bubble {
  readonly id: string;
  readonly mine: boolean;
  readonly kind: BubbleKind;
  readonly text: string;
  readonly at: number;
  /** How far it has come, when it was written here. */
  readonly tick: 'sent' | 'delivered' | 'read' | 'played';
  readonly replyTo?: string | undefined;
  readonly file?: FileView | undefined;
  readonly edited: boolean;
  readonly deleted: boolean;
  readonly reactions: readonly string[];
}

/** A conversation as one of the two phones shows it. */
export interface ChatView {
  readonly unread: number;
  /** The newest ones, oldest first. */
  readonly messages: readonly Bubble[];
}

/** Conversations by the number whose phone shows them, then by the number of the other person. */
export type ChatViews = Readonly<Record<string, Readonly<Record<string, ChatView>>>>;

/** One message of the event stream: all there is at first, then what is different. */
export interface News {
  readonly stage?: Stage;
  readonly chats: ChatViews;
}

const sampleSchema = z.enum(['image', 'voice', 'document', 'location', 'contact']);

export type SampleKind = z.infer<typeof sampleSchema>;

const number = z.string().regex(/^\d{8,15}$/);
const chat = { from: number, to: number };
const name = z.string().trim().min(1).max(60);
const id = z.string().min(1).max(64);
const text = z.string().trim().min(1).max(65_536);

const faultSchema = z.enum([
  'passkey',
  'link-refused',
  'link-unanswered',
  'false-signature',
  'drop',
  'replaced',
  'unavailable',
  'forbidden',
  'outdated',
  'limit',
  'no-ack',
  'twice',
  'unreadable',
  'malformed',
  'garbage',
  'upload-fails',
  'download-fails',
  'file-damaged',
  'file-cut',
]);

export type Fault = z.infer<typeof faultSchema>;

export const actionSchema = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('scan'), phone: number }),
  z.strictObject({ do: z.literal('typeCode'), phone: number, code: z.string().max(20) }),
  z.strictObject({ do: z.literal('unlink'), phone: number, device: z.int().positive() }),
  z.strictObject({ do: z.literal('say'), ...chat, text, replyTo: id.optional() }),
  z.strictObject({ do: z.literal('sendSample'), ...chat, sample: sampleSchema }),
  z.strictObject({ do: z.literal('edit'), ...chat, id, text }),
  z.strictObject({ do: z.literal('delete'), ...chat, id }),
  z.strictObject({ do: z.literal('react'), ...chat, id, emoji: z.string().max(16) }),
  z.strictObject({ do: z.literal('read'), ...chat }),
  z.strictObject({ do: z.literal('play'), ...chat, id }),
  z.strictObject({ do: z.literal('type'), ...chat, typing: z.boolean() }),
  z.strictObject({ do: z.literal('call'), ...chat }),
  z.strictObject({ do: z.literal('hangUp'), from: number }),
  z.strictObject({ do: z.literal('online'), who: number, online: z.boolean() }),
  z.strictObject({ do: z.literal('addCustomer'), name }),
  z.strictObject({ do: z.literal('addPhone'), name }),
  z.strictObject({ do: z.literal('network'), up: z.boolean() }),
  z.strictObject({ do: z.literal('fault'), fault: faultSchema, phone: number }),
  z.strictObject({ do: z.literal('calm') }),
]);

export type Action = z.infer<typeof actionSchema>;

/** Why something was not done; the page has words for each. */
export type Problem =
  | 'nothing-in-sight'
  | 'not-a-link-code'
  | 'expired'
  | 'wrong-code'
  | 'no-code-asked'
  | 'too-many-devices'
  | 'refused'
  | 'passkey'
  | 'broken-off'
  | 'failed';

export type Reply = { readonly ok: true } | { readonly ok: false; readonly problem: Problem };
