import { Ban, UserRoundPlus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Channel, Conversation } from '../../../../preload/entities.ts';
import { numberFormat } from '../../../i18n/formats.ts';
import { useLanguage } from '../../../i18n/words.ts';
import { useConversation } from '../../../state/conversation.ts';
import { showPairing } from '../../../state/ui.ts';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { needsLinking } from '../../channels/channel-state.ts';
import { LONGEST_TEXT } from '../limits.ts';

interface StripsProps {
  conversation: Conversation;
  channel: Channel | undefined;
  removed: boolean;
  closed: boolean;
  length: number;
}

/** What one must know before writing here. */
export function Strips({ conversation, channel, removed, closed, length }: StripsProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const neverWrote = useNeverWrote();
  const number = numberFormat(language);
  if (closed) return <Banner tone="warn">{removed ? t('composer.removed') : t('composer.archived')}</Banner>;
  return (
    <>
      {channel && channel.state.phase !== 'connected' && (
        <Banner
          tone="bad"
          action={
            needsLinking(channel) && (
              <Button size="small" onClick={() => showPairing(channel.id)}>
                {t('channels.connect')}
              </Button>
            )
          }
        >
          {t('composer.offline', { channel: channel.name })}
        </Banner>
      )}
      {conversation.contact.blocked && (
        <Banner tone="warn" icon={Ban}>
          {t('composer.blocked')}
        </Banner>
      )}
      {neverWrote && !conversation.contact.blocked && conversation.contact.kind === 'person' && (
        <Banner tone="warn" icon={UserRoundPlus}>
          {t('composer.neverWrote')}
        </Banner>
      )}
      {length > LONGEST_TEXT && (
        <Banner tone="bad" live>
          {t('composer.tooLong', { length: number.format(length), limit: number.format(LONGEST_TEXT) })}
        </Banner>
      )}
    </>
  );
}

/** The whole conversation is here, and none of it is the contact's (AB-1). */
function useNeverWrote(): boolean {
  return useConversation(
    ({ conversation, messages, more }) =>
      conversation !== undefined && !more.before && !more.after && messages.every(({ fromMe }) => fromMe),
  );
}
