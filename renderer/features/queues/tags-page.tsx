import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Tag } from '../../../preload/entities.ts';
import { call } from '../../bridge.ts';
import { useErrorWords } from '../../i18n/words.ts';
import { loadAttendance, useAttendance } from '../../state/attendance.ts';
import { notify } from '../../state/ui.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Page } from '../settings/page.tsx';
import { TagChip } from '../tickets/tag-chip.tsx';
import { TagDialog } from './tag-dialog.tsx';
import styles from './tags-page.module.css';

/** *Etiquetas*: short words that mark conversations. */
export default function TagsPage() {
  const { t } = useTranslation();
  const words = useErrorWords();
  const tags = useAttendance((state) => state.tags);
  const [editing, setEditing] = useState<Tag | 'new'>();
  const [removing, setRemoving] = useState<Tag>();
  useEffect(() => void loadAttendance(), []);

  const remove = async () => {
    if (!removing) return;
    const reply = await call('tags.remove', { tagId: removing.id });
    setRemoving(undefined);
    await loadAttendance();
    if (reply.ok) notify('ok', t('tags.removed'));
    else notify('bad', words(reply.error));
  };
  const add = (
    <Button look="primary" icon={Plus} onClick={() => setEditing('new')}>
      {t('tags.add')}
    </Button>
  );
  return (
    <Page title={t('tags.title')} about={t('tags.about')} action={tags.length > 0 && add}>
      {tags.length === 0 ? (
        <EmptyState title={t('tags.none.title')} about={t('tags.none.about')} action={add} />
      ) : (
        <Card>
          <ul aria-label={t('tags.title')}>
            {tags.map((tag) => (
              <li key={tag.id} className={styles.tag}>
                <span className={styles.name}>
                  <TagChip tag={tag} />
                </span>
                <IconButton
                  icon={Pencil}
                  label={t('tags.editNamed', { name: tag.name })}
                  onClick={() => setEditing(tag)}
                />
                <IconButton
                  icon={Trash2}
                  label={t('tags.removeNamed', { name: tag.name })}
                  onClick={() => setRemoving(tag)}
                />
              </li>
            ))}
          </ul>
        </Card>
      )}
      {editing && (
        <TagDialog {...(editing !== 'new' && { tag: editing })} onClose={() => setEditing(undefined)} />
      )}
      <Confirm
        open={removing !== undefined}
        onClose={() => setRemoving(undefined)}
        title={t('tags.removeTitle', { name: removing?.name ?? '' })}
        about={t('tags.removeAbout')}
        cancel={t('common.cancel')}
        confirm={t('tags.remove')}
        onConfirm={() => void remove()}
      />
    </Page>
  );
}
