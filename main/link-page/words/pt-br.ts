/** The page's texts; between asterisks stands what is read on the phone. The others have the same shape. */
export const ptBR = {
  lang: 'pt-BR',
  heading: 'Conectar o WhatsApp',
  phases: {
    starting: { title: 'Preparando o código…', help: 'Leva alguns segundos.' },
    qr: {
      title: 'Escaneie o código QR',
      help: 'Aponte o celular direto para esta tela. Foto ou captura não serve: ele muda a cada poucos segundos.',
    },
    code: { title: 'Digite este código no celular', help: 'Para o número {number}.' },
    linking: { title: 'Conectando…', help: 'O celular respondeu. Deixe o WhatsApp aberto nele.' },
    linked: { title: 'Conexão estabelecida', help: 'Tudo pronto. Você já pode fechar esta página.' },
    stopped: { title: 'Nenhum código agora', help: 'Gere um novo quando o celular estiver à mão.' },
    expired: { title: 'O código expirou', help: 'Gere um novo quando o celular estiver à mão.' },
    ended: {
      title: 'Esta página terminou',
      help: 'Ela vale por 10 minutos e para uma conexão. Se precisar, abra outra no computador da loja.',
    },
  },
  failures: {
    offline: {
      title: 'O computador da loja está sem internet',
      help: 'Confira a internet do computador e tente de novo.',
    },
    'server-busy': { title: 'O WhatsApp está ocupado', help: 'Aguarde um minuto e tente de novo.' },
    'refused-by-server': {
      title: 'O WhatsApp recusou a conexão',
      help: 'Aguarde alguns minutos e tente de novo. Se repetir, reinicie o celular e o computador.',
    },
    'not-answering': {
      title: 'O WhatsApp não responde',
      help: 'Confira a internet do computador da loja e tente de novo.',
    },
    'untrusted-server': {
      title: 'A rede não é segura',
      help: 'A resposta não veio do WhatsApp. Chame quem cuida do computador da loja.',
    },
    'bad-account-signature': {
      title: 'A resposta do celular não confere',
      help: 'Tente de novo, lendo o código direto desta tela.',
    },
    'update-needed': {
      title: 'A estação precisa ser atualizada',
      help: 'O WhatsApp não aceita mais esta versão. Chame quem cuida do computador da loja.',
    },
    banned: {
      title: 'O WhatsApp bloqueou este número',
      help: 'Abra o WhatsApp no celular para ver o motivo e pedir uma análise.',
    },
    'number-in-use': {
      title: 'Este número já está conectado',
      help: 'Ele está em outro canal desta loja. Veja no computador.',
    },
    'no-answer-after-scan': {
      title: 'O WhatsApp não concluiu a conexão',
      help: 'Se o celular pediu uma chave de acesso, esta conta não pode ser conectada por QR nem por código por enquanto. Veja as opções no computador da loja.',
    },
    passkey: {
      title: 'O celular pediu uma chave de acesso',
      help: 'Esta conta não aceita conexão por código QR nem por número por enquanto. Avise a gerência da loja.',
    },
    'number-invalid': {
      title: 'O número não está certo',
      help: 'Digite com o código do país e o DDD. Exemplo: +55 11 98765-4321.',
    },
    'worker-crashed': { title: 'A conexão caiu', help: 'Tente de novo.' },
    'keys-damaged': {
      title: 'Este canal precisa de reparo',
      help: 'Chame quem cuida do computador da loja.',
    },
  },
  countdown: 'Novo código em {seconds} s',
  renewing: 'Trocando o código…',
  pageEnds: 'Esta página vale por mais {minutes} min',
  lostContact: 'Sem contato com o computador da loja. Tentando de novo…',
  refused: 'Não foi possível agora. Veja no computador da loja.',
  tooSoon: 'Aguarde alguns segundos e tente de novo.',
  noScript: 'Esta página precisa de JavaScript ligado no navegador.',
  qrLabel: 'Código QR para conectar o WhatsApp',
  pathByQr: [
    'Abra o *WhatsApp* no celular que vai ser conectado',
    'Toque em *⋮* (Android) ou *⚙* (iPhone)',
    'Toque em *Dispositivos conectados*',
    'Toque em *Vincular um dispositivo* e aponte para o código',
  ],
  pathByCode: [
    'Abra o *WhatsApp* no celular que vai ser conectado',
    'Toque em *⋮* (Android) ou *⚙* (iPhone)',
    'Toque em *Dispositivos conectados* e em *Vincular um dispositivo*',
    'Toque em *Vincular com número de telefone* e digite o código',
  ],
  sameDevice: 'O WhatsApp está neste mesmo aparelho? A câmera não lê a própria tela: use o código.',
  byCode: 'Conectar com código',
  number: 'Número do WhatsApp, com código do país',
  numberStart: '+55 ',
  numberExample: '+55 11 98765-4321',
  changeNumber: 'Mudar o número',
  getCode: 'Gerar código',
  copy: 'Copiar',
  copied: 'Copiado',
  backToQr: 'Voltar ao código QR',
  renew: 'Gerar novo código',
  reset: 'Redefinir',
  support: 'Suporte',
  howToScan: 'Como escanear',
  steps: [
    'Abra o WhatsApp e toque em ⋮ (Android) ou ⚙ (iPhone)',
    'Escolha Dispositivos conectados',
    'Toque em Vincular um dispositivo',
    'Aponte a câmera para o código nesta tela',
  ],
  troubles: [
    {
      sign: '“Não é possível vincular novos dispositivos no momento”',
      cure: 'Leia o código direto desta tela, não de uma foto, e tente de novo.',
    },
    { sign: '“QR-code inválido”', cure: 'Toque em Redefinir, aguarde alguns minutos e leia de novo.' },
    { sign: 'A câmera não lê', cure: 'Aumente o brilho desta tela ou use Conectar com código.' },
    {
      sign: 'Não conecta de jeito nenhum',
      cure: 'Deixe os aparelhos na mesma internet e reinicie os dois. Prefira o WhatsApp Business.',
    },
  ],
  contact: 'Ainda precisa de ajuda?',
  noContact: 'Fale com quem cuida do computador da loja.',
};

export type Words = typeof ptBR;
