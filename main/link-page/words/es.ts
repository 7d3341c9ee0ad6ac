import type { Words } from './pt-br.ts';

export const es: Words = {
  lang: 'es',
  heading: 'Conectar WhatsApp',
  phases: {
    starting: { title: 'Preparando el código…', help: 'Tarda unos segundos.' },
    qr: {
      title: 'Escanea el código QR',
      help: 'Apunta el teléfono directamente a esta pantalla. Una foto o captura no sirve: cambia cada pocos segundos.',
    },
    code: { title: 'Escribe este código en el teléfono', help: 'Para el número {number}.' },
    linking: { title: 'Conectando…', help: 'El teléfono respondió. Deja WhatsApp abierto en él.' },
    linked: { title: 'Conexión establecida', help: 'Todo listo. Ya puedes cerrar esta página.' },
    stopped: { title: 'Ningún código por ahora', help: 'Genera uno nuevo cuando tengas el teléfono a mano.' },
    expired: { title: 'El código venció', help: 'Genera uno nuevo cuando tengas el teléfono a mano.' },
    ended: {
      title: 'Esta página terminó',
      help: 'Vale por 10 minutos y para una conexión. Si hace falta, abre otra en la computadora de la tienda.',
    },
  },
  failures: {
    offline: {
      title: 'La computadora de la tienda no tiene internet',
      help: 'Revisa la conexión de la computadora e inténtalo de nuevo.',
    },
    'server-busy': { title: 'WhatsApp está ocupado', help: 'Espera un minuto e inténtalo de nuevo.' },
    'refused-by-server': {
      title: 'WhatsApp rechazó la conexión',
      help: 'Espera unos minutos e inténtalo de nuevo. Si se repite, reinicia el teléfono y la computadora.',
    },
    'not-answering': {
      title: 'WhatsApp no responde',
      help: 'Revisa la conexión de la computadora de la tienda e inténtalo de nuevo.',
    },
    'untrusted-server': {
      title: 'La red no es segura',
      help: 'La respuesta no vino de WhatsApp. Llama a quien cuida la computadora de la tienda.',
    },
    'bad-account-signature': {
      title: 'La respuesta del teléfono no coincide',
      help: 'Inténtalo de nuevo, leyendo el código directamente de esta pantalla.',
    },
    'update-needed': {
      title: 'Hay que actualizar la estación',
      help: 'WhatsApp ya no acepta esta versión. Llama a quien cuida la computadora de la tienda.',
    },
    banned: {
      title: 'WhatsApp bloqueó este número',
      help: 'Abre WhatsApp en el teléfono para ver el motivo y pedir una revisión.',
    },
    'number-in-use': {
      title: 'Este número ya está conectado',
      help: 'Está en otro canal de esta tienda. Míralo en la computadora.',
    },
    'no-answer-after-scan': {
      title: 'WhatsApp no terminó la conexión',
      help: 'Si el teléfono pidió una llave de acceso, por ahora esta cuenta no se puede conectar por QR ni por código. Mira las opciones en la computadora de la tienda.',
    },
    passkey: {
      title: 'El teléfono pidió una clave de acceso',
      help: 'Por ahora esta cuenta no acepta conexión por código QR ni por número. Avise a la gerencia de la tienda.',
    },
    'number-invalid': {
      title: 'El número no es correcto',
      help: 'Escríbelo con el código de país y de área. Ejemplo: +55 11 98765-4321.',
    },
    'worker-crashed': { title: 'La conexión se cayó', help: 'Inténtalo de nuevo.' },
    'keys-damaged': {
      title: 'Este canal necesita reparación',
      help: 'Llama a quien cuida la computadora de la tienda.',
    },
  },
  countdown: 'Nuevo código en {seconds} s',
  renewing: 'Cambiando el código…',
  pageEnds: 'Esta página vale por {minutes} min más',
  lostContact: 'Sin contacto con la computadora de la tienda. Intentando de nuevo…',
  refused: 'No fue posible ahora. Míralo en la computadora de la tienda.',
  tooSoon: 'Espera unos segundos e inténtalo de nuevo.',
  noScript: 'Esta página necesita JavaScript activado en el navegador.',
  qrLabel: 'Código QR para conectar WhatsApp',
  pathByQr: [
    'Abre *WhatsApp* en el teléfono que se va a conectar',
    'Toca *⋮* (Android) o *⚙* (iPhone)',
    'Toca *Dispositivos vinculados*',
    'Toca *Vincular un dispositivo* y apunta al código',
  ],
  pathByCode: [
    'Abre *WhatsApp* en el teléfono que se va a conectar',
    'Toca *⋮* (Android) o *⚙* (iPhone)',
    'Toca *Dispositivos vinculados* y *Vincular un dispositivo*',
    'Toca *Vincular con el número de teléfono* y escribe el código',
  ],
  sameDevice: '¿WhatsApp está en este mismo aparato? La cámara no lee su propia pantalla: usa el código.',
  byCode: 'Conectar con código',
  number: 'Número de WhatsApp, con código de país',
  numberStart: '+',
  numberExample: '+54 9 11 2345-6789',
  changeNumber: 'Cambiar el número',
  getCode: 'Generar código',
  copy: 'Copiar',
  copied: 'Copiado',
  backToQr: 'Volver al código QR',
  renew: 'Generar nuevo código',
  reset: 'Restablecer',
  support: 'Soporte',
  howToScan: 'Cómo escanear',
  steps: [
    'Abre WhatsApp y toca ⋮ (Android) o ⚙ (iPhone)',
    'Elige Dispositivos vinculados',
    'Toca Vincular un dispositivo',
    'Apunta la cámara al código de esta pantalla',
  ],
  troubles: [
    {
      sign: '“No se pueden vincular nuevos dispositivos en este momento”',
      cure: 'Lee el código directamente de esta pantalla, no de una foto, e inténtalo de nuevo.',
    },
    { sign: '“Código QR no válido”', cure: 'Toca Restablecer, espera unos minutos y vuelve a leerlo.' },
    { sign: 'La cámara no lo lee', cure: 'Sube el brillo de esta pantalla o usa Conectar con código.' },
    {
      sign: 'No conecta de ninguna manera',
      cure: 'Deja los dos aparatos en la misma internet y reinícialos. Mejor con WhatsApp Business.',
    },
  ],
  contact: '¿Todavía necesitas ayuda?',
  noContact: 'Habla con quien cuida la computadora de la tienda.',
};
