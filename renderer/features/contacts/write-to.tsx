import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallError } from '../../../preload/contract.ts';
import type { ContactDetails } from '../../../preload/entities.ts';
import { call } from '../../bridge.ts';
import { useErrorWords } from '../../i18n/words.ts';
import { useChannels } from '../../state/channels.ts';
import { openConversation } from '../../state/conversation.ts';
import { goTo } from '../../state/ui.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogActions, DialogContent } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { isInUse } from '../channels/channel-state.ts';

/** Which channel to write through; where there is only one there is nothing to ask. */
export function WriteTo({ contact, onClose }: { contact: ContactDetails; onClose: () => void }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const channels = (useChannels((state) => state.channels) ?? []).filter(isInUse);
  const known = contact.conversations.find(({ channelId }) => channels.some(({ id }) => id === channelId));
  const [chosen, setChosen] = useState(known?.channelId ?? channels[0]?.id);
  const [error, setError] = useState<CallError>();
  const only = channels.length === 1 ? channels[0]?.id : undefined;

  const open = async (channelId: number | undefined) => {
    if (channelId === undefined) return;
    const reply = await call('contacts.conversation', { contactId: contact.id, channelId });
    if (!reply.ok) return setError(reply.error);
    onClose();
    goTo({ at: 'inbox' });
    await openConversation(reply.value.conversationId);
  };
  useEffect(() => {
    if (only !== undefined) void open(only);
    // Once: it opens by itself, and closes this.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [only]);

  if (only !== undefined && !error) return null;
  return (
    <Dialog open onClose={onClose} title={t('contacts.write')} closeLabel={t('common.close')} size="small">
      <DialogContent>
        {channels.length === 0 ? (
          <Banner tone="warn">{t('contacts.noChannel')}</Banner>
        ) : (
          <Field label={t('contacts.throughChannel')} error={error && words(error)}>
            {(control) => (
              <Select
                {...control}
                value={String(chosen)}
                onValue={(value) => setChosen(Number(value))}
                choices={channels.map(({ id, name }) => ({ value: String(id), label: name }))}
              />
            )}
          </Field>
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button look="primary" disabled={channels.length === 0} onClick={() => void open(chosen)}>
          {t('contacts.openConversation')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
