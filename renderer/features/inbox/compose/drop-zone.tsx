import { FileUp } from 'lucide-react';
import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './drop-zone.module.css';

interface DropZoneProps {
  className: string | undefined;
  disabled: boolean;
  /** Whose conversation it is: it says so before one lets go. */
  name: string;
  onFiles: (files: readonly File[]) => void;
  children: ReactNode;
}

function holdsFiles(event: DragEvent): boolean {
  return event.dataTransfer.types.includes('Files');
}

/** Takes files that are dropped anywhere on it, and shows plainly that it would. */
export function DropZone({ className, disabled, name, onFiles, children }: DropZoneProps) {
  const { t } = useTranslation();
  const [over, setOver] = useState(false);
  // Every child that is crossed enters and leaves too.
  const depth = useRef(0);
  const enter = (event: DragEvent) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    depth.current += 1;
    setOver(true);
  };
  const leave = (event: DragEvent) => {
    if (!holdsFiles(event)) return;
    depth.current -= 1;
    if (depth.current <= 0) setOver(false);
  };
  const drop = (event: DragEvent) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    depth.current = 0;
    setOver(false);
    // A folder comes as a file without bytes that cannot be read: its entry tells.
    const files = [...event.dataTransfer.items].flatMap((item) => {
      const file = item.kind === 'file' && item.webkitGetAsEntry()?.isDirectory !== true && item.getAsFile();
      return file ? [file] : [];
    });
    if (!disabled && files.length > 0) onFiles(files);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the button beside the field does the same by keyboard
    <div
      className={className}
      onDragEnter={enter}
      onDragOver={(event) => {
        if (!holdsFiles(event)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = disabled ? 'none' : 'copy';
      }}
      onDragLeave={leave}
      onDrop={drop}
    >
      {children}
      {over && (
        <div className={styles.veil} data-no={disabled || undefined}>
          <FileUp size={36} aria-hidden="true" />
          <strong dir="auto">
            {disabled ? t('composer.drop.cannot') : t('composer.drop.here', { name })}
          </strong>
          {!disabled && <span>{t('composer.drop.about')}</span>}
        </div>
      )}
    </div>
  );
}
