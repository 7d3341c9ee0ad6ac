import { CopyPlus } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallError } from '../../../preload/contract.ts';
import type { Channel } from '../../../preload/entities.ts';
import type { BusinessHours, ChannelHours } from '../../../preload/entities/hours.ts';
import { call } from '../../bridge.ts';
import { useErrorWords } from '../../i18n/words.ts';
import { askWithEachChange } from '../../state/automation.ts';
import { useChannels } from '../../state/channels.ts';
import { notify } from '../../state/ui.ts';
import { useKept } from '../../state/unsaved.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Switch } from '../../ui/switch.tsx';
import { formOf } from '../automation/use-automation.ts';
import { WhatHappens } from '../automation/what-happens.tsx';
import { isInUse } from '../channels/channel-state.ts';
import styles from './hours.module.css';
import { HoursEditor } from './hours-editor.tsx';
import { OpenNow } from './open-now.tsx';

/** *Horário de expediente* of one channel (BH-1 … BH-3). */
export function HoursTab({ channel }: { channel: Channel }) {
  const words = useErrorWords();
  const [known, setKnown] = useState<ChannelHours>();
  const [error, setError] = useState<CallError>();
  useEffect(() => {
    let current = true;
    const load = async () => {
      const reply = await call('hours.get', { channelId: channel.id });
      if (!current) return;
      if (reply.ok) setKnown(reply.value);
      else setError(reply.error);
    };
    const stop = askWithEachChange(load);
    return () => {
      current = false;
      stop();
    };
  }, [channel.id]);
  if (error && !known) return <Banner tone="bad">{words(error)}</Banner>;
  if (!known) return <Skeleton width="60%" />;
  return <HoursForm channel={channel} known={known} onKnown={setKnown} />;
}

interface HoursFormProps {
  channel: Channel;
  known: ChannelHours;
  onKnown: (hours: ChannelHours) => void;
}

function HoursForm({ channel, known, onKnown }: HoursFormProps) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const [hours = known.hours, keep] = useKept(formOf(channel.id, 'hours'), known.hours);
  const [saving, setSaving] = useState(false);
  const [error, setError] = useState<CallError>();
  const changed = JSON.stringify(hours) !== JSON.stringify(known.hours);
  const change = (part: Partial<BusinessHours>) => keep({ ...hours, ...part });

  const submit = async () => {
    if (saving) return;
    setSaving(true);
    const reply = await call('hours.set', { channelId: channel.id, hours });
    setSaving(false);
    setError(reply.ok ? undefined : reply.error);
    if (!reply.ok) return;
    keep();
    notify('ok', t('hours.saved'));
    onKnown(reply.value);
  };
  /** Into the form: saved like anything else that one changes there, or discarded. */
  const copyFrom = async (channelId: number) => {
    const reply = await call('hours.get', { channelId });
    setError(reply.ok ? undefined : reply.error);
    if (reply.ok) keep(reply.value.hours);
  };

  return (
    <div className={styles.tab}>
      <section className={styles.part} aria-label={t('hours.title')}>
        <Switch
          label={t('hours.on')}
          about={t('hours.onAbout')}
          checked={hours.on}
          onChecked={(on) => change({ on })}
        />
        <OpenNow state={known.now} on={known.hours.on} timeZone={known.timeZone} />
      </section>

      <HoursEditor
        key={JSON.stringify(known.hours)}
        hours={hours}
        onChange={change}
        offered={known.offered}
        error={error}
        previewOf={channel.id}
        copy={<CopyFrom channel={channel} onCopy={(from) => void copyFrom(from)} />}
      />

      <WhatHappens channelId={channel.id} />

      <footer className={styles.foot}>
        <Button look="primary" busy={saving} disabled={!changed} onClick={() => void submit()}>
          {t('common.save')}
        </Button>
        {changed && (
          <Button look="quiet" onClick={() => keep()}>
            {t('automation.discard')}
          </Button>
        )}
        {error && (
          <span className={styles.bad} role="alert">
            {words(error)}
          </span>
        )}
      </footer>
    </div>
  );
}

function CopyFrom({ channel, onCopy }: { channel: Channel; onCopy: (from: number) => void }) {
  const { t } = useTranslation();
  const others = (useChannels((state) => state.channels) ?? []).filter(
    (each) => each.id !== channel.id && isInUse(each),
  );
  if (others.length === 0) return null;
  return (
    <div>
      <Menu label={t('hours.copyFrom')} trigger={<Button size="small">{t('hours.copyFrom')}</Button>}>
        {others.map(({ id, name }) => (
          <MenuItem key={id} icon={CopyPlus} onSelect={() => onCopy(id)}>
            <bdi>{name}</bdi>
          </MenuItem>
        ))}
      </Menu>
    </div>
  );
}
