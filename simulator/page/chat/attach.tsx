import { FileText, Image, MapPin, Mic, Paperclip, Plus, UserRound, X } from 'lucide-react';
import { useRef, useState } from 'react';
import type { Reply, SampleKind } from '../../page-server/protocol.ts';
import { act, sendFile } from '../act.ts';
import { useEscape } from '../ui/escape.ts';
import { focusOnArrival, useFocusReturn } from '../ui/focus.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { words } from '../words/words.ts';
import styles from './attach.module.css';

interface AttachProps {
  between: { from: string; to: string };
  disabled: boolean;
  onProblem: () => void;
}

/** Sends a file: one that lies ready, or one of this computer. */
export function Attach({ between, disabled, onProblem }: AttachProps) {
  const [open, setOpen] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  useEscape(open, () => setOpen(false));

  async function after(sending: Promise<Reply>): Promise<void> {
    setOpen(false);
    const reply = await sending;
    if (!reply.ok) onProblem();
  }

  return (
    <div className={styles.attach}>
      <IconButton
        icon={open ? X : Plus}
        label={words.attach}
        aria-expanded={open}
        disabled={disabled}
        onClick={() => setOpen(!open)}
      />
      {open && (
        <Choices
          onSample={(sample) => void after(act({ do: 'sendSample', ...between, sample }))}
          onFile={() => picker.current?.click()}
        />
      )}
      <input
        ref={picker}
        type="file"
        hidden
        aria-label={words.attachFile}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file) void after(sendFile(between.from, between.to, file));
          target.value = '';
        }}
      />
    </div>
  );
}

const SAMPLES = [
  { sample: 'image', icon: Image, label: words.attachImage },
  { sample: 'voice', icon: Mic, label: words.attachVoice },
  { sample: 'document', icon: FileText, label: words.attachDocument },
  { sample: 'location', icon: MapPin, label: words.attachLocation },
  { sample: 'contact', icon: UserRound, label: words.attachContact },
] as const;

function Choices({ onSample, onFile }: { onSample: (sample: SampleKind) => void; onFile: () => void }) {
  useFocusReturn();
  return (
    <ul className={styles.choices}>
      {SAMPLES.map(({ sample, icon: Icon, label }, index) => (
        <li key={sample}>
          <button
            type="button"
            ref={index === 0 ? focusOnArrival : undefined}
            onClick={() => onSample(sample)}
          >
            <Icon size={18} aria-hidden="true" />
            {label}
          </button>
        </li>
      ))}
      <li>
        <button type="button" onClick={onFile}>
          <Paperclip size={18} aria-hidden="true" />
          {words.attachFile}
        </button>
      </li>
    </ul>
  );
}
