import type { TFunction } from 'i18next';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { TicketEvent } from '../../../preload/entities.ts';
import { soon } from '../../i18n/time.ts';
import { useLanguage } from '../../i18n/words.ts';

/** Who did it, as the beginning of a sentence. */
function who(t: TFunction, { by, userName }: TicketEvent): string {
  return userName ?? t(`tickets.events.by.${by}`);
}

/** One line of a ticket's history as a sentence; names are those of then. */
function eventWords(t: TFunction, event: TicketEvent, time: (at: number) => string): string {
  const { what, by, detail } = event;
  const name = who(t, event);
  switch (what) {
    case 'opened':
    case 'returned':
    case 'reopened':
      return t(`tickets.events.${what}`, { who: name });
    case 'answered-on-phone':
    case 'merged':
      return t(`tickets.events.${what}`);
    case 'accepted':
      return detail.fromUserName === undefined
        ? t('tickets.events.accepted', { who: name })
        : t('tickets.events.tookOver', { who: name, from: detail.fromUserName });
    case 'transferred':
      if (detail.toUserName !== undefined && detail.queueName !== undefined) {
        const to = { who: name, to: detail.toUserName, queue: detail.queueName };
        return t('tickets.events.transferredToBoth', to);
      }
      return detail.toUserName === undefined
        ? t('tickets.events.transferredToQueue', { who: name, queue: detail.queueName ?? '' })
        : t('tickets.events.transferredToUser', { who: name, to: detail.toUserName });
    case 'closed':
      return detail.reasonName === undefined
        ? t('tickets.events.closed', { who: name })
        : t('tickets.events.closedFor', { who: name, reason: detail.reasonName });
    case 'snoozed':
      return t('tickets.events.snoozed', { who: name, time: time(detail.until ?? event.at) });
    case 'woke':
      return by === 'user' ? t('tickets.events.woken', { who: name }) : t(`tickets.events.woke.${by}`);
    case 'tagged':
    case 'untagged':
      return t(`tickets.events.${what}`, { who: name, tag: detail.tagName ?? '' });
    case 'rated':
      return t('tickets.events.rated', { rating: detail.rating ?? 0 });
  }
}

export function useEventWords(): (event: TicketEvent) => string {
  const { t } = useTranslation();
  const language = useLanguage();
  return useCallback(
    (event) => eventWords(t, event, (at) => soon(at, event.at, { language })),
    [t, language],
  );
}
