import { AlarmClock, Bot, CircleCheck, Clock, Inbox, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Handover } from '../../../preload/entities.ts';
import { dayMonthTime } from '../../i18n/time.ts';
import { useErrorWords, useLanguage } from '../../i18n/words.ts';
import { hideHandover, showHandover, useHandover } from '../../state/handover.ts';
import type { ListTab } from '../../state/merge.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogActions, DialogContent } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { MessageLines, RowLines } from './handover-lines.tsx';
import styles from './handover-sheet.module.css';
import { goToTab } from './go-to.ts';

/** *Passagem de turno*: what the night brought, on one sheet; each line leads to its conversation (AT-12). */
export default function HandoverSheet() {
  const { t } = useTranslation();
  const language = useLanguage();
  const words = useErrorWords();
  const open = useHandover((state) => state.open);
  const handover = useHandover((state) => state.handover);
  const error = useHandover((state) => state.error);
  return (
    <Dialog
      open={open}
      onClose={hideHandover}
      size="large"
      title={t('handover.title')}
      about={handover && t('handover.since', { time: dayMonthTime(handover.since, { language }) })}
      closeLabel={t('common.close')}
    >
      <DialogContent>
        {handover && <Parts handover={handover} />}
        {error && (
          <EmptyState
            title={t('handover.failedToLoad')}
            about={words(error)}
            action={<Button onClick={() => void showHandover()}>{t('common.tryAgain')}</Button>}
          />
        )}
        {!handover && !error && <Skeleton width="100%" height="16rem" />}
      </DialogContent>
      <DialogActions>
        <Button look="primary" onClick={hideHandover}>
          {t('handover.start')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function Parts({ handover }: { handover: Handover }) {
  const { t } = useTranslation();
  const { came, waiting, failed, automatic, snoozed } = handover;
  const cameWords = t('handover.came', {
    messages: t('handover.messages', { count: came.messages }),
    conversations: t('handover.conversations', { count: came.conversations }),
  });
  return (
    <div className={styles.parts}>
      <Part
        icon={Clock}
        title={t('handover.waiting', { count: waiting.total })}
        none={t('handover.none.waiting')}
        total={waiting.total}
        shown={waiting.rows.length}
        tab="waiting"
      >
        <RowLines rows={waiting.rows} shows="wait" />
      </Part>
      <Part
        icon={TriangleAlert}
        tone="bad"
        title={t('handover.failed', { count: failed.total })}
        none={t('handover.none.failed')}
        total={failed.total}
        shown={failed.messages.length}
        tab="all"
      >
        <MessageLines messages={failed.messages} />
      </Part>
      <Part
        icon={Inbox}
        title={cameWords}
        none={t('handover.none.came')}
        total={came.conversations}
        shown={came.rows.length}
        tab="all"
      >
        <RowLines rows={came.rows} shows="time" />
      </Part>
      <Part
        icon={AlarmClock}
        title={t('handover.snoozed', { count: snoozed.total })}
        none={t('handover.none.snoozed')}
        total={snoozed.total}
        shown={snoozed.rows.length}
        tab="snoozed"
      >
        <RowLines rows={snoozed.rows} shows="back" />
      </Part>
      <Part
        icon={Bot}
        title={t('handover.automatic', { count: automatic.total })}
        none={t('handover.none.automatic')}
        total={automatic.total}
        shown={automatic.messages.length}
        tab="all"
      >
        <MessageLines messages={automatic.messages} />
      </Part>
    </div>
  );
}

interface PartProps {
  icon: LucideIcon;
  tone?: 'bad';
  title: string;
  /** Said when there is nothing. */
  none: string;
  total: number;
  /** How many of them main has told. */
  shown: number;
  tab: ListTab;
  children: ReactNode;
}

function Part({ icon: Icon, tone, title, none, total, shown, tab, children }: PartProps) {
  const { t } = useTranslation();
  if (total === 0) {
    return (
      <p className={styles.nothing}>
        <CircleCheck size={16} aria-hidden="true" />
        {none}
      </p>
    );
  }
  return (
    <section className={styles.part} aria-label={title} data-tone={tone}>
      <h3 className={styles.title}>
        <Icon size={16} aria-hidden="true" />
        {title}
      </h3>
      {children}
      {total > shown && (
        <Button size="small" look="quiet" onClick={() => goToTab(tab)}>
          {t('handover.more', { count: total - shown })}
        </Button>
      )}
    </section>
  );
}
