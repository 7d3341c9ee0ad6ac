import { type BinaryNode, getBinaryNodeChild } from '@whiskeysockets/baileys';
import type { Close } from '../close-reasons.ts';

/** What Baileys throws and closes with, made plain. */
export function toClose(error: unknown): Close {
  if (!(error instanceof Error)) return { message: '' };
  const { output, data } = error as { output?: { statusCode?: unknown }; data?: unknown };
  const conflict = conflictOf(data);
  return {
    ...(typeof output?.statusCode === 'number' && { code: output.statusCode }),
    // Where several addresses were tried, only the system's code tells what was wrong.
    message: [error.message, systemCode(data)].filter(Boolean).join(' '),
    ...(conflict !== undefined && { conflict }),
  };
}

function systemCode(data: unknown): string | undefined {
  return data instanceof Error && 'code' in data && typeof data.code === 'string' ? data.code : undefined;
}

function conflictOf(data: unknown): string | undefined {
  if (typeof data !== 'object' || data === null || !('tag' in data) || data.tag !== 'conflict')
    return undefined;
  return (data as BinaryNode).attrs?.['type'];
}

/** The phone has answered the code or the QR; WhatsApp may still ask it for a passkey, which we never hear of. */
export function isPairingSign(notification: BinaryNode): boolean {
  const { type } = notification.attrs;
  if (type === 'companion_reg_refresh') return true;
  if (type !== 'link_code_companion_reg') return false;
  return getBinaryNodeChild(notification, 'link_code_companion_reg')?.attrs['stage'] === 'primary_hello';
}
