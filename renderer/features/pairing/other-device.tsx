import { Copy, MonitorSmartphone } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallError } from '../../../preload/contract.ts';
import type { Channel } from '../../../preload/entities.ts';
import { countdown } from '../../i18n/time.ts';
import { useErrorWords } from '../../i18n/words.ts';
import { copy } from '../../state/copy.ts';
import { closeLinkPage, openLinkPage, type OpenPage, useLinkPage } from '../../state/link-page.ts';
import { notify } from '../../state/ui.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogActions, DialogContent } from '../../ui/dialog.tsx';
import { Qr } from '../../ui/qr.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { useSecondsLeft } from '../../ui/use-now.ts';
import styles from './other-device.module.css';

interface OtherDeviceProps {
  channel: Channel;
  onClose: () => void;
}

/** *Abrir em outro dispositivo* (QR-10): asked for by opening this; ended from here, by success or by its time. */
export function OtherDevice({ channel, onClose }: OtherDeviceProps) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const { id, name } = channel;
  const page = useLinkPage(id);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<CallError>();
  const wasOpen = useRef(page !== undefined);

  const open = async () => {
    setBusy(true);
    setError(await openLinkPage(id));
    setBusy(false);
  };
  useEffect(() => {
    if (!wasOpen.current) void open();
    // Once: what was opened is not opened again because it has ended.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);

  const end = async () => {
    const refused = await closeLinkPage(id);
    if (refused) notify('bad', words(refused));
    else onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('pairing.page.title')}
      about={t('pairing.page.about', { channel: name })}
      closeLabel={t('common.close')}
    >
      <DialogContent>
        {busy && !page && (
          <output className={styles.opening}>
            <Spinner /> {t('pairing.page.opening')}
          </output>
        )}
        {error && (
          <Banner tone="bad" live>
            {words(error)}
          </Banner>
        )}
        {page && <Page page={page} />}
        {!page && !busy && !error && <p>{t('pairing.page.over')}</p>}
        <Banner tone="info">{t('pairing.page.honest')}</Banner>
      </DialogContent>
      <DialogActions>
        {page ? (
          <>
            {page.urls.length === 0 && (
              <Button busy={busy} onClick={() => void open()}>
                {t('pairing.page.renew')}
              </Button>
            )}
            <Button onClick={() => void end()}>{t('pairing.page.close')}</Button>
          </>
        ) : (
          <Button busy={busy} onClick={() => void open()}>
            {error ? t('common.tryAgain') : t('pairing.page.renew')}
          </Button>
        )}
        <Button look="primary" onClick={onClose}>
          {t('common.back')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function Page({ page }: { page: OpenPage }) {
  const { t } = useTranslation();
  const [first, ...others] = page.urls;
  return (
    <>
      {first === undefined ? <p>{t('pairing.page.elsewhere')}</p> : <Address url={first} />}
      {others.length > 0 && (
        <details className={styles.others}>
          <summary>{t('pairing.page.others')}</summary>
          {others.map((url) => (
            <Address key={url} url={url} />
          ))}
        </details>
      )}
      <Life page={page} />
      <p className={styles.stays}>{t('pairing.page.stays')}</p>
    </>
  );
}

function Address({ url }: { url: string }) {
  const { t } = useTranslation();
  return (
    <div className={styles.address}>
      <div className={styles.qr}>
        <Qr text={url} label={t('pairing.page.qr', { address: url })} />
      </div>
      <div className={styles.words}>
        <p>{t('pairing.page.scanAddress')}</p>
        <p className={styles.orType}>{t('pairing.page.orType')}</p>
        <code className={styles.url}>{url}</code>
        <Button
          size="small"
          icon={Copy}
          onClick={() => copy(url, { done: t('pairing.page.copied'), failed: t('common.copyFailed') })}
        >
          {t('pairing.page.copy')}
        </Button>
      </div>
    </div>
  );
}

function Life({ page: { expiresAt, watching } }: { page: OpenPage }) {
  const { t } = useTranslation();
  const left = useSecondsLeft(expiresAt);
  return (
    <p className={styles.life}>
      <span data-watched={watching > 0 || undefined}>
        <MonitorSmartphone size={16} aria-hidden="true" />
        {t('pairing.page.watching', { count: watching })}
      </span>
      <span>{t('pairing.page.left', { time: countdown(left) })}</span>
    </p>
  );
}

/** Above the code while a page is open: it goes on whether or not this window stays. */
export function OtherDeviceStrip({ channel, onSee }: { channel: Channel; onSee: () => void }) {
  const { t } = useTranslation();
  const page = useLinkPage(channel.id);
  if (!page) return null;
  return (
    <Banner
      tone="info"
      icon={MonitorSmartphone}
      action={
        <Button size="small" onClick={onSee}>
          {t('pairing.page.see')}
        </Button>
      }
    >
      {t('pairing.page.open')} · {t('pairing.page.watching', { count: page.watching })}
    </Banner>
  );
}
