/** What crosses between main and the windows, as zod schemas; the types on both sides are inferred from them. */
export * from './entities/attendance.ts';
export * from './entities/automation.ts';
export * from './entities/channels.ts';
export * from './entities/contacts.ts';
export * from './entities/hours.ts';
export * from './entities/inbox.ts';
export * from './entities/messages.ts';
export * from './entities/notices.ts';
export * from './entities/quick-replies.ts';
export * from './entities/schedules.ts';
export * from './entities/search.ts';
export * from './entities/station.ts';
export * from './entities/typed.ts';
