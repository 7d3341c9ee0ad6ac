import type { AutomationWork } from '../automation/automation.ts';
import type { Job } from './jobs.ts';

/** What the jobs do; each feature brings its own. */
export interface Work {
  remindOfPhones(): string;
  readonly automation: AutomationWork;
  /** Removes files that no message and no composer holds. */
  cleanMedia(): void;
}

/** Every cron job of the station. */
export function jobTable(work: Work): readonly Job[] {
  return [
    {
      name: 'phone-reminder',
      when: '0 9 * * *',
      zone: 'shop',
      missed: 'run-once',
      run: () => work.remindOfPhones(),
    },
    { ...everyMinute('opening-hours'), run: () => work.automation.openings() },
    { ...everyMinute('waiting-tickets'), run: () => work.automation.waiting() },
    { ...everyMinute('schedules'), run: () => work.automation.schedules() },
    { ...everyMinute('follow-ups'), run: () => work.automation.followUps() },
    {
      name: 'automation-tidy',
      when: '20 3 * * *',
      zone: 'shop',
      missed: 'run-once',
      run: () => work.automation.tidy(),
    },
    {
      name: 'media-tidy',
      when: '40 3 * * *',
      zone: 'shop',
      missed: 'run-once',
      run() {
        work.cleanMedia();
        return '';
      },
    },
  ];
}

/** Each of them looks at what is due by now, so that one run makes up for all that were missed. */
function everyMinute(name: string) {
  return { name, when: '* * * * *', zone: 'shop', missed: 'run-once' } as const;
}
