import { type FormEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallError, CallOutput } from '../../../preload/contract.ts';
import { call } from '../../bridge.ts';
import { clockTime } from '../../i18n/time.ts';
import { useErrorWords, useLanguage } from '../../i18n/words.ts';
import { notify } from '../../state/ui.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useNow } from '../../ui/use-now.ts';
import styles from './form.module.css';

const MACHINE = '';

type Zone = CallOutput<'hours.zone'>;

/** Whose clock opens and closes the shop, and times its messages (BH-1). */
export function ShopZone() {
  const { t } = useTranslation();
  const words = useErrorWords();
  const language = useLanguage();
  const now = useNow('half-minute');
  const [known, setKnown] = useState<Zone>();
  const [chosen, setChosen] = useState(MACHINE);
  const [saving, setSaving] = useState(false);
  const [error, setError] = useState<CallError>();
  const [saves, setSaves] = useState(0);
  useEffect(() => {
    const load = async () => {
      const reply = await call('hours.zone');
      if (!reply.ok) return setError(reply.error);
      setKnown(reply.value);
      setChosen(savedIn(reply.value));
    };
    void load();
    // What was saved is asked for, not supposed.
    // oxlint-disable-next-line react/exhaustive-deps, react/exhaustive-effect-dependencies
  }, [saves]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (saving) return;
    setSaving(true);
    const reply = await call('hours.setZone', chosen === MACHINE ? {} : { timeZone: chosen });
    setSaving(false);
    setError(reply.ok ? undefined : reply.error);
    if (!reply.ok) return;
    notify('ok', t('shop.zoneSaved'));
    setSaves(saves + 1);
  };
  if (!known) return error ? <Banner tone="bad">{words(error)}</Banner> : <Skeleton width="60%" />;
  const spaced = (zone: string) => zone.replaceAll('_', ' ');
  const time =
    chosen === MACHINE ? clockTime(now, { language }) : clockTime(now, { language, timeZone: chosen });
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <Field label={t('shop.zone')} hint={t('shop.zoneHint', { time })} error={error && words(error)}>
        {(control) => (
          <Select
            {...control}
            value={chosen}
            onValue={setChosen}
            choices={[
              { value: MACHINE, label: t('shop.zoneOfMachine') },
              // A chosen one that the list does not have, as an old name, can be kept.
              ...[...new Set([...known.zones, ...(known.ofMachine ? [] : [known.timeZone])])].map((zone) => ({
                value: zone,
                label: spaced(zone),
              })),
            ]}
          />
        )}
      </Field>
      <div>
        <Button type="submit" look="primary" busy={saving} disabled={chosen === savedIn(known)}>
          {t('shop.saveZone')}
        </Button>
      </div>
    </form>
  );
}

function savedIn({ ofMachine, timeZone }: Zone): string {
  return ofMachine ? MACHINE : timeZone;
}
