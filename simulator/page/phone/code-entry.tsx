import { type SubmitEvent, useId, useState } from 'react';
import type { PhoneView } from '../../page-server/protocol.ts';
import { Spinner } from '../ui/spinner.tsx';
import { fill, numberText, words } from '../words/words.ts';
import styles from './code-entry.module.css';
import { type Outcome, useLinking } from './linking.ts';
import { Screen } from './screen.tsx';

const LENGTH = 8;

interface CodeEntryProps extends Outcome {
  phone: PhoneView;
  onBack: () => void;
}

/** Links by the code that the station shows instead of a QR code. */
export function CodeEntry({ phone, onBack, ...outcome }: CodeEntryProps) {
  const id = useId();
  const [code, setCode] = useState('');
  const [short, setShort] = useState(false);
  const { running, complaint, attempt } = useLinking(phone, outcome);
  const said = short ? words.codeShort : complaint;

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    setShort(code.length < LENGTH);
    if (code.length === LENGTH && !running) void attempt({ do: 'typeCode', phone: phone.number, code });
  }

  return (
    <Screen title={words.code} onBack={onBack}>
      <form className={styles.form} onSubmit={submit}>
        <label className={styles.label} htmlFor={id}>
          {words.codeField}
        </label>
        <div className={styles.boxes}>
          <input
            id={id}
            data-main
            className={styles.input}
            value={shown(code)}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            aria-invalid={said !== undefined}
            aria-describedby={`${id}-hint`}
            onChange={({ target }) => {
              setShort(false);
              setCode(plain(target.value));
            }}
          />
        </div>
        <p id={`${id}-hint`} className={styles.hint}>
          {fill(words.codeHint, { number: numberText(phone.number) })}
        </p>
        {said && !running && (
          <p role="alert" className={styles.complaint}>
            {said}
          </p>
        )}
        {running && (
          <output className={styles.running}>
            <Spinner />
            {words.linking}
          </output>
        )}
        <button type="submit" className={styles.submit} aria-disabled={running}>
          {words.codeSubmit}
        </button>
      </form>
    </Screen>
  );
}

const plain = (typed: string): string =>
  typed
    .replaceAll(/[^0-9A-Za-z]/g, '')
    .toUpperCase()
    .slice(0, LENGTH);

/** XXXX-XXXX, as the station shows it. */
const shown = (code: string): string =>
  code.length > LENGTH / 2 ? `${code.slice(0, LENGTH / 2)}-${code.slice(LENGTH / 2)}` : code;
