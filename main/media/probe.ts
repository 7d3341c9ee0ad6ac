import { ALL_FORMATS, FilePathSource, Input } from 'mediabunny';

/** Of a film or sound. */
export interface Probed {
  readonly seconds?: number;
  readonly width?: number;
  readonly height?: number;
}

/** Reads how long a film or sound is and how large its picture; what cannot be read is left out. */
export async function probe(file: string): Promise<Probed> {
  const input = new Input({ formats: ALL_FORMATS, source: new FilePathSource(file) });
  try {
    const seconds = await input.computeDuration();
    const track = await input.getPrimaryVideoTrack();
    return {
      ...(Number.isFinite(seconds) && seconds > 0 && { seconds: Math.round(seconds) }),
      ...(track && { width: track.displayWidth, height: track.displayHeight }),
    };
  } catch {
    return {};
  } finally {
    input.dispose();
  }
}
