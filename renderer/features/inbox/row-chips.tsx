import { UserRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { InboxRow } from '../../../preload/entities.ts';
import { useAttendance, usePerson, useQueue } from '../../state/attendance.ts';
import { useChannel, useChannels } from '../../state/channels.ts';
import { useUser } from '../../state/session.ts';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { HueDot } from '../tickets/hue-dot.tsx';
import { TagChip } from '../tickets/tag-chip.tsx';
import styles from './row-chips.module.css';

const MOST_TAGS = 2;

/** Who has it, its queue, its channel, its tags: as far as there is something to tell apart. */
export function RowChips({ row: { channelId, ticket } }: { row: InboxRow }) {
  const several = useChannels((state) => (state.channels?.length ?? 0) > 1);
  return (
    <span className={styles.chips}>
      {ticket?.state === 'open' && <Owner id={ticket.userId} />}
      <QueueName id={ticket?.queueId} />
      {several && <ChannelName id={channelId} />}
      {ticket && <RowTags ids={ticket.tagIds} />}
    </span>
  );
}

/** Whether a row has anything of it to show. */
export function useHasChips({ ticket }: InboxRow): boolean {
  const several = useChannels((state) => (state.channels?.length ?? 0) > 1);
  const me = useUser();
  const ofAnother = ticket?.state === 'open' && ticket.userId !== undefined && ticket.userId !== me?.id;
  return several || ofAnother || ticket?.queueId !== undefined || (ticket?.tagIds.length ?? 0) > 0;
}

function Owner({ id }: { id: number | undefined }) {
  const { t } = useTranslation();
  const me = useUser();
  const person = usePerson(id);
  if (!person || person.id === me?.id) return null;
  const words = t('inbox.withUser', { name: person.name });
  return (
    <span className={styles.chip} title={words}>
      <UserRound className={styles.picture} size={11} aria-hidden="true" />
      <VisuallyHidden>{words}</VisuallyHidden>
      <bdi className={styles.name} aria-hidden="true">
        {person.name}
      </bdi>
    </span>
  );
}

function QueueName({ id }: { id: number | undefined }) {
  const queue = useQueue(id);
  if (!queue) return null;
  return (
    <span className={styles.chip}>
      <HueDot hue={queue.hue} />
      <bdi className={styles.name}>{queue.name}</bdi>
    </span>
  );
}

function ChannelName({ id }: { id: number }) {
  const { t } = useTranslation();
  const channel = useChannel(id);
  return (
    <span className={styles.chip}>
      <HueDot hue={id} ring />
      <bdi className={styles.name}>{channel?.name ?? t('inbox.channelRemoved')}</bdi>
    </span>
  );
}

function RowTags({ ids }: { ids: readonly number[] }) {
  const { t } = useTranslation();
  const tags = useAttendance((state) => state.tags);
  const found = tags.filter(({ id }) => ids.includes(id));
  const rest = found.length - MOST_TAGS;
  return (
    <>
      {found.slice(0, MOST_TAGS).map((tag) => (
        <TagChip key={tag.id} tag={tag} />
      ))}
      {rest > 0 && (
        <span className={styles.rest}>
          <span aria-hidden="true">+{rest}</span>
          <VisuallyHidden>{t('inbox.moreTags', { count: rest })}</VisuallyHidden>
        </span>
      )}
    </>
  );
}
