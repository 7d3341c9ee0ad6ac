import { Mic, SendHorizontal, Square, Trash2 } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Button } from '../../../ui/button.tsx';
import { Banner } from '../../../ui/banner.tsx';
import { Spinner } from '../../../ui/spinner.tsx';
import { useErrorWords } from '../../../i18n/words.ts';
import type { CallError } from '../../../../preload/contract.ts';
import { sendVoice } from '../../../state/sending.ts';
import { upload } from '../../../state/uploads.ts';
import { duration } from '../bubble/file-name.ts';
import { SoundPlayer } from '../bubble/sound-player.tsx';
import type { Recording, VoiceNote } from '../voice/record.ts';
import styles from './recorder.module.css';

/** As long as WhatsApp itself lets one talk here, in seconds. */
const LONGEST = 15 * 60;

export type RecorderPhase = 'starting' | 'recording' | 'review' | 'sending';

interface RecorderProps {
  conversationId: number;
  /** The button is still held: letting go sends. */
  held: boolean;
  onDone: () => void;
}

/** In place of the field while somebody talks: cancel, listen before sending, send. */
export function Recorder({ conversationId, held, onDone }: RecorderProps) {
  const { t } = useTranslation();
  const words = useErrorWords();
  const [phase, setPhase] = useState<RecorderPhase>('starting');
  const [error, setError] = useState<CallError>();
  const [since, setSince] = useState(0);
  const [note, setNote] = useState<VoiceNote>();
  const recording = useRef<Recording>(undefined);
  const left = useRef(false);
  const bar = useRef<HTMLFieldSetElement>(null);

  useEffect(() => {
    left.current = false;
    void begin();
    return () => {
      left.current = true;
      void recording.current?.cancel();
      recording.current = undefined;
    };
    // Once: a recording begins with its bar.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);

  async function begin() {
    try {
      const { startRecording } = await import('../voice/record.ts');
      const started = await startRecording();
      if (left.current) {
        void started.cancel();
        return;
      }
      recording.current = started;
      setSince(Date.now());
      setPhase('recording');
    } catch (problem) {
      const name = problem instanceof DOMException ? problem.name : '';
      setError({ code: name === 'NotAllowedError' ? 'microphone-denied' : 'microphone-missing' });
    }
  }

  async function stop(): Promise<VoiceNote | undefined> {
    const running = recording.current;
    recording.current = undefined;
    const made = await running?.stop();
    setNote(made);
    if (!made) setError({ code: 'recording-empty' });
    return made;
  }

  async function review() {
    if (await stop()) setPhase('review');
  }

  async function send() {
    const made = note ?? (await stop());
    if (!made) return;
    setPhase('sending');
    const result = await upload(made.file, {
      fileName: made.file.name,
      signal: new AbortController().signal,
    });
    if (!result.ok) {
      setError(result.error);
      setPhase('review');
      return;
    }
    sendVoice(conversationId, result.attachment, { seconds: made.seconds, waveform: made.waveform });
    onDone();
  }

  // Whoever pressed once sends with Enter; a held button keeps its pointer.
  useEffect(() => {
    if (!held) bar.current?.querySelector<HTMLElement>('button:last-of-type')?.focus();
  }, [held, phase]);
  const release = useEffectEvent(() => {
    if (phase === 'recording') void send();
    // Let go before it had begun: there is nothing to send.
    else if (phase === 'starting') onDone();
  });
  const wasHeld = useRef(held);
  useEffect(() => {
    if (wasHeld.current && !held) release();
    wasHeld.current = held;
  }, [held]);

  if (error && phase !== 'review') {
    return (
      <Banner
        tone="bad"
        live
        action={
          <Button size="small" onClick={onDone}>
            {t('common.close')}
          </Button>
        }
      >
        {words(error)}
      </Banner>
    );
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape cancels from any of its buttons
    <fieldset
      ref={bar}
      className={styles.recorder}
      aria-label={t('composer.voice.label')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        event.preventDefault();
        onDone();
      }}
    >
      <IconButton icon={Trash2} label={t('composer.voice.cancel')} keys="Esc" side="top" onClick={onDone} />
      {phase === 'review' && note ? (
        <Review note={note} error={error && words(error)} />
      ) : (
        <Running
          since={since}
          active={phase === 'recording'}
          held={held}
          level={() => recording.current?.level() ?? 0}
          onLongest={() => void review()}
        />
      )}
      {phase === 'recording' && !held && (
        <IconButton icon={Square} label={t('composer.voice.stop')} side="top" onClick={() => void review()} />
      )}
      {phase === 'sending' ? (
        <span className={styles.busy}>
          <Spinner size={18} />
        </span>
      ) : (
        !held && (
          <IconButton
            icon={SendHorizontal}
            look="primary"
            label={t('composer.voice.send')}
            side="top"
            aria-disabled={phase === 'starting'}
            onClick={() => phase !== 'starting' && void send()}
          />
        )
      )}
    </fieldset>
  );
}

interface RunningProps {
  since: number;
  active: boolean;
  held: boolean;
  level: () => number;
  onLongest: () => void;
}

const BARS = 40;

function Running({ since, active, held, level, onLongest }: RunningProps) {
  const { t } = useTranslation();
  const [seconds, setSeconds] = useState(0);
  const [levels, setLevels] = useState<readonly number[]>([]);
  const ask = useEffectEvent(() => {
    const passed = (Date.now() - since) / 1000;
    setSeconds(passed);
    setLevels((before) => [...before, level()].slice(-BARS));
    if (passed >= LONGEST) onLongest();
  });
  useEffect(() => {
    if (!active) return undefined;
    const timer = setInterval(() => ask(), 100);
    return () => clearInterval(timer);
  }, [active]);
  return (
    <div className={styles.running}>
      <Mic className={styles.mic} size={18} aria-hidden="true" />
      <span className={styles.time}>{duration(Math.floor(seconds))}</span>
      <span className={styles.levels} aria-hidden="true">
        {levels.map((each, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- a ribbon that moves as a whole
          <i key={index} style={{ height: `${Math.max(8, Math.min(100, each * 400))}%` }} />
        ))}
      </span>
      <output className={styles.hint}>
        {active
          ? t(held ? 'composer.voice.letGo' : 'composer.voice.recording')
          : t('composer.voice.starting')}
      </output>
    </div>
  );
}

function Review({ note, error }: { note: VoiceNote; error: string | undefined }) {
  const { t } = useTranslation();
  const [address] = useState(() => URL.createObjectURL(note.file));
  useEffect(() => () => URL.revokeObjectURL(address), [address]);
  return (
    <div className={styles.review}>
      <SoundPlayer
        source={address}
        seconds={note.seconds}
        waveform={note.waveform}
        voice
        label={t('message.kinds.voice')}
      />
      {error !== undefined && (
        <span role="alert" className={styles.error}>
          {error}
        </span>
      )}
    </div>
  );
}
