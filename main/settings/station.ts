import { arch, platform, release } from 'node:os';
import type { Station } from '../../preload/entities.ts';
import type { Ports } from '../ports.ts';

/** What this station is, for its state page. */
export function stationFacts(ports: Ports, version: string): Station {
  const { electron, node } = process.versions;
  return {
    version,
    shell: ports.shell,
    demo: ports.demo,
    otherNetwork: ports.network !== undefined && !ports.demo,
    dataFolder: ports.paths.data,
    secrets: ports.secrets.protection,
    platform: `${platform()} ${release()} ${arch()}`,
    runtime: electron ? `Electron ${electron}, Node ${node}` : `Node ${node}`,
  };
}
