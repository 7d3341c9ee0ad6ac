/** What main and a session worker say to each other: plain data, never an object of Baileys. */
import type {
  Account,
  Address,
  WireBlocks,
  WireCall,
  WireContact,
  WireMessage,
  WireReceipt,
} from '../wire.ts';
import type { Download, Downloaded, MediaFailure, Outgoing, SendFailure } from '../driver.ts';
import type { Close } from './close-reasons.ts';

/** What a session host is started with. */
export interface HostSettings {
  /** Absent: the real WhatsApp. */
  readonly network?: { readonly url: string; readonly rootKey: Uint8Array; readonly caPem?: string };
}

/** What a session is started with, in whatever host. */
export interface WorkerSettings extends HostSettings {
  readonly keysFile: string;
  readonly dataKey: Uint8Array;
  readonly timings: SocketTimings;
}

/** What main says to a host, each to one of its sessions. */
export type ToHost =
  | { readonly session: number; readonly begin: WorkerSettings }
  | { readonly session: number; readonly tell: ToWorker };

export type FromHost =
  | { readonly session: number; readonly said: FromWorker }
  /** Nothing of this session runs any more; with an error when it did not end by itself. */
  | { readonly session: number; readonly gone: true; readonly error?: string }
  /** Trouble that is no session's own. */
  | { readonly trouble: string };

export interface SocketTimings {
  readonly connectMs: number;
  readonly keepAliveMs: number;
  readonly queryMs: number;
  /** How long a ping may take. */
  readonly probeMs: number;
  /** How long each QR lives; absent: as WhatsApp has it, a minute for the first and 20 s for the others. */
  readonly qrMs?: number;
}

export type PairingMethod = { readonly kind: 'qr' } | { readonly kind: 'code'; readonly number: string };

export type ToWorker =
  /** Opens the one socket; `attempt` marks everything that comes of it. With a method: to link, else to log in. */
  | { readonly do: 'open'; readonly attempt: number; readonly pairing?: PairingMethod }
  | { readonly do: 'shut' }
  | { readonly do: 'stop' }
  | { readonly do: 'confirm'; readonly handovers: readonly number[] }
  /** The last piece of history was dealt with. */
  | { readonly do: 'handled' }
  | { readonly do: 'ask'; readonly id: number; readonly request: Request };

/** What wants an answer. */
export type Request =
  | { readonly kind: 'send'; readonly message: Outgoing }
  | { readonly kind: 'download'; readonly order: Download }
  | { readonly kind: 'reject-call'; readonly call: Pick<WireCall, 'callId' | 'chat'> }
  | { readonly kind: 'set-blocked'; readonly chat: readonly Address[]; readonly blocked: boolean }
  | { readonly kind: 'look-up'; readonly number: string }
  | {
      readonly kind: 'mark-read';
      readonly chat: readonly Address[];
      readonly waIds: readonly string[];
      readonly author?: readonly Address[];
    }
  | { readonly kind: 'typing'; readonly chat: readonly Address[]; readonly typing: boolean }
  | { readonly kind: 'probe' }
  | { readonly kind: 'unlink' };

/** A message or receipt, and what this session, and no other, knows it by when main confirms it. */
export interface HandedOver<What extends WireMessage | WireReceipt> {
  readonly what: What;
  /** 0: nobody waits for that. */
  readonly handover: number;
}

export type FromWorker =
  | { readonly say: 'ready' }
  /** The keys file does not hold what was written: nothing more can be done with it. */
  | { readonly say: 'damaged' }
  | ({ readonly say: 'socket'; readonly attempt: number } & SocketNews)
  | { readonly say: 'account'; readonly account: Account }
  /** `history`: the next piece of it waits until main has dealt with this one. */
  | { readonly say: 'messages'; readonly batch: readonly HandedOver<WireMessage>[]; readonly history?: true }
  | { readonly say: 'receipts'; readonly batch: readonly HandedOver<WireReceipt>[] }
  | { readonly say: 'contacts'; readonly batch: readonly WireContact[] }
  | { readonly say: 'typing'; readonly chat: readonly Address[]; readonly typing: boolean }
  | { readonly say: 'call'; readonly call: WireCall }
  | { readonly say: 'blocks'; readonly blocks: WireBlocks }
  | { readonly say: 'caught-up' }
  | { readonly say: 'phone-seen'; readonly at: number }
  | { readonly say: 'answer'; readonly id: number; readonly result: Answer }
  | { readonly say: 'log'; readonly level: 'warn' | 'error'; readonly text: string };

export type SocketNews =
  /** The server has answered at all. */
  | { readonly news: 'answered' }
  | { readonly news: 'qr'; readonly qr: string }
  | { readonly news: 'code'; readonly code: string }
  /** The phone has done its part; what comes next is WhatsApp's decision. */
  | { readonly news: 'scanned' }
  /** WhatsApp accepted the link: there are credentials now. */
  | { readonly news: 'paired' }
  | { readonly news: 'open' }
  | { readonly news: 'closed'; readonly close: Close };

export type Answer =
  | {
      readonly ok: true;
      /** Of a probe, in milliseconds. */
      readonly tookMs?: number;
      /** Of a look-up. */
      readonly addresses?: readonly Address[];
      readonly file?: Downloaded;
    }
  | { readonly ok: false; readonly media: MediaFailure['kind'] }
  | { readonly ok: false; readonly kind: SendFailure['kind']; readonly code: SendFailure['code'] };
