/** Domain messages that a channel driver speaks to main, whatever network or library stands behind it. */

/** One way to reach a person or group (design, seam 9). A `lid` is never parsed as a phone number. */
export interface Address {
  /** `pn`: digits with country code. `lid`: WhatsApp's hidden id. `group`: a group's id. */
  readonly kind: 'pn' | 'lid' | 'group';
  /** Without server part and device. */
  readonly value: string;
}

/** Where a message comes from in time: only `live` is fresh; `offline` waited at the server; `history` is a copy from the phone. */
export type Arrival = 'live' | 'offline' | 'history';

export type MediaKind = 'image' | 'video' | 'audio' | 'voice' | 'document' | 'sticker';

/** Where a file lies at WhatsApp, how it opens, and what it must be. */
export interface MediaSource {
  readonly directPath: string;
  readonly url?: string;
  /** 32 bytes. */
  readonly mediaKey: Uint8Array;
  /** Of the file as it is; 32 bytes. */
  readonly fileSha256: Uint8Array;
  /** Of the file as it lies there, encrypted; 32 bytes. */
  readonly fileEncSha256: Uint8Array;
}

/** What is known of a file beside its bytes. What a sender claims of it is bounded, but need not be true. */
export interface MediaFacts {
  readonly kind: MediaKind;
  readonly mime: string;
  /** Bytes. */
  readonly size: number;
  /** For documents; hostile input, never a path. */
  readonly fileName?: string;
  readonly seconds?: number;
  /** Pixels. */
  readonly width?: number;
  readonly height?: number;
  /** 64 loudnesses, 0 … 100. */
  readonly waveform?: readonly number[];
  /** A JPEG of at most 32 kB. */
  readonly thumbnail?: Uint8Array;
  /** A video that repeats itself without a sound. */
  readonly gif?: true;
}

export interface WireMedia extends MediaFacts {
  readonly source: MediaSource;
}

/** A person's card: a name and phone numbers as they were written. */
export interface Card {
  readonly name: string;
  readonly numbers: readonly string[];
}

export interface Place {
  /** Degrees, -90 … 90. */
  readonly latitude: number;
  /** Degrees, -180 … 180. */
  readonly longitude: number;
  readonly name?: string;
  readonly address?: string;
  /** It moved while it was shared; this is where it began. */
  readonly live?: true;
}

/** A message that another one speaks of, in the same chat. */
export interface Target {
  readonly waId: string;
  /** Written by this account. */
  readonly fromMe: boolean;
  /** In groups: who wrote it. */
  readonly author?: readonly Address[];
}

export type Change =
  | { readonly kind: 'edit'; readonly text: string }
  /** For everybody. */
  | { readonly kind: 'delete' }
  /** Nothing as the emoji takes the reaction back. */
  | { readonly kind: 'react'; readonly emoji: string };

/** Second thoughts on a message sent before, which may come before it or without it. */
export interface Amendment {
  readonly kind: 'amendment';
  readonly target: Target;
  readonly change: Change;
}

/** What a message holds that is the same whether it comes or goes. */
export type PlainContent =
  | { readonly kind: 'text'; readonly text: string }
  | ({ readonly kind: 'location' } & Place)
  | { readonly kind: 'contacts'; readonly cards: readonly Card[] }
  | Amendment;

export type Content =
  | PlainContent
  /** `text`: the caption. */
  | { readonly kind: 'media'; readonly media: WireMedia; readonly text: string }
  /** Could not be decrypted (yet): a placeholder stands in its place until it is sent again. */
  | { readonly kind: 'unreadable' }
  /** A kind that is not shown in full; `label` is the wire's name of it, `text` its caption if any. */
  | { readonly kind: 'other'; readonly label: string; readonly text: string };

/** What a message answers, as whoever answers tells it: the message itself may say something else. */
export interface WireQuote extends Target {
  readonly kind: 'text' | MediaKind | 'location' | 'contacts' | 'other';
  /** The text or caption, or a file's name; cut to 1,000 characters. */
  readonly text: string;
}

export interface WireMessage {
  /** WhatsApp's id, chosen by the sender. */
  readonly waId: string;
  /** Every known address of the chat, the one the message used first. Never empty. */
  readonly chat: readonly Address[];
  /** In groups: who wrote it. */
  readonly author?: readonly Address[];
  /** Sent by this account: from here, the phone or another linked device. */
  readonly fromMe: boolean;
  /** Milliseconds; WhatsApp's own precision is a second. */
  readonly at: number;
  /** The name that the writer (or, in history, the chat) gives itself. */
  readonly pushName?: string;
  readonly arrival: Arrival;
  readonly content: Content;
  readonly quote?: WireQuote;
}

/** Somebody calls this account, or stops to. */
export interface WireCall {
  readonly callId: string;
  /** Who calls. */
  readonly chat: readonly Address[];
  readonly video: boolean;
  readonly at: number;
  /** `ended`: taken or refused elsewhere, given up, or missed while we were away. */
  readonly state: 'ringing' | 'ended';
}

/** Who is blocked: the whole list, or what was added to it or taken from it. */
export interface WireBlocks {
  readonly change: 'all' | 'added' | 'removed';
  readonly people: readonly (readonly Address[])[];
}

/** What became of a message of ours, or (`seen-on-phone`) of one received that was read on the phone (PH-4). */
export interface WireReceipt {
  readonly waIds: readonly string[];
  readonly chat: readonly Address[];
  readonly what: 'sent' | 'delivered' | 'read' | 'seen-on-phone' | 'failed';
  /** The server's code, for `failed` (e.g. 463). */
  readonly code?: number;
  readonly at: number;
}

/** Two addresses of one person, or the name that the phone's address book gives. */
export interface WireContact {
  readonly addresses: readonly Address[];
  /** From the phone's address book. */
  readonly savedName?: string;
  /** What the person calls itself. */
  readonly pushName?: string;
}

export interface Account {
  /** Digits with country code. */
  readonly number: string;
  readonly lid?: string;
  readonly profileName?: string;
  /** As WhatsApp names it, e.g. `android`, `smba` (Business). */
  readonly platform?: string;
}
