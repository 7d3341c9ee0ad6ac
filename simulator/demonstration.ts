import type { Network } from './network.ts';

export type Language = 'pt-BR' | 'en' | 'es';

interface Cast {
  readonly shop: string;
  readonly customers: readonly string[];
}

const CASTS: Readonly<Record<Language, Cast>> = {
  'pt-BR': { shop: 'Padaria Sol', customers: ['Ana Souza', 'Bruno Lima', 'Carla Dias', 'Seu Osvaldo'] },
  en: { shop: 'Sun Bakery', customers: ['Anna Hill', 'Ben Ward', 'Clara Moss', 'Mr. Oswald'] },
  es: { shop: 'Panadería Sol', customers: ['Ana Soto', 'Bruno León', 'Carla Díaz', 'Don Osvaldo'] },
};

/** The people of the demonstration; a network that has been played before keeps its own. */
export function castDemonstration(net: Network, language: Language): void {
  if (net.phones.length > 0) return;
  const { shop, customers } = CASTS[language];
  net.phone({ number: '5511987654321', name: shop, business: true });
  for (const name of customers) net.customer(name);
}
