import { Languages } from 'lucide-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallError } from '../../../preload/contract.ts';
import { LANGUAGES } from '../../i18n/i18n.ts';
import { useErrorWords } from '../../i18n/words.ts';
import { setLanguage, usePreferences } from '../../state/preferences.ts';
import { setUp } from '../../state/session.ts';
import { Banner } from '../../ui/banner.tsx';
import { BrandMark, TileWall } from '../../ui/brand.tsx';
import { Button } from '../../ui/button.tsx';
import { PinField } from '../../ui/pin-field.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { checkPins } from './check-pins.ts';
import styles from './setup.module.css';

/** First run: who the shop is and who manages it. */
export default function Setup() {
  const { t } = useTranslation();
  return (
    <main className={styles.page}>
      <section className={styles.welcome}>
        <TileWall />
        <div className={styles.brand}>
          <BrandMark size={44} />
          <span>Balcão</span>
        </div>
        <div className={styles.promise}>
          <p className={styles.line}>{t('setup.welcome')}</p>
          <ul>
            <li>{t('setup.point1')}</li>
            <li>{t('setup.point2')}</li>
            <li>{t('setup.point3')}</li>
          </ul>
        </div>
      </section>
      <section className={styles.side}>
        <LanguageChoice />
        <SetupForm />
      </section>
    </main>
  );
}

function LanguageChoice() {
  const { t } = useTranslation();
  const language = usePreferences((state) => state.language);
  return (
    <div className={styles.language}>
      <Languages size={16} aria-hidden="true" />
      <Select
        size="small"
        aria-label={t('appearance.language')}
        choices={LANGUAGES}
        value={language}
        onValue={(next) => void setLanguage(next)}
      />
    </div>
  );
}

const FIELDS = ['shopName', 'managerName', 'pin', 'again'] as const;
type FieldName = (typeof FIELDS)[number];

function SetupForm() {
  const { t } = useTranslation();
  const words = useErrorWords();
  const [values, setValues] = useState<Record<FieldName, string>>({
    shopName: '',
    managerName: '',
    pin: '',
    again: '',
  });
  const [saving, setSaving] = useState(false);
  const [error, setError] = useState<CallError>();
  const form = useRef<HTMLFormElement>(null);
  const wrongField = FIELDS.find((field) => field === error?.field);

  useEffect(() => {
    form.current?.querySelector('input')?.focus();
  }, []);
  const refuse = (refused: CallError | undefined) => {
    setError(refused);
    form.current?.querySelector<HTMLElement>(`[name="${refused?.field}"]`)?.focus();
  };

  const field = (name: FieldName) => ({
    name,
    value: values[name],
    onValue: (value: string) => setValues((held) => ({ ...held, [name]: value })),
    error: wrongField === name && error ? words(error) : undefined,
  });

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (saving) return;
    const { shopName, managerName, pin, again } = values;
    const empty = (['shopName', 'managerName'] as const).find((name) => values[name].trim() === '');
    const wrong = empty ? { code: 'empty', field: empty } : checkPins(pin, again);
    refuse(wrong);
    if (wrong) return;
    setSaving(true);
    const refused = await setUp({ shopName, managerName, pin });
    setSaving(false);
    refuse(refused);
  };

  return (
    <form ref={form} className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
      <header className={styles.heading}>
        <h1>{t('setup.title')}</h1>
        <p>{t('setup.about')}</p>
      </header>
      <TextField
        {...field('shopName')}
        label={t('setup.shopName')}
        hint={t('setup.shopNameHint')}
        maxLength={60}
      />
      <TextField
        {...field('managerName')}
        label={t('setup.managerName')}
        hint={t('setup.managerNameHint')}
        maxLength={60}
      />
      <div className={styles.pins}>
        <PinField {...field('pin')} label={t('pin.label')} hint={t('pin.hint')} />
        <PinField {...field('again')} label={t('pin.again')} />
      </div>
      {error && !wrongField && (
        <Banner tone="bad" live>
          {words(error)}
        </Banner>
      )}
      <Button type="submit" look="primary" size="large" busy={saving}>
        {t('setup.start')}
      </Button>
    </form>
  );
}
