import { FileUp } from 'lucide-react';
import { type ChangeEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallError } from '../../../preload/contract.ts';
import type { ImportReport } from '../../../preload/entities.ts';
import { call } from '../../bridge.ts';
import { useErrorWords } from '../../i18n/words.ts';
import { notify } from '../../state/ui.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogActions, DialogContent } from '../../ui/dialog.tsx';
import styles from './import-contacts.module.css';
import { decodeContacts, withoutPhotos } from './read-file.ts';

/** As `MAX_IMPORT` of the contract, which the window knows as types only. */
const LONGEST = 2_000_000;

interface Chosen {
  readonly fileName: string;
  readonly format: 'csv' | 'vcard';
  readonly text: string;
}

/** Says what a file would bring before it brings it, and of every line that is not taken why. */
export function ImportContacts({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const picker = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<Chosen>();
  const [report, setReport] = useState<ImportReport>();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<CallError>();

  const ask = async (file: Chosen, dryRun: boolean): Promise<ImportReport | undefined> => {
    setBusy(true);
    const { format, text } = file;
    const reply = await call('contacts.import', { format, text, dryRun });
    setBusy(false);
    setError(reply.ok ? undefined : reply.error);
    return reply.ok ? reply.value : undefined;
  };
  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    event.target.value = '';
    if (!file || busy) return;
    setReport(undefined);
    setChosen(undefined);
    const raw = decodeContacts(await file.arrayBuffer());
    const isCard = /\.vcf$/i.test(file.name) || /^\s*begin:vcard/i.test(raw);
    const text = isCard ? withoutPhotos(raw) : raw;
    if (text.length > LONGEST) return setError({ code: 'import-too-large' });
    const next: Chosen = { fileName: file.name, format: isCard ? 'vcard' : 'csv', text };
    setChosen(next);
    setReport(await ask(next, true));
  };
  const wordsOf = useReportWords();
  const take = async () => {
    if (!chosen || busy) return;
    const done = await ask(chosen, false);
    if (!done) return;
    notify('ok', t('contacts.import.done', { parts: wordsOf(done).join(', ') }));
    onClose();
  };
  const news = report ? report.created + report.updated : 0;
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('contacts.import.open')}
      about={t('contacts.import.about')}
      closeLabel={t('common.close')}
      size="large"
    >
      <DialogContent>
        <input
          ref={picker}
          type="file"
          className={styles.picker}
          accept=".csv,.txt,.vcf,text/csv,text/vcard"
          aria-label={t('contacts.import.choose')}
          tabIndex={-1}
          onChange={(event) => void choose(event)}
        />
        <div className={styles.file}>
          <Button icon={FileUp} busy={busy && !report} onClick={() => picker.current?.click()}>
            {t(chosen ? 'contacts.import.chooseOther' : 'contacts.import.choose')}
          </Button>
          {chosen && <bdi className={styles.fileName}>{chosen.fileName}</bdi>}
        </div>
        {error && <Banner tone="bad">{words(error)}</Banner>}
        {report && <Report report={report} />}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button look="primary" busy={busy} disabled={news === 0} onClick={() => void take()}>
          {report ? t('contacts.import.do', { count: news }) : t('contacts.import.doNone')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

const SHOWN_LINES = 200;

/** What becomes of the lines, without what there is none of. */
function useReportWords(): (report: ImportReport) => string[] {
  const { t } = useTranslation();
  return ({ created, updated, unchanged, refused }) => {
    const counts = { created, updated, unchanged, refused: refused.length };
    const kinds = ['created', 'updated', 'unchanged', 'refused'] as const;
    return kinds
      .filter((kind) => counts[kind] > 0)
      .map((kind) => t(`contacts.import.${kind}`, { count: counts[kind] }));
  };
}

function Report({ report }: { report: ImportReport }) {
  const { t } = useTranslation();
  const { refused } = report;
  const counts = useReportWords()(report);
  return (
    <div aria-live="polite" className={styles.report}>
      <ul className={styles.counts}>
        {counts.map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
      {refused.length > 0 && (
        <section
          className={styles.refused}
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keys
          tabIndex={0}
          aria-label={t('contacts.import.refusedLines')}
        >
          <table>
            <thead>
              <tr>
                <th scope="col">{t('contacts.import.line')}</th>
                <th scope="col">{t('contacts.import.content')}</th>
                <th scope="col">{t('contacts.import.reason')}</th>
              </tr>
            </thead>
            <tbody>
              {refused.slice(0, SHOWN_LINES).map(({ line, reason, text }) => (
                <tr key={line}>
                  <td>{line}</td>
                  <td dir="auto">{text}</td>
                  <td>{t(`contacts.import.reasons.${reason}`)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {refused.length > SHOWN_LINES && (
            <p>{t('contacts.import.moreLines', { count: refused.length - SHOWN_LINES })}</p>
          )}
        </section>
      )}
    </div>
  );
}
