import { useTickets } from '../../state/tickets.ts';
import { CloseDialog } from './close-dialog.tsx';
import { SnoozeDialog } from './snooze-dialog.tsx';
import { TakeOver } from './take-over.tsx';
import { TransferDialog } from './transfer-dialog.tsx';

/** The question about a ticket that is open, whoever asked it: a row's menu, the header, a key. */
export default function TicketDialogs() {
  const asking = useTickets((state) => state.asking);
  switch (asking?.what) {
    case undefined:
      return null;
    case 'transfer':
      return <TransferDialog ticket={asking.ticket} />;
    case 'close':
      return <CloseDialog ticket={asking.ticket} />;
    case 'snooze':
      return <SnoozeDialog ticket={asking.ticket} />;
    case 'take-over':
      return <TakeOver ticket={asking.ticket} name={asking.name} />;
  }
}
