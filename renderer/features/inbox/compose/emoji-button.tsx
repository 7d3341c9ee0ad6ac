import { Smile } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../../ui/icon-button.tsx';

const EmojiPopover = lazy(() => import('./emoji-popover.tsx'));

interface EmojiButtonProps {
  disabled: boolean;
  onPick: (emoji: string) => void;
  returnFocus: () => HTMLElement | null;
}

export function EmojiButton({ disabled, onPick, returnFocus }: EmojiButtonProps) {
  const { t } = useTranslation();
  const [at, setAt] = useState<{ x: number; y: number }>();
  return (
    <>
      <IconButton
        icon={Smile}
        label={t('composer.emoji')}
        side="top"
        disabled={disabled}
        aria-haspopup="dialog"
        aria-expanded={at !== undefined}
        onClick={(event) => {
          const { left, top } = event.currentTarget.getBoundingClientRect();
          setAt({ x: left, y: top });
        }}
      />
      {at && (
        <Suspense>
          <EmojiPopover
            at={at}
            onPick={(emoji) => {
              onPick(emoji);
              setAt(undefined);
            }}
            onClose={() => setAt(undefined)}
            returnFocus={returnFocus}
          />
        </Suspense>
      )}
    </>
  );
}
