import { useTranslation } from 'react-i18next';
import type { CallError } from '../../../preload/contract.ts';
import type { Ticket } from '../../../preload/entities.ts';
import { soon } from '../../i18n/time.ts';
import { useErrorWords, useLanguage } from '../../i18n/words.ts';
import { copy } from '../../state/copy.ts';
import {
  acceptTicket,
  askTicket,
  pinTicket,
  reopenTicket,
  returnTicket,
  snoozeTicket,
  tagTicket,
  wakeTicket,
} from '../../state/tickets.ts';
import { announce, notify } from '../../state/ui.ts';
import { focusComposer } from '../inbox/focus.ts';

export type SnoozeUntil = 'in-1-hour' | 'tomorrow-9' | number;

/**
 * The commands that need no dialogue; each says what went wrong. What can be seen on screen is not said in a notice.
 */
export function useTicketActions(ticket: Ticket) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const language = useLanguage();
  const { conversationId } = ticket;

  const tell = (refused: CallError | undefined, done?: string) => {
    if (refused) notify('bad', words(refused));
    else if (done !== undefined) announce(done);
    return refused === undefined;
  };
  return {
    async accept() {
      const refused = await acceptTicket({ conversationId });
      const name = refused?.params?.['name'];
      if (refused?.code === 'ticket-taken' && typeof name === 'string') {
        askTicket({ what: 'take-over', ticket, name });
        return;
      }
      if (tell(refused, t('tickets.accepted'))) focusComposer(conversationId);
    },
    async giveBack() {
      tell(await returnTicket(conversationId), t('tickets.returned'));
    },
    async reopen() {
      tell(await reopenTicket(conversationId), t('tickets.reopened'));
    },
    async pin(pinned: boolean) {
      tell(await pinTicket(conversationId, pinned));
    },
    async tag(tagIds: readonly number[]) {
      tell(await tagTicket(conversationId, tagIds));
    },
    async snooze(until: SnoozeUntil) {
      const reply = await snoozeTicket({ conversationId, until });
      const at = reply.ok ? reply.value.snoozedUntil : undefined;
      if (!reply.ok) notify('bad', words(reply.error));
      else if (at !== undefined)
        notify('ok', t('tickets.snooze.done', { time: soon(at, Date.now(), { language }) }));
    },
    async wake() {
      tell(await wakeTicket(conversationId), t('tickets.snooze.woken'));
    },
    copyProtocol() {
      copy(ticket.protocol, { done: t('tickets.protocolCopied'), failed: t('common.copyFailed') });
    },
  };
}
