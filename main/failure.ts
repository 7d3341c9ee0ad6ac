/**
 * A refusal that the user is told of: `code` has its words in `renderer/i18n` under `errors.<code>`.
 * Anything else that is thrown is a fault of ours: it is logged, and the window hears `internal`.
 */
export class Refusal extends Error {
  readonly code: string;
  readonly field: string | undefined;
  readonly params: Record<string, string | number> | undefined;

  constructor(code: string, about: { field?: string; params?: Record<string, string | number> } = {}) {
    super(code);
    this.name = 'Refusal';
    this.code = code;
    this.field = about.field;
    this.params = about.params;
  }
}
