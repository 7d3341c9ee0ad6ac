import { ArrowDown, ArrowUp, Clock, Pencil, Plus, Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Queue } from '../../../preload/entities.ts';
import { call } from '../../bridge.ts';
import { useErrorWords } from '../../i18n/words.ts';
import { loadAttendance, useAttendance } from '../../state/attendance.ts';
import { notify } from '../../state/ui.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { cx } from '../../ui/cx.ts';
import { hueOf } from '../../ui/hue.ts';
import { Page } from '../settings/page.tsx';
import { moved } from './moved.ts';
import { QueueDialog } from './queue-dialog.tsx';
import { QueueHours } from './queue-hours.tsx';
import styles from './queues-page.module.css';
import { RemoveQueue } from './remove-queue.tsx';

/** *Filas*: what the shop sorts its conversations by, and who answers (AT-7). */
export default function QueuesPage() {
  const { t } = useTranslation();
  const words = useErrorWords();
  const queues = useAttendance((state) => state.queues);
  const [editing, setEditing] = useState<Queue | 'new'>();
  const [removing, setRemoving] = useState<Queue>();
  const [timing, setTiming] = useState<Queue>();
  useEffect(() => void loadAttendance(), []);

  const move = async (from: number, to: number) => {
    const reply = await call('queues.reorder', {
      ids: moved(
        queues.map(({ id }) => id),
        from,
        to,
      ),
    });
    if (!reply.ok) notify('bad', words(reply.error));
    await loadAttendance();
  };
  const add = (
    <Button look="primary" icon={Plus} onClick={() => setEditing('new')}>
      {t('queues.add')}
    </Button>
  );
  return (
    <Page title={t('queues.title')} about={t('queues.about')} action={queues.length > 0 && add}>
      {queues.length === 0 ? (
        <EmptyState title={t('queues.none.title')} about={t('queues.none.about')} action={add} />
      ) : (
        <>
          <Card>
            <ol aria-label={t('queues.title')}>
              {queues.map((queue, at) => (
                <li key={queue.id} className={cx(styles.queue, hueOf(queue.hue))}>
                  <span className={styles.words}>
                    <bdi className={styles.name}>{queue.name}</bdi>
                    <Members queue={queue} />
                  </span>
                  {queue.live > 0 && (
                    <span className={styles.live}>{t('queues.live', { count: queue.live })}</span>
                  )}
                  <span className={styles.acts}>
                    <IconButton
                      icon={ArrowUp}
                      label={t('queues.up', { name: queue.name })}
                      disabled={at === 0}
                      onClick={() => void move(at, at - 1)}
                    />
                    <IconButton
                      icon={ArrowDown}
                      label={t('queues.down', { name: queue.name })}
                      disabled={at === queues.length - 1}
                      onClick={() => void move(at, at + 1)}
                    />
                    <IconButton
                      icon={Clock}
                      label={t('queues.hours.open', { name: queue.name })}
                      onClick={() => setTiming(queue)}
                    />
                    <IconButton
                      icon={Pencil}
                      label={t('queues.editNamed', { name: queue.name })}
                      onClick={() => setEditing(queue)}
                    />
                    <IconButton
                      icon={Trash2}
                      label={t('queues.removeNamed', { name: queue.name })}
                      onClick={() => setRemoving(queue)}
                    />
                  </span>
                </li>
              ))}
            </ol>
          </Card>
          <p className={styles.hint}>{t('queues.orderHint')}</p>
        </>
      )}
      {editing && (
        <QueueDialog {...(editing !== 'new' && { queue: editing })} onClose={() => setEditing(undefined)} />
      )}
      {timing && <QueueHours queue={timing} onClose={() => setTiming(undefined)} />}
      {removing && <RemoveQueue queue={removing} onClose={() => setRemoving(undefined)} />}
    </Page>
  );
}

const MOST_FACES = 6;

function Members({ queue: { memberIds } }: { queue: Queue }) {
  const { t } = useTranslation();
  const people = useAttendance((state) => state.people);
  const members = people.filter(({ id }) => memberIds.includes(id));
  if (members.length === 0) return <span className={styles.everyone}>{t('queues.everyone')}</span>;
  return (
    <span className={styles.members}>
      {members.slice(0, MOST_FACES).map(({ id, name }) => (
        <span key={id} className={styles.face} title={name}>
          <Avatar id={id} name={name} size="small" />
        </span>
      ))}
      <span className={styles.everyone}>{members.map(({ name }) => name).join(', ')}</span>
    </span>
  );
}
