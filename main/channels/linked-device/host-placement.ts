/** In which host a session begins. Pure. */

/** With those for sessions in trouble; only for crashes there are more. */
const MOST = 3;
/** As often a session was in a host when that crashed: from then on it takes no others down with it. */
const CRASHES = 2;

export interface HostLoad {
  readonly sessions: number;
  /** Made for a session in trouble. */
  readonly apart: boolean;
}

/** What is known of a session that is about to begin. */
export interface Wish<Host> {
  /** Its last life ended in trouble: away from where that was, and from the others. */
  readonly apart: boolean;
  /** The host that it had last. */
  readonly last: Host | undefined;
  /** How often it was in a host when that crashed. */
  readonly crashes: number;
}

/** Answers one of the living hosts, or nothing when there is to be a new one. */
export function placeSession<Host extends HostLoad>(
  hosts: readonly Host[],
  { apart, last, crashes }: Wish<Host>,
): Host | undefined {
  if (crashes >= CRASHES) return undefined;
  if (apart) return hosts.length < MOST ? undefined : emptiest(hosts.filter((host) => host !== last));
  // An isolate with Baileys in it takes some 75 MB, a session in it some 5: those without trouble share one.
  return hosts.find((host) => !host.apart);
}

function emptiest<Host extends HostLoad>(hosts: readonly Host[]): Host | undefined {
  return hosts.toSorted((a, b) => a.sessions - b.sessions)[0];
}
