/** The sounds of notices, as what they are made of: short, soft, told apart from afar. Nothing is loaded for them. */
import type { NoticeSound } from '../../preload/entities.ts';

/** One struck tone: it starts at once and dies away. */
interface Tone {
  /** Hertz. */
  pitch: number;
  /** Seconds from the beginning of the sound. */
  from: number;
  /** Seconds until it can no longer be heard. */
  lasts: number;
  wave: OscillatorType;
  /** Of full loudness, before the volume that was chosen. */
  gain: number;
  /** The pitch that it glides to while it sounds. */
  to?: number;
}

export const SOUNDS: Readonly<Record<Exclude<NoticeSound, 'none'>, readonly Tone[]>> = {
  // The bell of a counter: a bright tone with its inharmonic partials.
  bell: [
    { pitch: 1_318, from: 0, lasts: 0.9, wave: 'sine', gain: 0.5 },
    { pitch: 2_636, from: 0, lasts: 0.45, wave: 'sine', gain: 0.2 },
    { pitch: 3_638, from: 0, lasts: 0.25, wave: 'sine', gain: 0.1 },
  ],
  drop: [{ pitch: 520, to: 1_150, from: 0, lasts: 0.22, wave: 'sine', gain: 0.7 }],
  wood: [
    { pitch: 880, from: 0, lasts: 0.09, wave: 'triangle', gain: 0.8 },
    { pitch: 660, from: 0.13, lasts: 0.11, wave: 'triangle', gain: 0.8 },
  ],
  chime: [
    { pitch: 784, from: 0, lasts: 0.5, wave: 'sine', gain: 0.33 },
    { pitch: 988, from: 0.12, lasts: 0.5, wave: 'sine', gain: 0.33 },
    { pitch: 1_175, from: 0.24, lasts: 0.7, wave: 'sine', gain: 0.33 },
  ],
};

let context: AudioContext | undefined;

/** Plays a sound at a volume in percent. A page that nobody has touched yet may not sound, and stays silent. */
export async function play(sound: NoticeSound, volume: number): Promise<void> {
  if (sound === 'none' || volume === 0) return;
  context ??= new AudioContext();
  if (context.state === 'suspended') await context.resume();
  const now = context.currentTime + 0.02;
  for (const tone of SOUNDS[sound]) strike(context, tone, now, volume / 100);
}

const SILENCE = 0.0001;

function strike(
  { destination }: AudioContext,
  { pitch, to, from, lasts, wave, gain }: Tone,
  now: number,
  volume: number,
): void {
  const start = now + from;
  const end = start + lasts;
  const source = new OscillatorNode(destination.context, { type: wave, frequency: pitch });
  if (to !== undefined) source.frequency.exponentialRampToValueAtTime(to, end);
  const loudness = new GainNode(destination.context, { gain: SILENCE });
  // A tone that began at its loudest would click.
  loudness.gain.setValueAtTime(SILENCE, start);
  loudness.gain.exponentialRampToValueAtTime(Math.max(SILENCE, gain * volume), start + 0.008);
  loudness.gain.exponentialRampToValueAtTime(SILENCE, end);
  source.connect(loudness).connect(destination);
  source.start(start);
  source.stop(end);
}
