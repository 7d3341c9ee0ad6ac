/** What can be done to a channel, on its card and on its page. */
import { CircleCheck, Pencil, Plug, RefreshCw, RotateCcw, Smartphone, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallError } from '../../../preload/contract.ts';
import type { Channel } from '../../../preload/entities.ts';
import { numberFormat } from '../../i18n/formats.ts';
import { ago } from '../../i18n/time.ts';
import { useErrorWords, useLanguage } from '../../i18n/words.ts';
import { checkChannel, connectChannel, unlinkPhone, useChannels } from '../../state/channels.ts';
import { notify, showPairing, showRemoval } from '../../state/ui.ts';
import { Button } from '../../ui/button.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { useNow } from '../../ui/use-now.ts';
import styles from './channel-actions.module.css';
import { needsLinking } from './channel-state.ts';
import { RenameChannel } from './rename-channel.tsx';

interface ActionProps {
  channel: Channel;
}

/** *Conectar*; with a phone linked and connected, what there is to see of it. */
export function Connect({ channel, onRefused }: ActionProps & { onRefused: (error?: CallError) => void }) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const scan = needsLinking(channel);
  if (channel.state.phase === 'connected') {
    return (
      <Button size="small" icon={Smartphone} onClick={() => showPairing(channel.id)}>
        {t('channels.phone')}
      </Button>
    );
  }
  const connect = async () => {
    if (scan) {
      showPairing(channel.id);
      return;
    }
    setBusy(true);
    onRefused(await connectChannel(channel.id));
    setBusy(false);
  };
  return (
    <Button
      size="small"
      look={scan ? 'secondary' : 'primary'}
      icon={Plug}
      busy={busy}
      onClick={() => void connect()}
    >
      {t('channels.connect')}
    </Button>
  );
}

/** *Atualizar*: a real round trip (CH-7). */
export function Check({ channel: { id } }: ActionProps) {
  const { t } = useTranslation();
  const asking = useChannels((state) => state.checks[id]?.state === 'asking');
  return (
    <Button size="small" icon={RefreshCw} busy={asking} onClick={() => void checkChannel(id)}>
      {t('channels.check')}
    </Button>
  );
}

/** What the last *Atualizar* has heard. */
export function Checked({ channel: { id } }: ActionProps) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const language = useLanguage();
  const now = useNow('half-minute');
  const check = useChannels((state) => state.checks[id]);
  const number = numberFormat(language, { maximumFractionDigits: 0 });
  return (
    <output className={styles.checked} data-failed={check?.state === 'failed' || undefined}>
      {check?.state === 'answered' && (
        <>
          <CircleCheck size={14} aria-hidden="true" />
          {t('channels.answered', {
            time: number.format(check.roundTripMs),
            ago: ago(check.at, now, language),
          })}
        </>
      )}
      {check?.state === 'failed' && words(check.error)}
    </output>
  );
}

export function Rename({ channel }: ActionProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="small" icon={Pencil} onClick={() => setOpen(true)}>
        {t('channels.rename')}
      </Button>
      {open && <RenameChannel channel={channel} onClose={() => setOpen(false)} />}
    </>
  );
}

export function Remove({ channel, look = 'quiet' }: ActionProps & { look?: 'quiet' | 'secondary' }) {
  const { t } = useTranslation();
  return (
    <Button size="small" look={look} icon={Trash2} onClick={() => showRemoval(channel)}>
      {t('channels.remove')}
    </Button>
  );
}

/** *Redefinir*: another phone can be linked then (QR-3). */
export function Reset({ channel: { id, name } }: ActionProps) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const reset = async () => {
    setBusy(true);
    const reply = await unlinkPhone(id);
    setBusy(false);
    setAsking(false);
    if (!reply.ok) notify('bad', words(reply.error));
    else if (reply.value.unlinked) notify('ok', t('channel.resetDone', { channel: name }));
    else notify('bad', t('pairing.deviceLeft'));
  };
  return (
    <>
      <Button size="small" icon={RotateCcw} onClick={() => setAsking(true)}>
        {t('channels.reset')}
      </Button>
      <Confirm
        open={asking}
        onClose={() => setAsking(false)}
        title={t('pairing.resetTitle')}
        about={t('pairing.resetAbout', { channel: name })}
        cancel={t('common.cancel')}
        confirm={t('pairing.resetConfirm')}
        busy={busy}
        onConfirm={() => void reset()}
      />
    </>
  );
}
