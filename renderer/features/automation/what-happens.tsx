import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallError } from '../../../preload/contract.ts';
import type { Explanation, SupposedContact } from '../../../preload/entities/automation.ts';
import { call } from '../../bridge.ts';
import { useErrorWords } from '../../i18n/words.ts';
import { askWithEachChange } from '../../state/automation.ts';
import { Banner } from '../../ui/banner.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { StatusDot } from '../../ui/state-pill.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { fromLocalField, toLocalField } from '../forms/local-fields.ts';
import { useBecauseWords } from './use-because-words.ts';
import styles from './what-happens.module.css';

type Contact = Partial<SupposedContact>;
const CONTENTS = ['text', 'voice', 'call'] as const;

/** *O que acontece em…?*: any moment and contact, answered by the very same decision (BH-3). Of what is saved. */
export function WhatHappens({ channelId }: { channelId: number }) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const because = useBecauseWords();
  const [moment, setMoment] = useState(() => toLocalField(Date.now()));
  const [contact, setContact] = useState<Contact>({});
  const [explanation, setExplanation] = useState<Explanation>();
  const [error, setError] = useState<CallError>();
  const at = fromLocalField(moment);

  useEffect(() => {
    let current = true;
    const ask = async () => {
      if (at === undefined) return;
      const reply = await call('automation.explain', { channelId, at, contact: { ...SUPPOSED, ...contact } });
      if (!current) return;
      if (reply.ok) setExplanation(reply.value);
      setError(reply.ok ? undefined : reply.error);
    };
    const stop = askWithEachChange(ask);
    return () => {
      current = false;
      stop();
    };
  }, [channelId, at, contact]);

  const suppose = (part: Contact) => setContact((before) => ({ ...before, ...part }));
  return (
    <section className={styles.box} aria-label={t('automation.what.title')}>
      <h2>{t('automation.what.title')}</h2>
      <p className={styles.about}>{t('automation.what.about')}</p>
      <div className={styles.question}>
        <TextField
          label={t('automation.what.moment')}
          type="datetime-local"
          value={moment}
          onValue={setMoment}
        />
        <Field label={t('automation.what.content')}>
          {(control) => (
            <Select
              {...control}
              value={contact.content ?? 'text'}
              onValue={(content) => suppose({ content })}
              choices={CONTENTS.map((value) => ({ value, label: t(`automation.what.contents.${value}`) }))}
            />
          )}
        </Field>
      </div>
      <div className={styles.suppose}>
        <Checkbox
          label={t('automation.what.starts')}
          checked={contact.starts ?? true}
          onChecked={(starts) => suppose({ starts })}
        />
        <Checkbox
          label={t('automation.what.greeted')}
          checked={contact.greetedMinutesAgo !== undefined}
          onChecked={(greeted) =>
            setContact((before) => withMinutes(before, 'greetedMinutesAgo', greeted ? 60 : undefined))
          }
        />
        <Checkbox
          label={t('automation.what.human')}
          checked={contact.humanMinutesAgo !== undefined}
          onChecked={(spoke) =>
            setContact((before) => withMinutes(before, 'humanMinutesAgo', spoke ? 5 : undefined))
          }
        />
        <Checkbox
          label={t('automation.what.toldClosed')}
          checked={contact.toldClosed ?? false}
          onChecked={(toldClosed) => suppose({ toldClosed })}
        />
        <Checkbox
          label={t('automation.what.robotOff')}
          checked={contact.robotOff ?? false}
          onChecked={(robotOff) => suppose({ robotOff })}
        />
        <Checkbox
          label={t('automation.what.group')}
          checked={contact.group ?? false}
          onChecked={(group) => suppose({ group })}
        />
      </div>
      {error && <Banner tone="bad">{words(error)}</Banner>}
      {explanation && (
        <div className={styles.answer} aria-live="polite">
          <p className={styles.state}>
            <StatusDot tone={explanation.hours.open ? 'ok' : 'idle'} />
            {t(explanation.hours.open ? 'hours.open' : 'hours.closed')}
          </p>
          <p>{because(explanation.because)}</p>
          {explanation.actions.map((action) =>
            action.do === 'send' ? (
              <figure key="send" className={styles.message}>
                <figcaption>{t('automation.what.wouldGo')}</figcaption>
                <p dir="auto">{action.text}</p>
              </figure>
            ) : (
              <p key={action.do} className={styles.also}>
                {t(`automation.action.${action.do}`)}
              </p>
            ),
          )}
          {explanation.actions.every((action) => action.do !== 'send') && (
            <p className={styles.nothing}>{t('automation.what.nothing')}</p>
          )}
        </div>
      )}
    </section>
  );
}

/** As the contract supposes it where nothing else is said. */
const SUPPOSED: SupposedContact = {
  name: 'Ana Souza',
  starts: true,
  content: 'text',
  text: 'Oi',
  robotOff: false,
  toldClosed: false,
  lateMinutes: 0,
  menuOpen: false,
  group: false,
};

function withMinutes(
  contact: Contact,
  name: 'greetedMinutesAgo' | 'humanMinutesAgo',
  minutes: number | undefined,
): Contact {
  const { [name]: _, ...rest } = contact;
  return minutes === undefined ? rest : { ...rest, [name]: minutes };
}
