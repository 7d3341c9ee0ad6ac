import { Mic } from 'lucide-react';
import { type PointerEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../../ui/icon-button.tsx';

/** Shorter than this it was a press, in ms: the recording goes on by itself. */
const HOLD = 350;

interface MicButtonProps {
  disabled: boolean;
  onStart: (held: boolean) => void;
  onRelease: () => void;
}

/** Hold to talk, let go to send; or press once, and again to send. */
export function MicButton({ disabled, onStart, onRelease }: MicButtonProps) {
  const { t } = useTranslation();
  const hold = useRef<{ timer: ReturnType<typeof setTimeout>; holds: boolean }>(undefined);
  const down = (event: PointerEvent<HTMLButtonElement>) => {
    if (event.button !== 0 || disabled) return;
    const state = { timer: setTimeout(() => begin(), HOLD), holds: false };
    const begin = () => {
      state.holds = true;
      onStart(true);
    };
    hold.current = state;
    // The button itself gives way to the recorder: the whole window hears the finger go.
    addEventListener(
      'pointerup',
      () => {
        clearTimeout(state.timer);
        if (state.holds) onRelease();
      },
      { once: true },
    );
  };
  return (
    <IconButton
      icon={Mic}
      label={t('composer.voice.record')}
      side="top"
      disabled={disabled}
      onPointerDown={down}
      onClick={() => {
        if (hold.current?.holds !== true) onStart(false);
      }}
    />
  );
}
