import { Command } from 'cmdk';
import { Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatPhone } from '../../i18n/phone.ts';
import { openConversation } from '../../state/conversation.ts';
import { openSearch, searchFor } from '../../state/search.ts';
import { goTo, showPalette } from '../../state/ui.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { Marked } from '../../ui/marked.tsx';
import { QuickDialog } from '../../ui/quick-dialog.tsx';
import { type Choice, fitting } from './choices.ts';
import styles from './palette.module.css';
import { useActions, usePlaces } from './use-choices.ts';
import { usePeople } from './use-people.ts';

const SEARCH = 'search-messages';

/** Ctrl+K: any action, place or person by its name. */
export default function Palette() {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const actions = fitting(useActions(), text);
  const places = fitting(usePlaces(), text);
  const people = usePeople(text);
  const first = people[0] ? `contact-${people[0].contact.id}` : (actions[0]?.id ?? places[0]?.id ?? SEARCH);
  const [value, setValue] = useState(first);
  // People come a moment later than the rest, and Enter takes the first of all unless one has chosen another.
  const moved = useRef(false);
  useEffect(() => {
    if (!moved.current) setValue(first);
  }, [first]);
  const close = () => showPalette(false);
  /** After it has closed and given the focus back: what runs may take it for itself. */
  const choose = (run: () => void) => {
    close();
    requestAnimationFrame(() => setTimeout(run));
  };
  return (
    <QuickDialog title={t('shortcuts.do.palette')} onClose={close}>
      <Command
        className={styles.palette}
        label={t('palette.label')}
        shouldFilter={false}
        loop
        value={value}
        onValueChange={setValue}
        onKeyDown={({ key }) => {
          if (key.startsWith('Arrow') || key === 'Home' || key === 'End') moved.current = true;
        }}
      >
        <div className={styles.top}>
          <Search size={20} aria-hidden="true" />
          <Command.Input
            className={styles.field}
            aria-label={t('palette.label')}
            placeholder={t('palette.placeholder')}
            value={text}
            onValueChange={(next) => {
              moved.current = false;
              setText(next);
            }}
            dir="auto"
            maxLength={200}
          />
        </div>
        <Command.List className={styles.list} label={t('palette.results')}>
          <Command.Empty className={styles.empty}>{t('palette.none')}</Command.Empty>
          {people.length > 0 && (
            <Command.Group className={styles.group} heading={t('search.contacts')}>
              {people.map(({ contact, marks, conversations }) => (
                <Command.Item
                  key={contact.id}
                  className={styles.item}
                  value={`contact-${contact.id}`}
                  onSelect={() =>
                    choose(() => {
                      goTo({ at: 'inbox' });
                      const [newest] = conversations;
                      if (newest) void openConversation(newest.conversationId);
                    })
                  }
                >
                  <Avatar
                    id={contact.id}
                    name={contact.displayName}
                    group={contact.kind === 'group'}
                    size="small"
                  />
                  <span className={styles.words}>
                    <Marked text={contact.displayName} marks={marks} />
                  </span>
                  {contact.number !== undefined && (
                    <span className={styles.about}>{formatPhone(contact.number)}</span>
                  )}
                </Command.Item>
              ))}
            </Command.Group>
          )}
          <Choices heading={t('palette.actions')} choices={actions} onChoose={choose} />
          <Choices heading={t('palette.places')} choices={places} onChoose={choose} />
          {text.trim() !== '' && (
            <Command.Group className={styles.group} heading={t('search.messages')}>
              <Command.Item
                className={styles.item}
                value={SEARCH}
                onSelect={() =>
                  choose(() => {
                    searchFor(text);
                    openSearch();
                  })
                }
              >
                <span className={styles.words}>
                  {t('palette.searchFor', { text: text.trim().slice(0, 60) })}
                </span>
              </Command.Item>
            </Command.Group>
          )}
        </Command.List>
      </Command>
    </QuickDialog>
  );
}

interface ChoicesProps {
  heading: string;
  choices: readonly Choice[];
  onChoose: (run: () => void) => void;
}

function Choices({ heading, choices, onChoose }: ChoicesProps) {
  if (choices.length === 0) return null;
  return (
    <Command.Group className={styles.group} heading={heading}>
      {choices.map(({ id, words, keys, run }) => (
        <Command.Item key={id} className={styles.item} value={id} onSelect={() => onChoose(run)}>
          <span className={styles.words}>{words}</span>
          {keys !== undefined && <Kbd keys={keys} />}
        </Command.Item>
      ))}
    </Command.Group>
  );
}
