import { useEffect, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { JournalEntry, RobotState } from '../../../preload/entities/automation.ts';
import { ago, fullTime, listTime, soon } from '../../i18n/time.ts';
import { useErrorWords, useLanguage } from '../../i18n/words.ts';
import { loadRobot, setRobotOff, useRobot } from '../../state/robot.ts';
import { notify } from '../../state/ui.ts';
import { Button } from '../../ui/button.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Switch } from '../../ui/switch.tsx';
import { useNow } from '../../ui/use-now.ts';
import { PanelPart } from '../inbox/panel-part.tsx';
import { useSentWords } from './sent-words.ts';
import styles from './robot-part.module.css';
import { useBecauseWords } from './use-because-words.ts';

/** *Robô desligado* for this contact, and what keeps the robot quiet or waiting just now. */
export function RobotPart({ conversationId }: { conversationId: number }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const robot = useRobot((state) => (state.conversationId === conversationId ? state.robot : undefined));
  const error = useRobot((state) => (state.conversationId === conversationId ? state.error : undefined));
  useEffect(() => void loadRobot(conversationId), [conversationId]);

  const set = async (off: boolean) => {
    const refused = await setRobotOff(conversationId, off);
    if (refused) notify('bad', words(refused));
  };
  return (
    <PanelPart title={t('robot.title')}>
      {!robot && !error && <Skeleton width="80%" />}
      {error && (
        <div className={styles.state}>
          {words(error)}{' '}
          <Button size="small" onClick={() => void loadRobot(conversationId)}>
            {t('common.tryAgain')}
          </Button>
        </div>
      )}
      {robot && (
        <>
          <Switch
            label={t('robot.off')}
            about={t('robot.offAbout')}
            checked={robot.off}
            onChecked={(off) => void set(off)}
          />
          <State robot={robot} />
          <Decisions />
        </>
      )}
    </PanelPart>
  );
}

function State({ robot: { off, offSince, loopUntil, menuUntil, silencedByHumanAt } }: { robot: RobotState }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow('half-minute');
  const comes = (at: number) => soon(at, now, { language });
  const sentences: string[] = [];
  if (off) {
    if (offSince !== undefined) sentences.push(t('robot.offSince', { when: ago(offSince, now, language) }));
  } else {
    if (loopUntil !== undefined && loopUntil > now) {
      sentences.push(t('robot.loop', { when: comes(loopUntil) }));
    }
    if (silencedByHumanAt !== undefined) {
      sentences.push(t('robot.silenced', { when: ago(silencedByHumanAt, now, language) }));
    } else if (menuUntil !== undefined && menuUntil > now) {
      sentences.push(t('robot.menu', { when: comes(menuUntil) }));
    }
    if (sentences.length === 0) sentences.push(t('robot.ready'));
  }
  return (
    <div aria-live="polite">
      {sentences.map((sentence) => (
        <p key={sentence} className={styles.state}>
          {sentence}
        </p>
      ))}
    </div>
  );
}

/** Why it answered here last, or kept quiet. */
function Decisions() {
  const { t } = useTranslation();
  const title = useId();
  const decisions = useRobot((state) => state.decisions);
  if (decisions.length === 0) return null;
  return (
    <>
      <h4 id={title} className={styles.decisionsTitle}>
        {t('robot.decisions')}
      </h4>
      <ol className={styles.decisions} aria-labelledby={title}>
        {decisions.map((entry) => (
          <Decision key={entry.id} entry={entry} />
        ))}
      </ol>
    </>
  );
}

function Decision({ entry: { because, actions, times } }: { entry: JournalEntry }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow('half-minute');
  const words = useBecauseWords();
  const sent = useSentWords();
  return (
    <li className={styles.decision}>
      <p>{words(because)}</p>
      <p className={styles.outcome}>
        <time title={fullTime(because.at, { language })}>{listTime(because.at, now, { language })}</time>
        {' · '}
        {sent(actions)}
        {times > 1 && ` · ${t('automation.journal.times', { count: times })}`}
      </p>
    </li>
  );
}
