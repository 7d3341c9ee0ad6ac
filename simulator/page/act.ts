import type { Action, Reply } from '../page-server/protocol.ts';

const FAILED: Reply = { ok: false, problem: 'failed' };

async function post(address: string, type: string, body: BodyInit): Promise<Reply> {
  try {
    const response = await fetch(address, { method: 'POST', headers: { 'content-type': type }, body });
    return response.ok ? ((await response.json()) as Reply) : FAILED;
  } catch {
    return FAILED;
  }
}

export const act = (action: Action): Promise<Reply> => post('do', 'application/json', JSON.stringify(action));

export function sendFile(from: string, to: string, file: File): Promise<Reply> {
  const query = new URLSearchParams({ from, to, name: file.name });
  return post(`send?${query.toString()}`, file.type || 'application/octet-stream', file);
}

export const fileAddress = (owner: string, other: string, id: string): string =>
  `file/${owner}/${other}/${encodeURIComponent(id)}`;
