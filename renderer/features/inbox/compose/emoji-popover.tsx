import { EmojiPicker, type EmojiPickerListEmojiProps } from 'frimousse';
import { Popover } from 'radix-ui';
import { useTranslation } from 'react-i18next';
import type { Language } from '../../../../preload/entities.ts';
import { useLanguage } from '../../../i18n/words.ts';
import styles from './emoji-popover.module.css';

const LOCALES: Readonly<Record<Language, 'pt' | 'en' | 'es'>> = { 'pt-BR': 'pt', en: 'en', es: 'es' };

interface EmojiPopoverProps {
  /** In the window's pixels. */
  at: { x: number; y: number };
  onPick: (emoji: string) => void;
  onClose: () => void;
  returnFocus: () => HTMLElement | null;
}

/** Emoji by category, found by name in the window's language; names and drawings are this station's own files. */
export default function EmojiPopover({ at, onPick, onClose, returnFocus }: EmojiPopoverProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <Popover.Root open onOpenChange={(open) => !open && onClose()}>
      <Popover.Anchor asChild>
        <span className={styles.place} style={{ left: at.x, top: at.y }} />
      </Popover.Anchor>
      <Popover.Portal>
        <Popover.Content
          className={styles.popover}
          aria-label={t('composer.emoji')}
          side="top"
          align="start"
          sideOffset={8}
          collisionPadding={8}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            returnFocus()?.focus();
          }}
        >
          <EmojiPicker.Root
            className={styles.picker}
            locale={LOCALES[language]}
            emojibaseUrl={new URL('emoji', document.baseURI).href}
            columns={9}
            onEmojiSelect={({ emoji }) => onPick(emoji)}
          >
            <EmojiPicker.Search
              className={styles.search}
              placeholder={t('composer.findEmoji')}
              aria-label={t('composer.findEmoji')}
            />
            <EmojiPicker.Viewport className={styles.viewport}>
              <EmojiPicker.Loading className={styles.quiet}>{t('common.loading')}</EmojiPicker.Loading>
              <EmojiPicker.Empty className={styles.quiet}>{t('composer.noEmoji')}</EmojiPicker.Empty>
              <EmojiPicker.List components={{ CategoryHeader, Row, Emoji }} />
            </EmojiPicker.Viewport>
            <footer className={styles.foot}>
              <EmojiPicker.ActiveEmoji>
                {({ emoji }) => (
                  <span className={styles.active}>
                    {emoji && (
                      <>
                        <span aria-hidden="true">{emoji.emoji}</span> {emoji.label}
                      </>
                    )}
                  </span>
                )}
              </EmojiPicker.ActiveEmoji>
              <EmojiPicker.SkinToneSelector className={styles.tone} aria-label={t('composer.skinTone')} />
            </footer>
          </EmojiPicker.Root>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function CategoryHeader({
  category,
  ...rest
}: { category: { label: string } } & React.ComponentProps<'div'>) {
  return (
    <div {...rest} className={styles.category}>
      {category.label}
    </div>
  );
}

/** The picker counts rows and columns from 0, screen readers from 1. */
function fromOne(index: number | undefined): number | undefined {
  return index === undefined ? undefined : index + 1;
}

function Row({ children, ...rest }: React.ComponentProps<'div'>) {
  return (
    <div {...rest} aria-rowindex={fromOne(rest['aria-rowindex'])} className={styles.row}>
      {children}
    </div>
  );
}

function Emoji({ emoji, ...rest }: EmojiPickerListEmojiProps) {
  return (
    <button
      {...{ ...rest, 'aria-colindex': fromOne(rest['aria-colindex']) }}
      type="button"
      className={styles.emoji}
      data-active={emoji.isActive || undefined}
    >
      {emoji.emoji}
    </button>
  );
}
