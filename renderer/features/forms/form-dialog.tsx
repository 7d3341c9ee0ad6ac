import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallError } from '../../../preload/contract.ts';
import { useErrorWords } from '../../i18n/words.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogActions, DialogContent } from '../../ui/dialog.tsx';
import type { ReturnFocus } from '../../ui/return-focus.ts';

interface FormDialogProps {
  title: string;
  about?: ReactNode;
  size?: 'small' | 'medium' | 'large';
  onClose: () => void;
  onSubmit: () => Promise<void> | void;
  /** What the button says that does it. */
  save: string;
  busy?: boolean;
  disabled?: boolean;
  look?: 'primary' | 'danger';
  /** Focus begins on that button: what is asked has good answers already. */
  saveFirst?: boolean;
  /** What was refused and is not shown beside its field. */
  error?: CallError | undefined;
  returnFocus?: ReturnFocus;
  children: ReactNode;
}

/** A dialogue that asks for something: Enter saves, Escape leaves, a refusal stands above the buttons. */
export function FormDialog({
  title,
  about,
  size = 'medium',
  onClose,
  onSubmit,
  save,
  busy = false,
  disabled = false,
  look = 'primary',
  saveFirst = false,
  error,
  returnFocus,
  children,
}: FormDialogProps) {
  const { t } = useTranslation();
  const words = useErrorWords();
  return (
    <Dialog
      open
      onClose={onClose}
      size={size}
      title={title}
      closeLabel={t('common.close')}
      {...(about !== undefined && { about })}
      {...(returnFocus && { returnFocus })}
    >
      {/* The browser's own complaints speak its language, not the window's. */}
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void onSubmit();
        }}
      >
        <DialogContent>
          {children}
          {error && (
            <Banner tone="bad" live>
              {words(error)}
            </Banner>
          )}
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button
            type="submit"
            look={look}
            busy={busy}
            disabled={disabled}
            data-first-focus={saveFirst || undefined}
          >
            {save}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
