import { createRequire } from 'node:module';

/**
 * libsignal answers a false signature with `false`, where Baileys waits for an exception and so takes any
 * signature for true. This makes false ones throw, provided that it is imported before Baileys.
 */
interface CurveModule {
  verifySignature: (
    key: Uint8Array,
    message: Uint8Array,
    signature: Uint8Array,
    initial?: boolean,
  ) => boolean;
}

const curve = createRequire(import.meta.url)('libsignal/src/curve.js') as CurveModule;
const verify = curve.verifySignature;

curve.verifySignature = (...question) => {
  if (!verify(...question)) throw new Error('false signature');
  return true;
};
