import { Search } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorWords } from '../../i18n/words.ts';
import { closeSearch, searchFor, type SearchState, useSearch } from '../../state/search.ts';
import { Banner } from '../../ui/banner.tsx';
import { QuickDialog } from '../../ui/quick-dialog.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { Filters } from './filters.tsx';
import { openResult, type Result, resultsOf } from './results.ts';
import { ResultList } from './result-list.tsx';
import styles from './search-dialog.module.css';

const LIST = 'search-results';

/** Contacts and messages of the whole station, as one types. */
export default function SearchDialog() {
  const { t } = useTranslation();
  const words = useErrorWords();
  const text = useSearch((state) => state.text);
  const searching = useSearch((state) => state.searching || state.goingOn);
  const error = useSearch((state) => state.error);
  const contacts = useSearch((state) => state.contacts);
  const hits = useSearch((state) => state.hits);
  const [activeId, setActiveId] = useState<string>();
  const results = resultsOf(contacts, hits);
  // What was chosen may be gone with the next letter: then the first one is.
  const active = results.find(({ id }) => id === activeId) ?? results[0];

  const choose = (result: Result) => {
    closeSearch();
    openResult(result);
  };
  const press = (event: KeyboardEvent) => {
    const at = active ? results.indexOf(active) : -1;
    const goals: Partial<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + 8,
      PageUp: at - 8,
    };
    const goal = goals[event.key];
    if (goal !== undefined) setActiveId(results[Math.max(0, Math.min(results.length - 1, goal))]?.id);
    else if (event.key === 'Enter' && active && !event.nativeEvent.isComposing) choose(active);
    else return;
    event.preventDefault();
  };

  return (
    <QuickDialog title={t('search.title')} size="large" onClose={closeSearch}>
      <div className={styles.top}>
        {searching ? <Spinner size={20} /> : <Search size={20} aria-hidden="true" />}
        <input
          className={styles.field}
          type="text"
          role="combobox"
          aria-label={t('search.field')}
          aria-expanded={results.length > 0}
          aria-controls={LIST}
          aria-autocomplete="list"
          {...(active && { 'aria-activedescendant': active.id })}
          placeholder={t('search.placeholder')}
          autoComplete="off"
          spellCheck={false}
          dir="auto"
          value={text}
          onChange={(event) => searchFor(event.target.value)}
          onFocus={(event) => event.target.select()}
          onKeyDown={press}
        />
      </div>
      <Filters />
      {error && (
        <div className={styles.error}>
          <Banner tone="bad" live>
            {words(error)}
          </Banner>
        </div>
      )}
      <ResultList id={LIST} active={active} onActive={setActiveId} onChoose={choose} />
      <Summary />
    </QuickDialog>
  );
}

/** What there is to say when there is nothing to show; screen readers hear how much was found. */
function Summary() {
  const { t } = useTranslation();
  const state = useSearch();
  const said = summaryOf(state);
  return (
    <>
      {said === 'hint' && <p className={styles.hint}>{t('search.hint')}</p>}
      {said === 'none' && (
        <p className={styles.hint}>{t('search.none', { text: state.text.trim().slice(0, 60) })}</p>
      )}
      {said === 'noneOfKind' && <p className={styles.hint}>{t('search.noneOfKind')}</p>}
      {said === 'older' && <p className={styles.hint}>{t('search.older')}</p>}
      <VisuallyHidden>
        <span aria-live="polite">
          {said === 'some' &&
            t('search.found', { contacts: state.contacts.length, messages: state.hits.length })}
        </span>
      </VisuallyHidden>
    </>
  );
}

function summaryOf(
  state: SearchState,
): 'hint' | 'searching' | 'older' | 'none' | 'noneOfKind' | 'some' | 'failed' {
  const { text, filter, contacts, hits, searching, goingOn, next, error } = state;
  if (contacts.length + hits.length > 0) return 'some';
  if (error) return 'failed';
  const nothingAsked = text.trim() === '' && !filter.kinds.some((kind) => kind !== 'text');
  if (nothingAsked) return 'hint';
  if (goingOn && next !== undefined) return 'older';
  if (searching) return 'searching';
  return text.trim() === '' ? 'noneOfKind' : 'none';
}
