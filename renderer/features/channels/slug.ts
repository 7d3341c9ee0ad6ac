const LONGEST = 40;

/** The ID that a channel's name suggests: `Recepção – Loja 2` becomes `recepcao-loja-2`. */
export function proposeSlug(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST)
    .replaceAll(/^-+|-+$/g, '');
}
