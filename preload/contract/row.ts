/** What the rows of the contract are made of. */
import { z } from 'zod';
import type { Role } from '../entities.ts';

/** Who may call: anybody at the window, whoever has unlocked it, or a manager only (AT-6, CH-1). */
export type Caller = 'anyone' | Role;

export function call<I extends z.ZodType, O extends z.ZodType>(role: Caller, input: I, output: O) {
  return { role, input, output } as const;
}
export function event<P extends z.ZodType>(role: Caller, payload: P) {
  return { role, payload } as const;
}

export const nothing = z.undefined();
export const id = z.int().positive();
export const channel = z.object({ channelId: id });
export const conversation = z.object({ conversationId: id });
export const ids = z.array(id).max(500);
