import { fork } from 'node:child_process';
import { once } from 'node:events';

/** A network in a process of its own, to be killed. */
export interface ChildNetwork {
  readonly url: string;
  readonly rootKey: Uint8Array;
  readonly caPem: string;
  /** Lets the shop's phone scan a code, or its only customer say something; resolves with the message's id. */
  ask(what: 'scan' | 'say', text: string): Promise<string>;
  kill(): void;
}

export async function spawnNetwork(stateFile: string): Promise<ChildNetwork> {
  const child = fork(new URL('child-network.ts', import.meta.url), [stateFile], {
    execPath: process.execPath,
    execArgv: [],
    serialization: 'advanced',
  });
  const [ready] = (await once(child, 'message')) as [Pick<ChildNetwork, 'url' | 'rootKey' | 'caPem'>];
  return {
    ...ready,
    async ask(what, text) {
      child.send({ what, text });
      const [answer] = (await once(child, 'message')) as [string];
      return answer;
    },
    kill: () => void child.kill('SIGKILL'),
  };
}
