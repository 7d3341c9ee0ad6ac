/** What every entity is made of. */
import { z } from 'zod';

/** Milliseconds since 1970 UTC. */
export const Instant = z.int().nonnegative();

/** One that a calendar can be reckoned for: up to the end of the year 9999. */
export const CalendarInstant = Instant.max(Date.UTC(9999, 11, 31));

export const RowId = z.int().positive();
