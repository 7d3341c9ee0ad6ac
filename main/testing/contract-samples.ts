/** One sample per row of the contract, for the tests that are generated from it. A missing row does not compile. */
import type { z } from 'zod';
import { attendanceSamples } from './attendance-samples.ts';
import { automationSamples } from './automation-samples.ts';
import type { calls, CallName, CallOutput } from '../../preload/contract.ts';
import type {
  Channel,
  Contact,
  ContactDetails,
  ContactRow,
  Conversation,
  InboxRow,
  Message,
  NoticeSettings,
  Preferences,
  Session,
  Station,
} from '../../preload/entities.ts';

export interface Sample<N extends CallName> {
  readonly valid: z.input<(typeof calls)[N]['input']>;
  readonly invalid: unknown;
  readonly output: CallOutput<N>;
}

const station: Station = {
  version: '0.1.0',
  shell: 'browser',
  demo: false,
  otherNetwork: false,
  dataFolder: '/data',
  secrets: 'file',
  platform: 'linux x64',
  runtime: 'Node 24',
};
const preferences: Preferences = { language: 'pt-BR', theme: 'system', textSize: 'normal' };
const noticeSettings: NoticeSettings = {
  showText: true,
  sound: 'bell',
  volume: 70,
  repeatMinutes: 10,
  quietHours: { on: false, from: 1_320, to: 420 },
  quietUntil: 0,
};
const session: Session = {
  phase: 'open',
  user: { id: 1, name: 'Marta', role: 'manager' },
  shopName: 'Padaria Aurora',
  lockAfterMinutes: 15,
};
const channel: Channel = {
  id: 1,
  slug: 'recepcao',
  name: 'Recepção',
  method: 'linked-device',
  unread: 0,
  queued: 0,
  phoneChecksOpen: 0,
  state: { phase: 'disconnected', reason: 'never-linked', since: 0, needsPerson: true },
};
const contact: Contact = { id: 1, kind: 'person', displayName: 'Ana', number: '5511987654321' };
const contactRow: ContactRow = { ...contact, numbers: ['5511987654321'], blocked: false, optIn: true };
const contactDetails: ContactDetails = {
  ...contactRow,
  ownName: 'Ana da padaria',
  note: '',
  optInAt: 5,
  optInOrigin: 'No balcão',
  createdAt: 1,
  conversations: [{ id: 1, channelId: 1, lastAt: 9 }],
  merges: [{ id: 1, at: 2, displayName: 'Ana P.', userName: 'Marta' }],
};
const message: Message = {
  id: 1,
  conversationId: 1,
  fromMe: true,
  origin: 'station',
  kind: 'text',
  text: 'Bom dia!',
  at: 0,
  status: 'queued',
};
const inboxRow: InboxRow = {
  conversationId: 1,
  channelId: 1,
  contact,
  unread: 1,
  lastMessageId: 1,
  lastAt: 0,
  preview: 'Oi',
  previewKind: 'text',
  previewFromMe: false,
  previewStatus: 'received',
};
const conversation: Conversation = {
  id: 1,
  channelId: 1,
  contact,
  unread: 0,
  draft: '',
  draftAttachments: [],
};
const nonce = '3f0b2f7e-6c1d-4b53-9a39-0d6f0a6f3d11';

export const samples: { readonly [N in CallName]: Sample<N> } = {
  'station.get': { valid: undefined, invalid: {}, output: station },
  'preferences.get': { valid: undefined, invalid: null, output: preferences },
  'preferences.set': { valid: { theme: 'dark' }, invalid: { theme: 'pink' }, output: preferences },

  'notices.settings': { valid: undefined, invalid: {}, output: noticeSettings },
  'notices.configure': { valid: { volume: 40 }, invalid: { volume: 101 }, output: noticeSettings },
  'attention.set': {
    valid: { focused: true, inbox: true, conversationId: 1 },
    invalid: { focused: 'yes', inbox: true },
    output: undefined,
  },

  'session.get': { valid: undefined, invalid: 'who', output: session },
  'session.setup': {
    valid: { shopName: 'Padaria Aurora', managerName: 'Marta', pin: '4821' },
    invalid: { shopName: 'Padaria Aurora', managerName: 'Marta', pin: '48a1' },
    output: session,
  },
  'session.unlock': {
    valid: { userId: 1, pin: '4821' },
    invalid: { userId: 0, pin: '4821' },
    output: session,
  },
  'session.activity': { valid: undefined, invalid: 1, output: undefined },
  'session.lock': { valid: undefined, invalid: 1, output: { phase: 'locked', users: [] } },

  'users.list': {
    valid: undefined,
    invalid: [],
    output: [{ id: 1, name: 'Marta', role: 'manager', active: true }],
  },
  'users.names': { valid: undefined, invalid: {}, output: [{ id: 1, name: 'Marta', role: 'manager' }] },
  'users.update': {
    valid: { userId: 2, name: 'Rita', role: 'manager' },
    invalid: { userId: 2, name: 'Rita', role: 'owner' },
    output: undefined,
  },
  'users.setPin': {
    valid: { userId: 2, pin: '1357' },
    invalid: { userId: 2, pin: '12' },
    output: undefined,
  },
  'users.remove': { valid: { userId: 2 }, invalid: {}, output: undefined },
  'users.restore': { valid: { userId: 2, pin: '1357' }, invalid: { userId: 2 }, output: undefined },
  'users.create': {
    valid: { name: 'Rita', role: 'receptionist', pin: '1357' },
    invalid: { name: 'Rita\u202e', role: 'receptionist', pin: '1357' },
    output: { id: 2 },
  },

  'shop.get': {
    valid: undefined,
    invalid: {},
    output: { name: 'Padaria Aurora', channelLimit: 3, supportContact: '' },
  },
  'shop.setSupport': { valid: { contact: '' }, invalid: { contact: 'x'.repeat(61) }, output: undefined },
  'station.diagnosis': { valid: undefined, invalid: {}, output: { text: 'Balcão 0.1.0' } },
  'shop.rename': { valid: { name: 'Padaria Nova' }, invalid: { name: '   ' }, output: undefined },

  'channels.list': { valid: undefined, invalid: {}, output: { channels: [channel], limit: 3 } },
  'channels.setLimit': { valid: { limit: 10 }, invalid: { limit: 11 }, output: undefined },
  'channels.create': {
    valid: { name: 'Recepção', slug: 'recepcao', method: 'linked-device' },
    invalid: { name: 'Recepção', slug: 'Recepção!', method: 'linked-device' },
    output: channel,
  },
  'channels.rename': {
    valid: { channelId: 1, name: 'Balcão' },
    invalid: { channelId: 1, name: '' },
    output: channel,
  },
  'channels.connect': { valid: { channelId: 1 }, invalid: { channelId: '1' }, output: undefined },
  'channels.check': { valid: { channelId: 1 }, invalid: {}, output: { roundTripMs: 41.5 } },

  'channels.bound': {
    valid: { channelId: 1 },
    invalid: {},
    output: {
      bound: {
        conversations: 2,
        openTickets: 1,
        messages: 9,
        queued: 0,
        notes: 0,
        followUps: 0,
        schedules: 0,
        prompts: 0,
        integrations: 0,
      },
      destinations: [{ channelId: 2, onBoth: { names: ['Ana'], total: 1 } }],
    },
  },
  'channels.remove': {
    valid: { channelId: 1, into: 2 },
    invalid: { channelId: 1, into: 0 },
    output: undefined,
  },
  'channels.archive': { valid: { channelId: 1 }, invalid: {}, output: { folder: '/data/exports/recepcao' } },

  'pairing.get': { valid: { channelId: 1 }, invalid: { channelId: 1.5 }, output: { phase: 'idle' } },
  'pairing.start': {
    valid: { channelId: 1, method: { kind: 'code', number: '+55 11 98765-4321' } },
    invalid: { channelId: 1, method: { kind: 'pigeon' } },
    output: undefined,
  },
  'pairing.stop': { valid: { channelId: 1 }, invalid: undefined, output: undefined },
  'pairing.reset': { valid: { channelId: 1 }, invalid: { channelId: -1 }, output: { unlinked: true } },

  'pairing.passkey': { valid: { channelId: 1 }, invalid: {}, output: undefined },

  'linkPage.open': {
    valid: { channelId: 1 },
    invalid: {},
    output: { urls: ['http://192.168.0.5:40000/x/qr'], expiresAt: 600_000 },
  },
  'linkPage.get': { valid: { channelId: 1 }, invalid: {}, output: { expiresAt: 600_000, watching: 1 } },
  'linkPage.close': { valid: { channelId: 1 }, invalid: { channelId: null }, output: undefined },

  'phone.guide': {
    valid: { channelId: 1 },
    invalid: {},
    output: {
      points: [
        {
          id: 'stable-internet',
          standing: 'holds',
          today: 'needed-to-link-and-every-14-days',
          facts: { days: 14 },
          tickedAt: 5,
        },
      ],
      open: ['dedicated-phone'],
      linkChecks: [{ id: 'never-banned' }],
      beforeFirstLink: true,
      accountAge: 'unknown',
    },
  },
  'phone.tick': {
    valid: { channelId: 1, item: 'never-banned', ticked: true },
    invalid: { channelId: 1, item: 'always-banned', ticked: true },
    output: undefined,
  },
  'phone.accountAge': {
    valid: { channelId: 1, age: 'months' },
    invalid: { channelId: 1, age: 'a while' },
    output: undefined,
  },
  'phone.declareSeen': { valid: { channelId: 1 }, invalid: {}, output: undefined },
  'phone.health': {
    valid: { channelId: 1 },
    invalid: {},
    output: [{ id: 'phone-quiet', days: 8, of: 14, endsAt: 9 }],
  },

  'quickReplies.list': {
    valid: undefined,
    invalid: {},
    output: [
      {
        id: 1,
        shortcut: 'pix',
        text: 'Nossa chave Pix, {{primeiro_nome}}:',
        queueId: 2,
        file: { fileName: 'pix.png', kind: 'image', mime: 'image/png', size: 2048 },
      },
    ],
  },
  'quickReplies.save': {
    valid: { shortcut: 'Endereço', text: 'Rua das Flores, 10', file: 'kept' },
    invalid: { shortcut: 'com espaço', text: 'Rua das Flores, 10' },
    output: { id: 1 },
  },
  'quickReplies.remove': { valid: { id: 1 }, invalid: { id: 0 }, output: undefined },
  'quickReplies.fill': {
    valid: { id: 1, conversationId: 1 },
    invalid: { id: 1 },
    output: { text: 'Nossa chave Pix, Ana:' },
  },

  'contacts.list': {
    valid: { query: 'ana', show: 'written', after: { key: 'ana', id: 1 }, limit: 50 },
    invalid: { show: 'some', limit: 50 },
    output: { rows: [contactRow], next: { key: 'ana', id: 1 }, total: 1 },
  },
  'contacts.get': { valid: { contactId: 1 }, invalid: {}, output: contactDetails },
  'contacts.create': {
    valid: { name: 'Ana', number: '(11) 98765-4321' },
    invalid: { name: '', number: '11' },
    output: contactDetails,
  },
  'contacts.edit': {
    valid: { contactId: 1, name: '', email: 'ana@example.com', note: 'Sem glúten' },
    invalid: { contactId: 1, email: 'ana' },
    output: contactDetails,
  },
  'contacts.optIn': {
    valid: { contactId: 1, given: true, origin: 'No balcão' },
    invalid: { contactId: 1, given: 'yes', origin: '' },
    output: contactDetails,
  },
  'contacts.block': {
    valid: { contactId: 1, blocked: true },
    invalid: { contactId: 1 },
    output: contactDetails,
  },
  'contacts.merge': { valid: { into: 1, from: 2 }, invalid: { into: 1 }, output: { mergeId: 1 } },
  'contacts.undoMerge': { valid: { mergeId: 1 }, invalid: {}, output: { contactId: 2 } },
  'contacts.import': {
    valid: { format: 'csv', text: 'nome;telefone', dryRun: true },
    invalid: { format: 'xls', text: '', dryRun: true },
    output: {
      created: 1,
      updated: 0,
      unchanged: 0,
      refused: [{ line: 3, reason: 'bad-number', text: 'Ana 12' }],
    },
  },
  'contacts.export': {
    valid: { format: 'vcard' },
    invalid: {},
    output: { fileName: 'balcao-contatos.vcf', text: 'BEGIN:VCARD', count: 1 },
  },
  'contacts.conversation': {
    valid: { contactId: 1, channelId: 1 },
    invalid: { contactId: 1 },
    output: { conversationId: 1 },
  },

  'inbox.list': {
    valid: { limit: 50 },
    invalid: { limit: 5000 },
    output: {
      rows: [inboxRow],
      order: 'newest',
      counts: { waiting: 1, open: 0, snoozed: 0, closed: 0 },
      unreadConversations: 1,
      total: 1,
    },
  },
  'inbox.setOrder': {
    valid: { order: 'newest' },
    invalid: { order: 'oldest' },
    output: undefined,
  },
  'inbox.rows': { valid: { ids: [1] }, invalid: { ids: ['1'] }, output: [inboxRow] },

  ...attendanceSamples,
  ...automationSamples,

  'conversation.open': {
    valid: { conversationId: 1, limit: 50 },
    invalid: { conversationId: 1 },
    output: { conversation, messages: [message], more: false },
  },
  'conversation.page': {
    valid: { conversationId: 1, before: 9, limit: 50 },
    invalid: { conversationId: 1, before: 'x', limit: 50 },
    output: { messages: [message], more: true },
  },
  'conversation.around': {
    valid: { conversationId: 1, messageId: 9, limit: 50 },
    invalid: { conversationId: 1, limit: 50 },
    output: { messages: [message], messageId: 1, moreBefore: true, moreAfter: false },
  },
  'conversation.messages': {
    valid: { conversationId: 1, ids: [1] },
    invalid: { conversationId: 1, ids: 1 },
    output: [message],
  },
  'conversation.seen': {
    valid: { conversationId: 1, upTo: 1 },
    invalid: { conversationId: 1 },
    output: undefined,
  },
  'conversation.draft': {
    valid: { conversationId: 1, text: 'Bom d' },
    invalid: { conversationId: 1, text: 'x'.repeat(65_537) },
    output: undefined,
  },
  'conversation.typing': {
    valid: { conversationId: 1, typing: true },
    invalid: { conversationId: 1, typing: 'yes' },
    output: undefined,
  },

  'messages.send': {
    valid: { conversationId: 1, text: 'Bom dia!', nonce, attachmentId: nonce, as: 'document', replyTo: 3 },
    invalid: { conversationId: 1, text: 'Bom dia!', nonce: 'once' },
    output: message,
  },
  'messages.react': {
    valid: { messageId: 1, nonce, emoji: '👍' },
    invalid: { messageId: 1, nonce, emoji: 7 },
    output: { ...message, reactions: [{ emoji: '👍', fromMe: true }] },
  },
  'messages.edit': {
    valid: { messageId: 1, nonce, text: 'Boa tarde!' },
    invalid: { messageId: 1, nonce },
    output: { ...message, pending: { change: 'edit', state: 'queued' } },
  },
  'messages.delete': {
    valid: { messageId: 1, nonce },
    invalid: { messageId: 1 },
    output: { ...message, deletedAt: 5, text: '' },
  },
  'messages.dismissChange': { valid: { messageId: 1 }, invalid: {}, output: message },
  'messages.retry': { valid: { messageId: 1 }, invalid: { messageId: [] }, output: undefined },
  'messages.fullText': { valid: { messageId: 1 }, invalid: null, output: { text: 'Bom dia!' } },
  'messages.versions': {
    valid: { messageId: 1 },
    invalid: { messageId: '1' },
    output: [{ text: 'Bom dai!', until: 5 }],
  },

  'media.retry': { valid: { messageId: 1 }, invalid: { messageId: 0 }, output: undefined },

  'search.contacts': {
    valid: { text: 'ana', limit: 5 },
    invalid: { text: 'ana', limit: 51 },
    output: {
      contacts: [
        {
          contact,
          marks: [{ from: 0, to: 3 }],
          conversations: [{ conversationId: 1, channelId: 1, lastAt: 0 }],
        },
      ],
      more: false,
    },
  },
  'search.messages': {
    valid: { text: 'bolo', kinds: ['image'], channelId: 1, from: 0, to: 1, limit: 30 },
    invalid: { text: 'bolo', kinds: ['cake'], limit: 30 },
    output: {
      hits: [
        {
          messageId: 1,
          conversationId: 1,
          channelId: 1,
          contact,
          fromMe: false,
          kind: 'text',
          at: 0,
          snippet: { text: 'Quero um bolo', marks: [{ from: 9, to: 13 }] },
        },
      ],
      next: 1,
    },
  },
  'search.inConversation': {
    valid: { conversationId: 1, text: 'bolo' },
    invalid: { conversationId: 0, text: 'bolo' },
    output: { messageIds: [1], total: 1 },
  },
};
