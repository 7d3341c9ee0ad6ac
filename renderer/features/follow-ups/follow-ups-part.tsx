import { Plus, RotateCw, X } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { FollowUp } from '../../../preload/entities.ts';
import { fullTime, soon } from '../../i18n/time.ts';
import { useErrorWords, useLanguage } from '../../i18n/words.ts';
import {
  cancelFollowUp,
  loadFollowUpRules,
  loadFollowUps,
  startFollowUp,
  useFollowUps,
} from '../../state/follow-ups.ts';
import { notify } from '../../state/ui.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { useNow } from '../../ui/use-now.ts';
import { PanelPart } from '../inbox/panel-part.tsx';
import styles from './follow-ups.module.css';

const NONE: readonly FollowUp[] = [];

/** What asks again by itself in this conversation; any answer stops it. */
export function FollowUpsPart({ conversationId }: { conversationId: number }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const rules = useFollowUps((state) => state.rules);
  const all = useFollowUps((state) =>
    state.conversationId === conversationId ? (state.followUps ?? NONE) : NONE,
  );
  useEffect(() => {
    void loadFollowUpRules();
    void loadFollowUps(conversationId);
  }, [conversationId]);

  const active = all.filter(({ state }) => state === 'active');
  const last = all.find(({ state }) => state !== 'active');
  // A rule that runs here cannot be started once more.
  const startable = rules?.filter(({ id }) => !active.some(({ ruleId }) => ruleId === id)) ?? [];
  const start = async (ruleId: number) => {
    const refused = await startFollowUp(conversationId, ruleId);
    if (refused) notify('bad', words(refused));
  };
  if (rules?.length === 0 && all.length === 0) return null;
  return (
    <PanelPart
      title={t('followUps.title')}
      action={
        startable.length > 0 && (
          <Menu
            align="end"
            label={t('followUps.start')}
            trigger={<IconButton icon={Plus} label={t('followUps.start')} />}
          >
            {startable.map(({ id, name }) => (
              <MenuItem key={id} icon={RotateCw} onSelect={() => void start(id)}>
                <bdi>{name}</bdi>
              </MenuItem>
            ))}
          </Menu>
        )
      }
    >
      {active.length === 0 && (
        <p className={styles.faint}>
          {last?.ended === undefined
            ? t('followUps.noneActive')
            : t(`followUps.ended.${last.ended}`, { name: last.ruleName })}
        </p>
      )}
      <ul className={styles.running} aria-label={t('followUps.title')}>
        {active.map((followUp) => (
          <Running key={followUp.id} followUp={followUp} />
        ))}
      </ul>
    </PanelPart>
  );
}

function Running({ followUp }: { followUp: FollowUp }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const language = useLanguage();
  const now = useNow('half-minute');
  const { ruleName, step, steps, text, dueAt } = followUp;
  const cancel = async () => {
    const refused = await cancelFollowUp(followUp);
    if (refused) notify('bad', words(refused));
  };
  return (
    <li className={styles.one}>
      <div className={styles.words}>
        <bdi className={styles.oneName}>{ruleName}</bdi>
        <time className={styles.faint} title={fullTime(dueAt, { language })}>
          {t('followUps.next', { step, steps, when: soon(dueAt, now, { language }) })}
        </time>
        <p className={styles.clamped} dir="auto" title={text}>
          {text}
        </p>
      </div>
      <IconButton
        icon={X}
        label={t('followUps.cancelNamed', { name: ruleName })}
        onClick={() => void cancel()}
      />
    </li>
  );
}
