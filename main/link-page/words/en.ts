import type { Words } from './pt-br.ts';

export const en: Words = {
  lang: 'en',
  heading: 'Connect WhatsApp',
  phases: {
    starting: { title: 'Getting the code ready…', help: 'This takes a few seconds.' },
    qr: {
      title: 'Scan the QR code',
      help: 'Point the phone straight at this screen. A photo or screenshot will not do: it changes every few seconds.',
    },
    code: { title: 'Type this code on the phone', help: 'For the number {number}.' },
    linking: { title: 'Connecting…', help: 'The phone has answered. Keep WhatsApp open on it.' },
    linked: { title: 'Connection established', help: 'All done. You can close this page now.' },
    stopped: { title: 'No code right now', help: 'Get a new one when the phone is at hand.' },
    expired: { title: 'The code has expired', help: 'Get a new one when the phone is at hand.' },
    ended: {
      title: 'This page has ended',
      help: 'It lasts 10 minutes and links once. If needed, open another one on the shop’s computer.',
    },
  },
  failures: {
    offline: {
      title: 'The shop’s computer is offline',
      help: 'Check the computer’s internet connection and try again.',
    },
    'server-busy': { title: 'WhatsApp is busy', help: 'Wait a minute and try again.' },
    'refused-by-server': {
      title: 'WhatsApp refused the connection',
      help: 'Wait a few minutes and try again. If it happens again, restart the phone and the computer.',
    },
    'not-answering': {
      title: 'WhatsApp is not answering',
      help: 'Check the internet connection of the shop’s computer and try again.',
    },
    'untrusted-server': {
      title: 'The network is not safe',
      help: 'The answer did not come from WhatsApp. Call whoever looks after the shop’s computer.',
    },
    'bad-account-signature': {
      title: 'The phone’s answer does not match',
      help: 'Try again, scanning the code straight from this screen.',
    },
    'update-needed': {
      title: 'The station must be updated',
      help: 'WhatsApp no longer accepts this version. Call whoever looks after the shop’s computer.',
    },
    banned: {
      title: 'WhatsApp has banned this number',
      help: 'Open WhatsApp on the phone to see why and to ask for a review.',
    },
    'number-in-use': {
      title: 'This number is already connected',
      help: 'It is in another channel of this shop. See the computer.',
    },
    'no-answer-after-scan': {
      title: 'WhatsApp did not finish connecting',
      help: 'If the phone asked for a passkey, this account cannot be connected by QR or by code for now. See the options on the shop’s computer.',
    },
    passkey: {
      title: 'The phone asked for a passkey',
      help: "For now this account cannot be linked by QR code nor by number. Tell the shop's manager.",
    },
    'number-invalid': {
      title: 'The number is not right',
      help: 'Type it with the country and area codes. Example: +55 11 98765-4321.',
    },
    'worker-crashed': { title: 'The connection dropped', help: 'Try again.' },
    'keys-damaged': {
      title: 'This channel needs repair',
      help: 'Call whoever looks after the shop’s computer.',
    },
  },
  countdown: 'New code in {seconds} s',
  renewing: 'Changing the code…',
  pageEnds: 'This page lasts {minutes} more min',
  lostContact: 'No contact with the shop’s computer. Trying again…',
  refused: 'Not possible right now. See the shop’s computer.',
  tooSoon: 'Wait a few seconds and try again.',
  noScript: 'This page needs JavaScript turned on in the browser.',
  qrLabel: 'QR code to connect WhatsApp',
  pathByQr: [
    'Open *WhatsApp* on the phone to be connected',
    'Tap *⋮* (Android) or *⚙* (iPhone)',
    'Tap *Linked devices*',
    'Tap *Link a device* and point at the code',
  ],
  pathByCode: [
    'Open *WhatsApp* on the phone to be connected',
    'Tap *⋮* (Android) or *⚙* (iPhone)',
    'Tap *Linked devices*, then *Link a device*',
    'Tap *Link with phone number instead* and type the code',
  ],
  sameDevice: 'Is WhatsApp on this very device? A camera cannot read its own screen: use the code.',
  byCode: 'Connect with a code',
  number: 'WhatsApp number, with country code',
  numberStart: '+',
  numberExample: '+55 11 98765-4321',
  changeNumber: 'Change the number',
  getCode: 'Get code',
  copy: 'Copy',
  copied: 'Copied',
  backToQr: 'Back to the QR code',
  renew: 'Get a new code',
  reset: 'Reset',
  support: 'Support',
  howToScan: 'How to scan',
  steps: [
    'Open WhatsApp and tap ⋮ (Android) or ⚙ (iPhone)',
    'Choose Linked devices',
    'Tap Link a device',
    'Point the camera at the code on this screen',
  ],
  troubles: [
    {
      sign: '“Can’t link new devices at this time”',
      cure: 'Scan the code straight from this screen, not from a photo, and try again.',
    },
    { sign: '“Invalid QR code”', cure: 'Tap Reset, wait a few minutes and scan again.' },
    {
      sign: 'The camera does not read it',
      cure: 'Turn up this screen’s brightness or use Connect with a code.',
    },
    {
      sign: 'It never connects',
      cure: 'Put both devices on the same internet and restart them. Prefer WhatsApp Business.',
    },
  ],
  contact: 'Still need help?',
  noContact: 'Talk to whoever looks after the shop’s computer.',
};
