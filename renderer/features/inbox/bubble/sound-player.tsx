import { Mic, Pause, Play } from 'lucide-react';
import { type ChangeEvent, useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { numberFormat } from '../../../i18n/formats.ts';
import { useLanguage } from '../../../i18n/words.ts';
import { beginPlaying, nextSpeed, usePlaying } from '../../../state/playing.ts';
import { duration } from './file-name.ts';
import styles from './sound.module.css';

interface SoundPlayerProps {
  source: string;
  /** As told by the sender; the file itself may know better. */
  seconds: number | undefined;
  waveform: readonly number[] | undefined;
  voice?: boolean;
  label: string;
}

/** Plays a voice note or a sound: seek by mouse or arrow keys, 1×, 1.5×, 2×. */
export function SoundPlayer({ source, seconds, waveform, voice = false, label }: SoundPlayerProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const sound = useRef<HTMLAudioElement>(null);
  const speed = usePlaying((state) => state.speed);
  const [playing, setPlaying] = useState(false);
  const [at, setAt] = useState(0);
  const [length, setLength] = useState(seconds ?? 0);
  const [played, setPlayed] = useState(false);
  const [broken, setBroken] = useState(false);
  useFrames(playing, () => setAt(sound.current?.currentTime ?? 0));
  useEffect(() => {
    if (sound.current) sound.current.playbackRate = speed;
  }, [speed]);

  const toggle = () => {
    const element = sound.current;
    if (!element) return;
    if (!element.paused) {
      element.pause();
      return;
    }
    beginPlaying(element);
    element.playbackRate = speed;
    element.play().catch(() => setBroken(true));
  };
  const seek = (event: ChangeEvent<HTMLInputElement>) => {
    const element = sound.current;
    if (!element) return;
    element.currentTime = Number(event.target.value);
    setAt(element.currentTime);
  };
  const whole = Math.max(length, 0.1);
  const number = numberFormat(language);
  return (
    <div className={styles.player} data-played={played || undefined}>
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- nobody has written down what a customer said */}
      <audio
        ref={sound}
        src={source}
        preload="metadata"
        onPlay={() => {
          setPlaying(true);
          setPlayed(true);
        }}
        onPause={() => setPlaying(false)}
        onEnded={() => {
          setPlaying(false);
          setAt(0);
        }}
        onDurationChange={({ currentTarget: { duration: known } }) => {
          if (Number.isFinite(known) && known > 0) setLength(known);
        }}
        onError={() => setBroken(true)}
      />
      <button
        type="button"
        className={styles.play}
        aria-label={playing ? t('media.pause', { what: label }) : t('media.play', { what: label })}
        disabled={broken}
        onClick={toggle}
      >
        {playing ? (
          <Pause size={18} fill="currentcolor" aria-hidden="true" />
        ) : (
          <Play size={18} fill="currentcolor" aria-hidden="true" />
        )}
      </button>
      <div className={styles.track}>
        <Waves waveform={waveform} share={at / whole} />
        <input
          className={styles.seek}
          type="range"
          min={0}
          max={whole}
          step={whole > 60 ? 5 : 1}
          value={Math.min(at, whole)}
          aria-label={t('media.seek', { what: label })}
          aria-valuetext={`${duration(at)} / ${duration(whole)}`}
          disabled={broken}
          onChange={seek}
        />
      </div>
      <span className={styles.below}>
        {voice && <Mic size={12} aria-hidden="true" />}
        <span className={styles.time}>
          {broken ? t('media.cannotPlay') : duration(playing || at > 0 ? at : length)}
        </span>
      </span>
      <button
        type="button"
        className={styles.speed}
        aria-label={t('media.speed', { speed: number.format(speed) })}
        onClick={nextSpeed}
      >
        {number.format(speed)}×
      </button>
    </div>
  );
}

/** Asks at every frame while it plays: `timeupdate` comes four times a second, which looks broken. */
function useFrames(running: boolean, frame: () => void): void {
  const latest = useEffectEvent(frame);
  useEffect(() => {
    if (!running) return undefined;
    let request = 0;
    const next = () => {
      latest();
      request = requestAnimationFrame(next);
    };
    request = requestAnimationFrame(next);
    return () => cancelAnimationFrame(request);
  }, [running]);
}

const BARS = 64;
const QUIET = 8;

/** The sound's shape; flat when nobody has told it. */
export function Waves({ waveform, share }: { waveform: readonly number[] | undefined; share: number }) {
  return (
    <svg
      className={styles.waves}
      viewBox={`0 0 ${BARS * 3} 32`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {Array.from({ length: BARS }, (_, index) => {
        const height = Math.max(2, ((waveform?.[index] ?? QUIET) / 100) * 32);
        return (
          <rect
            // oxlint-disable-next-line react/no-array-index-key -- bars never move
            key={index}
            x={index * 3}
            y={(32 - height) / 2}
            width={2}
            height={height}
            rx={1}
            data-past={index / BARS < share || undefined}
          />
        );
      })}
    </svg>
  );
}
