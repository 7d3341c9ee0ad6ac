import { useVirtualizer } from '@tanstack/react-virtual';
import { Ban, Download, EllipsisVertical, Search, Upload, UserRoundPlus } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContactRow } from '../../../preload/entities.ts';
import { formatPhone } from '../../i18n/phone.ts';
import { useErrorWords } from '../../i18n/words.ts';
import {
  type ContactsShown,
  loadContacts,
  loadMoreContacts,
  openContact,
  searchContacts,
  showContacts,
  soughtContacts,
  useContacts,
} from '../../state/contacts.ts';
import { useIsManager } from '../../state/session.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { ToggleChips } from '../../ui/toggle-chips.tsx';
import styles from './contact-list.module.css';
import { exportContacts } from './export-contacts.ts';
import { ImportContacts } from './import-contacts.tsx';
import { NewContact } from './new-contact.tsx';

const SHOWN: readonly ContactsShown[] = ['written', 'all', 'blocked'];

export function ContactList() {
  const { t } = useTranslation();
  const { query, show, rows, total, error, seeking } = useContacts();
  const words = useErrorWords();
  const isManager = useIsManager();
  const [dialog, setDialog] = useState<'new' | 'import'>();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!seeking) return;
    field.current?.focus();
    soughtContacts();
  }, [seeking]);
  return (
    <section className={styles.column} aria-label={t('contacts.title')} data-region="list" tabIndex={-1}>
      <header className={styles.header}>
        <div className={styles.titleRow}>
          <h1>{t('contacts.title')}</h1>
          <div className={styles.actions}>
            <IconButton icon={UserRoundPlus} label={t('contacts.new')} onClick={() => setDialog('new')} />
            {isManager && (
              <Menu
                label={t('contacts.files')}
                align="end"
                trigger={<IconButton icon={EllipsisVertical} label={t('contacts.files')} />}
              >
                <MenuItem icon={Upload} onSelect={() => setDialog('import')}>
                  {t('contacts.import.open')}
                </MenuItem>
                <MenuItem icon={Download} onSelect={() => void exportContacts('csv', t, words)}>
                  {t('contacts.exportCsv')}
                </MenuItem>
                <MenuItem icon={Download} onSelect={() => void exportContacts('vcard', t, words)}>
                  {t('contacts.exportVcard')}
                </MenuItem>
              </Menu>
            )}
          </div>
        </div>
        <label className={styles.search}>
          <Search size={16} aria-hidden="true" />
          <input
            ref={field}
            type="search"
            data-first-focus
            aria-label={t('contacts.search')}
            placeholder={t('contacts.search')}
            dir="auto"
            maxLength={200}
            value={query}
            onChange={(event) => searchContacts(event.target.value)}
          />
        </label>
        <ToggleChips
          label={t('contacts.showLabel')}
          value={show}
          onValue={showContacts}
          chips={SHOWN.map((value) => ({ value, label: t(`contacts.show.${value}`) }))}
        />
        <p className={styles.total} aria-live="polite">
          {rows && t('contacts.total', { count: total })}
        </p>
      </header>
      {rows === undefined ? (
        error && (
          <EmptyState
            title={words(error)}
            action={<Button onClick={() => void loadContacts()}>{t('common.tryAgain')}</Button>}
          />
        )
      ) : rows.length === 0 ? (
        <EmptyState
          title={query === '' ? t(`contacts.empty.${show}`) : t('contacts.notFound')}
          about={query === '' && show === 'written' ? t('contacts.emptyAbout') : undefined}
          action={
            query === '' ? undefined : (
              <Button icon={UserRoundPlus} onClick={() => setDialog('new')}>
                {t('contacts.new')}
              </Button>
            )
          }
        />
      ) : (
        <Rows rows={rows} />
      )}
      {dialog === 'new' && (
        <NewContact typed={rows?.length === 0 ? query : ''} onClose={() => setDialog(undefined)} />
      )}
      {dialog === 'import' && <ImportContacts onClose={() => setDialog(undefined)} />}
    </section>
  );
}

const ROW = 60;

function Rows({ rows }: { rows: readonly ContactRow[] }) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const openId = useContacts((state) => state.openId);
  const more = useContacts((state) => state.next !== undefined);
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
  // oxlint-disable-next-line react/incompatible-library -- what it answers is used in this component alone
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW * rem,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 8,
  });
  const lastShown = list.getVirtualItems().at(-1)?.index ?? 0;
  useEffect(() => {
    if (more && lastShown >= rows.length - 20) void loadMoreContacts();
  }, [more, lastShown, rows.length]);

  const openAt = rows.findIndex(({ id }) => id === openId);
  const move = (event: KeyboardEvent) => {
    const last = rows.length - 1;
    const goal = { ArrowDown: openAt + 1, ArrowUp: openAt - 1, Home: 0, End: last }[event.key];
    if (goal === undefined || event.altKey || event.ctrlKey) return;
    event.preventDefault();
    const index = Math.min(last, Math.max(0, goal));
    void openContact(rows[index]?.id);
    list.scrollToIndex(index, { align: 'auto' });
    requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"] button`)?.focus(),
    );
  };

  return (
    <div ref={scroller} className={styles.scroller}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys move among its buttons */}
      <ul className={styles.rows} style={{ height: list.getTotalSize() }} onKeyDown={move}>
        {list.getVirtualItems().map(({ index, key, start }) => {
          const row = rows[index];
          if (!row) return null;
          const current = row.id === openId;
          return (
            <li
              key={key}
              data-index={index}
              className={styles.item}
              style={{ transform: `translateY(${start}px)` }}
            >
              <button
                type="button"
                className={styles.row}
                aria-current={current || undefined}
                tabIndex={current || (openAt < 0 && index === 0) ? 0 : -1}
                onClick={() => void openContact(row.id)}
              >
                <Avatar id={row.id} name={row.displayName} />
                <span className={styles.words}>
                  <span className={styles.name} dir="auto">
                    {row.displayName || t('contacts.unnamed')}
                  </span>
                  <span className={styles.number}>
                    {row.number === undefined ? t('contacts.numberHidden') : formatPhone(row.number)}
                  </span>
                </span>
                {row.blocked && (
                  <span className={styles.blocked}>
                    <Ban size={14} aria-hidden="true" />
                    {t('contacts.blocked')}
                  </span>
                )}
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
