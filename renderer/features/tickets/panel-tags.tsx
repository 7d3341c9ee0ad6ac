import { Tag as TagIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useAttendance } from '../../state/attendance.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { PanelPart } from '../inbox/panel-part.tsx';
import styles from './panel-tags.module.css';
import { TagChip } from './tag-chip.tsx';
import { TagItems } from './ticket-menu.tsx';
import { useTicket } from './use-ticket.ts';

/** The tags of the conversation's ticket. */
export function PanelTags({ conversationId }: { conversationId: number }) {
  const { t } = useTranslation();
  const ticket = useTicket(conversationId);
  const tags = useAttendance((state) => state.tags);
  if (!ticket) return null;
  const own = tags.filter(({ id }) => ticket.tagIds.includes(id));
  return (
    <PanelPart
      title={t('tickets.tags.label')}
      action={
        <Menu
          align="end"
          label={t('tickets.tags.label')}
          trigger={<IconButton icon={TagIcon} label={t('tickets.tags.edit')} />}
        >
          <TagItems ticket={ticket} />
        </Menu>
      }
    >
      {own.length === 0 ? (
        <p className={styles.none}>{t('tickets.tags.none')}</p>
      ) : (
        <ul className={styles.tags}>
          {own.map((tag) => (
            <li key={tag.id} className={styles.tag}>
              <TagChip tag={tag} />
            </li>
          ))}
        </ul>
      )}
    </PanelPart>
  );
}
