import type { Network } from '../index.ts';
import type { Fault } from './protocol.ts';

/** Makes something go wrong: now for that phone's devices, or the next time its moment comes. */
export function provoke({ faults }: Network, fault: Fault, number: string): void {
  switch (fault) {
    case 'passkey':
      faults.failLink('passkey');
      break;
    case 'link-refused':
      faults.failLink('refusal');
      break;
    case 'link-unanswered':
      faults.failLink('silence');
      break;
    case 'false-signature':
      faults.failLink('account-signature');
      break;
    case 'drop':
      faults.closeAll('reset', { number });
      break;
    case 'replaced':
      faults.streamError({ child: 'conflict', type: 'replaced' }, { number });
      break;
    case 'unavailable':
      faults.streamError({ code: 503 }, { number });
      break;
    case 'forbidden':
      faults.refuseUpgrade(403);
      faults.closeAll('reset', { number });
      break;
    case 'outdated':
      faults.failure(405);
      faults.closeAll('reset', { number });
      break;
    case 'limit':
      faults.nackNext(463);
      break;
    case 'no-ack':
      faults.dropNextAck();
      break;
    case 'twice':
      faults.duplicateNext();
      break;
    case 'unreadable':
      faults.undecryptableNext();
      break;
    case 'malformed':
      faults.malformedNext('stanza');
      break;
    case 'garbage':
      faults.malformedNext('bytes');
      break;
    case 'upload-fails':
      faults.failUpload(500);
      break;
    case 'download-fails':
      faults.failDownload(404);
      break;
    case 'file-damaged':
      faults.failDownload('corrupt');
      break;
    case 'file-cut':
      faults.failDownload('cut');
      break;
  }
}
