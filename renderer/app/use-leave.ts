import { useErrorWords } from '../i18n/words.ts';
import { flushDrafts } from '../state/composer.ts';
import { closePairing } from '../state/pairing.ts';
import { keepUnsent, settleSending } from '../state/sending.ts';
import { lock } from '../state/session.ts';
import { notify } from '../state/ui.ts';

/** Locks the counter, with nothing lost of what was being written. */
export function useLeave(): () => Promise<void> {
  const words = useErrorWords();
  return async () => {
    // While this user may still save.
    await settleSending();
    flushDrafts();
    keepUnsent();
    await closePairing();
    const refused = await lock();
    if (refused) notify('bad', words(refused));
  };
}
