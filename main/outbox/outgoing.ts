import type { ContactCard } from '../../preload/entities.ts';
import { type Outgoing, type OutgoingContent, SendFailure } from '../channels/driver.ts';
import type { Place, WireQuote } from '../channels/wire.ts';
import type { Contacts } from '../contacts/store.ts';
import type { Media } from '../media/media.ts';
import type { StoredContent } from './store.ts';

/** Makes of a queued message what a driver sends. Throws a final `SendFailure` when its file is not there any more. */
export function createOutgoing({
  contacts,
  media,
}: {
  contacts: Contacts;
  media: Pick<Media, 'store' | 'files'>;
}): (messageId: number, content: StoredContent) => Outgoing {
  function contentOf(messageId: number, { kind, text, detail }: StoredContent): OutgoingContent {
    switch (kind) {
      case 'text':
        return { kind, text };
      case 'location':
        return { kind, ...(JSON.parse(detail ?? '{}') as Place) };
      case 'contacts':
        return { kind, cards: JSON.parse(detail ?? '[]') as ContactCard[] };
      case 'image':
      case 'video':
      case 'audio':
      case 'voice':
      case 'document':
      case 'sticker': {
        const found = media.store.outgoing(messageId);
        if (!found || !media.files.has(found.file)) throw new SendFailure('final', 'file-missing');
        return { kind: 'media', text, media: { ...found, kind, file: media.files.pathOf(found.file) } };
      }
      case 'unreadable':
      case 'other':
        throw new SendFailure('final', 'not-supported');
    }
  }

  function quoteOf(content: StoredContent): WireQuote | undefined {
    const { quotedWaId, quotedFromMe, quotedAuthorId, quotedKind, quotedText } = content;
    if (quotedWaId === null || quotedKind === null) return undefined;
    return {
      waId: quotedWaId,
      fromMe: quotedFromMe === 1,
      kind: quotedKind,
      text: quotedText ?? '',
      ...(quotedAuthorId !== null && { author: contacts.addressesOf(quotedAuthorId) }),
    };
  }

  return (messageId, content) => {
    const quote = quoteOf(content);
    return {
      waId: content.waId,
      chat: contacts.addressesOf(content.contactId),
      content: contentOf(messageId, content),
      ...(quote && { quote }),
    };
  };
}
