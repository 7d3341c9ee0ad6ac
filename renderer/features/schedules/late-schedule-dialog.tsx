import { type ComponentProps, lazy, Suspense } from 'react';

const Loaded = lazy(async () => ({ default: (await import('./schedule-dialog.tsx')).ScheduleDialog }));

/** The same dialogue, fetched when it is first asked for: most conversations never need it. */
export function ScheduleDialog(props: ComponentProps<typeof Loaded>) {
  return (
    <Suspense>
      <Loaded {...props} />
    </Suspense>
  );
}
