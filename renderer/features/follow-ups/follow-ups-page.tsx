import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FollowUpRule } from '../../../preload/entities.ts';
import { useErrorWords } from '../../i18n/words.ts';
import { useAttendance } from '../../state/attendance.ts';
import { loadFollowUpRules, removeFollowUpRule, useFollowUps } from '../../state/follow-ups.ts';
import { notify } from '../../state/ui.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Page } from '../settings/page.tsx';
import styles from './follow-ups.module.css';
import { RuleDialog } from './rule-dialog.tsx';
import { useDelayWords } from './use-delay-words.ts';

/** *Follow-ups*: what is asked again where nobody answers (SC-2). */
export default function FollowUpsPage() {
  const { t } = useTranslation();
  const words = useErrorWords();
  const rules = useFollowUps((state) => state.rules);
  const error = useFollowUps((state) => state.error);
  const [editing, setEditing] = useState<FollowUpRule | 'new'>();
  const [removing, setRemoving] = useState<FollowUpRule>();
  useEffect(() => void loadFollowUpRules(), []);

  const remove = async () => {
    if (!removing) return;
    const refused = await removeFollowUpRule(removing.id);
    setRemoving(undefined);
    if (refused) notify('bad', words(refused));
    else notify('ok', t('followUps.removed', { name: removing.name }));
  };
  const add = (
    <Button look="primary" icon={Plus} onClick={() => setEditing('new')}>
      {t('followUps.add')}
    </Button>
  );
  return (
    <Page
      title={t('settings.pages.followUps')}
      about={t('followUps.about')}
      action={rules && rules.length > 0 && add}
    >
      {error && !rules && (
        <EmptyState
          title={words(error)}
          action={<Button onClick={() => void loadFollowUpRules()}>{t('common.tryAgain')}</Button>}
        />
      )}
      {!rules && !error && <Skeleton width="100%" height="4rem" />}
      {rules?.length === 0 && (
        <EmptyState title={t('followUps.none')} about={t('followUps.noneAbout')} action={add} />
      )}
      {rules && rules.length > 0 && (
        <Card>
          <ul aria-label={t('settings.pages.followUps')}>
            {rules.map((rule) => (
              <Rule
                key={rule.id}
                rule={rule}
                onEdit={() => setEditing(rule)}
                onRemove={() => setRemoving(rule)}
              />
            ))}
          </ul>
        </Card>
      )}
      {editing && (
        <RuleDialog {...(editing !== 'new' && { rule: editing })} onClose={() => setEditing(undefined)} />
      )}
      <Confirm
        open={removing !== undefined}
        onClose={() => setRemoving(undefined)}
        title={t('followUps.removeTitle', { name: removing?.name ?? '' })}
        about={t('followUps.removeAbout', { count: removing?.active ?? 0 })}
        cancel={t('common.cancel')}
        confirm={t('followUps.removeConfirm')}
        onConfirm={() => void remove()}
      />
    </Page>
  );
}

interface RuleProps {
  rule: FollowUpRule;
  onEdit: () => void;
  onRemove: () => void;
}

function Rule({ rule: { name, steps, onlyOpenHours, tagId, active }, onEdit, onRemove }: RuleProps) {
  const { t } = useTranslation();
  const delay = useDelayWords();
  const tag = useAttendance((state) => state.tags.find(({ id }) => id === tagId));
  return (
    <li className={styles.rule}>
      <div className={styles.words}>
        <p className={styles.head}>
          <bdi className={styles.name}>{name}</bdi>
          {active > 0 && <Badge tone="brand">{t('followUps.active', { count: active })}</Badge>}
        </p>
        <ol className={styles.steps}>
          {steps.map(({ afterMinutes, text }, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- a step is known by its number
            <li key={index}>
              <span className={styles.after}>{t('followUps.after', { delay: delay(afterMinutes) })}</span>
              <span className={styles.text} dir="auto">
                {text}
              </span>
            </li>
          ))}
        </ol>
        <p className={styles.faint}>
          {t(onlyOpenHours ? 'followUps.onlyOpen' : 'followUps.always')}
          {tag && ` · ${t('followUps.byTag', { tag: tag.name })}`}
        </p>
      </div>
      <IconButton icon={Pencil} label={t('followUps.editNamed', { name })} onClick={onEdit} />
      <IconButton icon={Trash2} label={t('followUps.removeNamed', { name })} onClick={onRemove} />
    </li>
  );
}
