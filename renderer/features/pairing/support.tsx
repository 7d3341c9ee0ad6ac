import { Copy, LifeBuoy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallError, CallOutput, Reply } from '../../../preload/contract.ts';
import { call } from '../../bridge.ts';
import { useErrorWords } from '../../i18n/words.ts';
import { copy } from '../../state/copy.ts';
import { useIsManager } from '../../state/session.ts';
import { goTo, showPairing } from '../../state/ui.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogContent } from '../../ui/dialog.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './support.module.css';

/** Whom to ask, and what to tell them (QR-11). */
export function Support({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog open onClose={onClose} title={t('pairing.support.title')} closeLabel={t('common.close')}>
      <DialogContent>
        <Contact />
        <Diagnosis />
      </DialogContent>
    </Dialog>
  );
}

function Contact() {
  const { t } = useTranslation();
  const words = useErrorWords();
  const isManager = useIsManager();
  const { value, error } = useAnswer<CallOutput<'shop.get'>>(() => call('shop.get'));
  const toShop = () => {
    showPairing(undefined);
    goTo({ at: 'settings', page: 'shop' });
  };
  const contact = value?.supportContact;
  return (
    <section className={styles.part} aria-label={t('pairing.support.contact')}>
      <h3>{t('pairing.support.contact')}</h3>
      {error && <p>{words(error)}</p>}
      {contact !== undefined && contact !== '' && (
        <div className={styles.contact}>
          <LifeBuoy size={20} aria-hidden="true" />
          <bdi className={styles.who}>{contact}</bdi>
          <Button
            size="small"
            icon={Copy}
            onClick={() => copy(contact, { done: t('common.copied'), failed: t('common.copyFailed') })}
          >
            {t('pairing.support.copyContact')}
          </Button>
        </div>
      )}
      {contact === '' && (
        <div className={styles.contact}>
          <p className={styles.nobody}>
            {t('pairing.support.nobody')} {!isManager && t('pairing.support.askManager')}
          </p>
          {isManager && (
            <Button size="small" onClick={toShop}>
              {t('pairing.support.set')}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}

function Diagnosis() {
  const { t } = useTranslation();
  const words = useErrorWords();
  const { value, error } = useAnswer<CallOutput<'station.diagnosis'>>(() => call('station.diagnosis'));
  return (
    <section className={styles.part} aria-label={t('pairing.support.diagnosis')}>
      <h3>{t('pairing.support.diagnosis')}</h3>
      <p className={styles.about}>{t('pairing.support.diagnosisAbout')}</p>
      {error && <p>{words(error)}</p>}
      {!error && !value && <Skeleton width="100%" height="9rem" />}
      {value && (
        <>
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, and keys must reach it */}
          <pre className={styles.text} tabIndex={0} aria-label={t('pairing.support.diagnosis')}>
            {value.text}
          </pre>
          <Button
            icon={Copy}
            className={styles.copy}
            onClick={() => copy(value.text, { done: t('common.copied'), failed: t('common.copyFailed') })}
          >
            {t('pairing.support.copyDiagnosis')}
          </Button>
        </>
      )}
    </section>
  );
}

/** One question, asked when it is first shown. */
function useAnswer<T>(ask: () => Promise<Reply<T>>): { value?: T; error?: CallError } {
  const [reply, setReply] = useState<Reply<T>>();
  useEffect(() => {
    void ask().then(setReply);
    // oxlint-disable-next-line react/exhaustive-deps -- the question does not change
  }, []);
  if (!reply) return {};
  return reply.ok ? { value: reply.value } : { error: reply.error };
}
