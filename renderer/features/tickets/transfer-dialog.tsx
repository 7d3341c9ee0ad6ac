import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Queue, Ticket, User } from '../../../preload/entities.ts';
import { useErrorWords } from '../../i18n/words.ts';
import { useAttendance } from '../../state/attendance.ts';
import { useUser } from '../../state/session.ts';
import { stopAsking, transferTicket } from '../../state/tickets.ts';
import { notify } from '../../state/ui.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogActions, DialogContent } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import fieldStyles from '../../ui/field.module.css';
import { useAsking } from '../forms/use-asking.ts';
import { LONGEST_NOTE } from '../inbox/limits.ts';
import { HueDot } from './hue-dot.tsx';
import styles from './transfer-dialog.module.css';

type Goal = { kind: 'queue'; queue: Queue } | { kind: 'user'; user: User };

const keyOf = (goal: Goal) => (goal.kind === 'queue' ? `queue-${goal.queue.id}` : `user-${goal.user.id}`);
const nameOf = (goal: Goal) => (goal.kind === 'queue' ? goal.queue.name : goal.user.name);

/** Where it is already is nowhere to go. */
function useGoals(ticket: Ticket): { queues: Goal[]; people: Goal[] } {
  const queues = useAttendance((state) => state.queues);
  const people = useAttendance((state) => state.people);
  return {
    queues: queues.filter(({ id }) => id !== ticket.queueId).map((queue): Goal => ({ kind: 'queue', queue })),
    people: people.filter(({ id }) => id !== ticket.userId).map((user): Goal => ({ kind: 'user', user })),
  };
}

/** *Transferir* to a queue or to somebody, with a word for whoever takes it on (AT-4). */
export function TransferDialog({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const { queues, people } = useGoals(ticket);
  const [chosen, setChosen] = useState<string>();
  const [note, setNote] = useState('');
  const { busy, error, ask } = useAsking();
  const goal = [...queues, ...people].find((each) => keyOf(each) === chosen);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!goal) return;
    const { conversationId } = ticket;
    const to = goal.kind === 'queue' ? { queueId: goal.queue.id } : { userId: goal.user.id };
    const along = note.trim() === '' ? {} : { note };
    if (!(await ask(() => transferTicket({ conversationId, ...to, ...along })))) return;
    stopAsking();
    notify('ok', t('tickets.transfer.done', { name: nameOf(goal) }));
  };
  const nowhere = queues.length + people.length === 0;
  return (
    <Dialog
      open
      onClose={stopAsking}
      size="small"
      title={t('tickets.transfer.title')}
      about={nowhere ? t('tickets.transfer.nowhere') : t('tickets.transfer.about')}
      closeLabel={t('common.close')}
    >
      <form onSubmit={(event) => void submit(event)}>
        {!nowhere && (
          <DialogContent>
            <div role="radiogroup" aria-label={t('tickets.transfer.to')} className={styles.goals}>
              <Goals title={t('tickets.transfer.queues')} goals={queues} {...{ chosen, setChosen }} />
              <Goals title={t('tickets.transfer.people')} goals={people} {...{ chosen, setChosen }} />
            </div>
            <Field label={t('tickets.transfer.note')} hint={t('tickets.transfer.noteHint')}>
              {(control) => (
                <textarea
                  {...control}
                  className={`${fieldStyles.control} ${styles.note}`}
                  rows={2}
                  maxLength={LONGEST_NOTE}
                  dir="auto"
                  value={note}
                  onChange={(event) => setNote(event.target.value)}
                />
              )}
            </Field>
            {error && (
              <Banner tone="bad" live>
                {words(error)}
              </Banner>
            )}
          </DialogContent>
        )}
        <DialogActions>
          <Button onClick={stopAsking}>{nowhere ? t('common.close') : t('common.cancel')}</Button>
          {!nowhere && (
            <Button type="submit" look="primary" busy={busy} disabled={!goal}>
              {t('tickets.transfer.label')}
            </Button>
          )}
        </DialogActions>
      </form>
    </Dialog>
  );
}

interface GoalsProps {
  title: string;
  goals: readonly Goal[];
  chosen: string | undefined;
  setChosen: (key: string) => void;
}

function Goals({ title, goals, chosen, setChosen }: GoalsProps) {
  const { t } = useTranslation();
  const me = useUser();
  if (goals.length === 0) return null;
  return (
    <div>
      <p className={styles.title}>{title}</p>
      {goals.map((goal) => {
        const key = keyOf(goal);
        return (
          <label key={key} className={styles.goal}>
            <input
              type="radio"
              name="goal"
              className={styles.radio}
              checked={key === chosen}
              onChange={() => setChosen(key)}
            />
            {goal.kind === 'queue' ? (
              <span className={styles.mark}>
                <HueDot hue={goal.queue.hue} />
              </span>
            ) : (
              <Avatar id={goal.user.id} name={goal.user.name} size="small" />
            )}
            <bdi className={styles.name}>{nameOf(goal)}</bdi>
            {goal.kind === 'user' && goal.user.id === me?.id && (
              <span className={styles.about}>{t('team.you')}</span>
            )}
            {goal.kind === 'queue' && <span className={styles.about}>{goal.queue.live}</span>}
          </label>
        );
      })}
    </div>
  );
}
