/** Markup that may stand in a page as it is. */
export interface Html {
  readonly markup: string;
}

type Part = string | Html | readonly Html[];

/** Markup from a template; every text put into it is escaped, only other markup is not. */
export function html(literals: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return { markup: literals.reduce((sum, literal, index) => sum + render(parts[index - 1] ?? '') + literal) };
}

function render(part: Part): string {
  if (typeof part === 'string') return escape(part);
  return 'markup' in part ? part.markup : part.map(({ markup }) => markup).join('');
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
