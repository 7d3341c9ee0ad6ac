import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';

/** A folder of its own for each test of the file, or one for them all; answers where it is. */
export function useTempFolder(of: 'each' | 'all' = 'each'): () => string {
  const [before, after] = of === 'each' ? [beforeEach, afterEach] : [beforeAll, afterAll];
  let folder = '';
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'balcao-test-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));
  return () => folder;
}
