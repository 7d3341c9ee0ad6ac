/** Records the microphone as WhatsApp wants voice notes: OGG with Opus, one channel, 16 kHz, packets of 60 ms. */
import {
  type AudioSample,
  BufferTarget,
  MediaStreamAudioTrackSource,
  OggOutputFormat,
  Output,
} from 'mediabunny';
import { loudness, loudnessOf, peaksOf } from './peaks.ts';

const SAMPLE_RATE = 16_000;
const BITRATE = 24_000;
/** In microseconds. */
const PACKET = 60_000;
/** Samples whose loudness is one number: 20 ms. */
const STRETCH = 320;

export interface VoiceNote {
  file: File;
  seconds: number;
  waveform: number[];
}

export interface Recording {
  /** How loud it is just now, 0–1. */
  level(): number;
  /** Ends it; undefined when nothing was heard in it. */
  stop(): Promise<VoiceNote | undefined>;
  cancel(): Promise<void>;
}

/** Rejects with a DOMException when there is no microphone, or nobody may use it. */
export async function startRecording(): Promise<Recording> {
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true, autoGainControl: true },
  });
  const [track] = stream.getAudioTracks();
  if (!track) throw new DOMException('no microphone', 'NotFoundError');
  const meter = createMeter(stream);
  const stretches: number[] = [];
  let frames = 0;
  const hear = (sample: AudioSample) => {
    const samples = new Float32Array(sample.numberOfFrames);
    sample.copyTo(samples, { planeIndex: 0, format: 'f32-planar' });
    frames += sample.numberOfFrames;
    stretches.push(...loudnessOf(samples, STRETCH));
  };
  const source = new MediaStreamAudioTrackSource(track, {
    codec: 'opus',
    bitrate: BITRATE,
    transform: { sampleRate: SAMPLE_RATE, numberOfChannels: 1 },
    onEncoderConfig: (config) =>
      Object.assign(config, { opus: { frameDuration: PACKET, application: 'voip' } }),
    onEncodedSample: hear,
  });
  const target = new BufferTarget();
  const output = new Output({ format: new OggOutputFormat(), target });
  const release = () => {
    track.stop();
    meter.close();
  };
  // A microphone that is unplugged ends what was recorded so far; stop() still gives it.
  source.errorPromise.catch(release);
  try {
    output.addAudioTrack(source);
    await output.start();
  } catch (error) {
    release();
    throw error;
  }

  return {
    level: () => meter.level(),
    async stop() {
      release();
      await output.finalize();
      const seconds = frames / SAMPLE_RATE;
      if (target.buffer === null || seconds === 0) return undefined;
      const file = new File([target.buffer], 'voz.ogg', { type: 'audio/ogg; codecs=opus' });
      return { file, seconds: Math.max(1, Math.round(seconds)), waveform: peaksOf(stretches) };
    },
    async cancel() {
      release();
      await output.cancel();
    },
  };
}

function createMeter(stream: MediaStream) {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 1024;
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  return {
    level() {
      analyser.getFloatTimeDomainData(samples);
      return loudness(samples);
    },
    close: () => void context.close(),
  };
}
