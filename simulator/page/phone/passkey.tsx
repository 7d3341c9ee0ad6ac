import { KeyRound } from 'lucide-react';
import { words } from '../words/words.ts';
import styles from './passkey.module.css';
import { Screen } from './screen.tsx';

/** Where real phones have stopped some accounts since mid-2026. */
export function Passkey({ onBack }: { onBack: () => void }) {
  return (
    <Screen title={words.passkey} onBack={onBack}>
      <div className={styles.body}>
        <KeyRound size={56} strokeWidth={1.4} aria-hidden="true" />
        <p role="alert">{words.passkeyText}</p>
        <button type="button" data-main onClick={onBack}>
          {words.close}
        </button>
      </div>
    </Screen>
  );
}
