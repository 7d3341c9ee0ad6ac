/** Seeded Brazilian shop talk: the same seed gives the same corpus on every machine. */
export interface Corpus {
  /** Milliseconds; grows from message to message. */
  at(index: number): number;
  /** A few conversations get most of what is written, most get little. */
  conversation(): number;
  fromMe(): boolean;
  text(): string;
  name(): string;
}

export const CONVERSATIONS = 20_000;
/** Two years of messages end here. */
export const END = Date.UTC(2026, 10, 20, 21);
const SPAN = 2 * 365 * 86_400_000;

const greetings = ['bom dia', 'boa tarde', 'boa noite', 'oi', 'olá', 'opa', 'oii, tudo bem?', 'e aí'];
const products = [
  'bolo de cenoura',
  'pão francês',
  'coxinha',
  'brigadeiro',
  'torta de limão',
  'pão de queijo',
  'café coado',
  'sonho',
  'quindim',
  'empada de palmito',
  'bolo de aniversário',
  'salgados sortidos',
  'suco de maracujá',
];
const asks = [
  'quanto custa',
  'vocês têm',
  'ainda tem',
  'queria encomendar',
  'dá para reservar',
  'aceita cartão para',
  'qual o preço de',
  'faz entrega de',
  'tem desconto para',
  'qual o código do pedido de',
];
const answers = [
  'temos sim',
  'infelizmente acabou',
  'fica pronto às',
  'pode retirar até',
  'a entrega sai em',
  'o total é',
  'já anotei',
  'o motoboy está a caminho',
  'pagamento confirmado',
  'o código é',
  'à disposição',
];
const tails = [
  'por favor',
  'obrigada',
  'obrigado!',
  'amanhã cedo',
  'no sábado',
  'para 20 pessoas',
  'sem açúcar',
  'com recheio',
  'na rua das Flores',
  'até as 18h',
  'no pix',
  '😊',
  '🙏',
  'kkk',
  'certo?',
  'combinado',
  'é urgente',
];
const syllables = [
  'ba',
  'ca',
  'ção',
  'da',
  'de',
  'do',
  'fé',
  'gão',
  'i',
  'jo',
  'la',
  'li',
  'ma',
  'mé',
  'na',
  'nho',
  'pa',
  'pi',
  'ra',
  'ré',
  'sa',
  'são',
  'ta',
  'ti',
  'tô',
  'va',
  'xi',
  'zu',
];
const firstNames = [
  'Ana',
  'Bia',
  'Caio',
  'Davi',
  'Érica',
  'Fábio',
  'Gabi',
  'Hugo',
  'Íris',
  'João',
  'Luísa',
  'Zé',
];

export function createCorpus(seed: number, size: number): Corpus {
  const random = mulberry32(seed);
  const pick = (from: readonly string[]): string => from[Math.floor(random() * from.length)]!;
  /** A long tail of words that hardly ever come again: names, streets, codes, typing errors. */
  const rareWord = (): string =>
    Array.from({ length: 2 + Math.floor(random() * 3) }, () => pick(syllables)).join('');

  return {
    at: (index) => END - SPAN + Math.floor((SPAN / size) * index),
    conversation: () => Math.floor(CONVERSATIONS * random() ** 2),
    fromMe: () => random() < 0.45,
    text() {
      const parts = random() < 0.5 ? [pick(asks), pick(products)] : [pick(answers), rareWord()];
      if (random() < 0.4) parts.unshift(`${pick(greetings)},`);
      if (random() < 0.6) parts.push(pick(tails));
      if (random() < 0.3) parts.push(rareWord(), String(Math.floor(random() * 10_000)));
      return parts.join(' ');
    },
    name: () => `${pick(firstNames)} ${rareWord()}`,
  };
}

function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
