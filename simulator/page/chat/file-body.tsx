import { FileDown, FileWarning } from 'lucide-react';
import type { Bubble, FileView } from '../../page-server/protocol.ts';
import { act, fileAddress } from '../act.ts';
import { language, words } from '../words/words.ts';
import styles from './file-body.module.css';

interface FileBodyProps {
  bubble: Bubble;
  file: FileView;
  between: { from: string; to: string };
}

const sizeText = new Intl.NumberFormat(language, {
  style: 'unit',
  unit: 'kilobyte',
  maximumFractionDigits: 0,
});

export function FileBody({ bubble: { id, kind, mine }, file, between }: FileBodyProps) {
  const { from, to } = between;
  const address = fileAddress(from, to, id);
  const label = kind === 'text' ? words.unnamedFile : words.kind[kind];
  if (!file.there) {
    return (
      <span className={styles.missing}>
        <FileWarning size={18} aria-hidden="true" />
        {words.fileMissing}
      </span>
    );
  }
  switch (kind) {
    case 'image':
    case 'sticker':
      return <img className={styles.picture} src={address} alt={label} />;
    case 'video':
      return (
        <video className={styles.picture} src={address} controls aria-label={label}>
          <track kind="captions" />
        </video>
      );
    case 'audio':
    case 'voice':
      return (
        <audio
          className={styles.sound}
          src={address}
          controls
          aria-label={label}
          onPlay={() => kind === 'voice' && !mine && void act({ do: 'play', ...between, id })}
        >
          <track kind="captions" />
        </audio>
      );
    case 'text':
    case 'document':
    case 'contact':
    case 'location':
    case 'poll':
    case 'other':
  }
  return (
    <a className={styles.document} href={address} download={file.name ?? words.unnamedFile}>
      <FileDown size={22} aria-hidden="true" />
      <span>
        {file.name ?? words.unnamedFile}
        <small>{sizeText.format(Math.max(1, file.size / 1000))}</small>
      </span>
    </a>
  );
}
