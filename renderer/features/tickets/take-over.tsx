import { useTranslation } from 'react-i18next';
import type { Ticket } from '../../../preload/entities.ts';
import { useErrorWords } from '../../i18n/words.ts';
import { acceptTicket, stopAsking } from '../../state/tickets.ts';
import { notify } from '../../state/ui.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { useAsking } from '../forms/use-asking.ts';
import { focusComposer } from '../inbox/focus.ts';

/** Two people wanted it at once: whoever came second is told who has it, and may take it knowing that. */
export function TakeOver({ ticket, name }: { ticket: Ticket; name: string }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const { busy, ask } = useAsking();
  const { conversationId } = ticket;
  const take = async () => {
    const done = await ask(async () => {
      const refused = await acceptTicket({ conversationId, takeOver: true });
      if (refused) notify('bad', words(refused));
      return refused;
    });
    stopAsking();
    if (done) focusComposer(conversationId);
  };
  return (
    <Confirm
      open
      onClose={stopAsking}
      title={t('tickets.takeOver.title', { name })}
      about={t('tickets.takeOver.about', { name })}
      cancel={t('tickets.takeOver.leave')}
      confirm={t('tickets.takeOver.take')}
      look="primary"
      busy={busy}
      onConfirm={() => void take()}
    />
  );
}
