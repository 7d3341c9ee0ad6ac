import type { ChannelState, Pairing } from '../../preload/entities.ts';
import type {
  Account,
  Address,
  MediaFacts,
  MediaKind,
  MediaSource,
  PlainContent,
  Target,
  WireBlocks,
  WireCall,
  WireContact,
  WireMessage,
  WireQuote,
  WireReceipt,
} from './wire.ts';

/** What a driver can do, as data to be asked instead of failures to be discovered (seam 10). */
export interface Capabilities {
  readonly pairing: readonly ('qr' | 'code')[];
  readonly typing: boolean;
  readonly groups: boolean;
  /** The kinds of files that can be sent. */
  readonly media: readonly MediaKind[];
  readonly react: boolean;
  /** How long after sending a text can be changed or a message deleted for everybody, in milliseconds; 0: not at all. */
  readonly editMs: number;
  readonly deleteMs: number;
  /** Whether calls are heard and can be rejected. */
  readonly calls: boolean;
  readonly block: boolean;
}

/**
 * What a driver tells main. Messages and receipts come in order and in batches; the driver keeps each one durably until
 * `confirm` names it, and delivers it again after a crash, so that none is lost (ST-2).
 */
export interface DriverEvents {
  state(state: ChannelState): void;
  pairing(pairing: Pairing): void;
  /** The account is linked, or what is known of it has changed. */
  account(account: Account): void;
  messages(batch: readonly WireMessage[]): void;
  receipts(batch: readonly WireReceipt[]): void;
  contacts(batch: readonly WireContact[]): void;
  typing(chat: readonly Address[], typing: boolean): void;
  call(call: WireCall): void;
  blocks(blocks: WireBlocks): void;
  /** Everything that waited at the server while we were away has been handed over: unsettled sends can be settled. */
  caughtUp(): void;
  /** A sign of life of the phone itself, at this time (PH-6). */
  phoneSeen(at: number): void;
}

export interface OutgoingMedia extends MediaFacts {
  /** Absolute path; read while it is sent, never changed. */
  readonly file: string;
}

/** `delete` and `edit` only of what this account sent. `text` beside media is the caption. */
export type OutgoingContent =
  | PlainContent
  | { readonly kind: 'media'; readonly media: OutgoingMedia; readonly text: string };

export interface Outgoing {
  /** The id is chosen before sending; sending it again with the same id shows once at the receiver. */
  readonly waId: string;
  readonly chat: readonly Address[];
  readonly content: OutgoingContent;
  readonly quote?: WireQuote;
}

export interface Download {
  /** The message that the file came with; the phone is asked for it by this when WhatsApp has it no more. */
  readonly message: Target & { readonly chat: readonly Address[] };
  readonly media: { readonly kind: MediaKind; readonly source: MediaSource };
  /** Absolute path, where there is nothing yet; written beside it first, so that it is whole or not there. */
  readonly toFile: string;
  readonly maxBytes: number;
}

export interface Downloaded {
  /** Bytes. */
  readonly size: number;
  /** The phone has put it elsewhere. */
  readonly directPath?: string;
}

/** The life of one channel's connection. Every method may be called in any state, twice, or offline (CH-11). */
export interface ChannelDriver {
  readonly capabilities: Capabilities;
  /** Whether credentials of a finished linking are there; `damaged` is told apart from `absent`. */
  credentials(): 'absent' | 'linked' | 'damaged';
  connect(): void;
  /** Ends the connection and its worker; resolves when nothing of it runs any more. */
  close(): Promise<void>;
  pairing: {
    current(): Pairing;
    /** Starts or restarts linking; a linked channel is refused by the caller. */
    start(method: { kind: 'qr' } | { kind: 'code'; number: string }): void;
    stop(): void;
  };
  /**
   * Unlinks at WhatsApp when it can be reached, then forgets the credentials. Answers whether the phone lists the
   * device no more, as far as it can be known. Rejects, and forgets nothing, when it is closed meanwhile.
   */
  unlink(): Promise<boolean>;
  /** Resolves once handed to the network; what became of it comes as receipts. Rejects with a `SendFailure`. */
  send(message: Outgoing): Promise<void>;
  /** Resolves once the file is whole and is what was sent. Rejects with a `MediaFailure`. */
  download(order: Download): Promise<Downloaded>;
  /** Rejects with a `SendFailure`, as everything below. */
  rejectCall(call: Pick<WireCall, 'callId' | 'chat'>): Promise<void>;
  /** At WhatsApp, and so on the phone. */
  setBlocked(chat: readonly Address[], blocked: boolean): Promise<void>;
  /** Every address that WhatsApp has for a number (digits with country code); nothing when it is not on WhatsApp. */
  lookUp(number: string): Promise<readonly Address[] | undefined>;
  /** Sends read receipts for messages that a person has seen. */
  markRead(chat: readonly Address[], waIds: readonly string[], author?: readonly Address[]): Promise<void>;
  typing(chat: readonly Address[], typing: boolean): Promise<void>;
  /** A real round trip to the server, in milliseconds; rejects when there is none within 10 s (CH-7). */
  probe(): Promise<number>;
  /**
   * These, as they were handed over, are stored; the driver may forget them. It is told of each by itself: a message that
   * could not be read at first comes twice under the same id, and the second time is worth more.
   */
  confirm(stored: readonly (WireMessage | WireReceipt)[]): void;
  /** The machine woke up or the network is back: do not wait for the next attempt. */
  hurry(): void;
}

/** `transient`: worth another try with the same id. `final`: not. */
export class SendFailure extends Error {
  readonly kind: 'transient' | 'final';
  readonly code:
    | 'not-connected'
    | 'not-on-whatsapp'
    | 'encryption'
    | 'timed-out'
    | 'refused'
    /** The channel has no such kind of message. */
    | 'not-supported'
    | 'file-missing'
    | 'media-upload-failed'
    /** The shop has blocked whoever it is for. */
    | 'contact-blocked'
    /** The moment that it answers has passed before there was a line. */
    | 'too-late';

  constructor(kind: 'transient' | 'final', code: SendFailure['code'], cause?: unknown) {
    super(code, { cause });
    this.name = 'SendFailure';
    this.kind = kind;
    this.code = code;
  }
}

/**
 * `transient`: worth another try. `gone`: neither WhatsApp nor the phone has it any more. `damaged`: what came is not
 * what was sent. `no-room`: this PC's disk is full.
 */
export class MediaFailure extends Error {
  readonly kind: 'transient' | 'gone' | 'damaged' | 'too-large' | 'no-room';

  constructor(kind: MediaFailure['kind'], cause?: unknown) {
    super(kind, { cause });
    this.name = 'MediaFailure';
    this.kind = kind;
  }
}

/** Builds the driver of one channel; the registry is its only caller. */
export type DriverFactory = (
  channel: { readonly id: number; readonly slug: string },
  events: DriverEvents,
) => ChannelDriver;
