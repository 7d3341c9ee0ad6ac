/** Formats of numbers, dates and lists, each built once: that costs more than a hundred uses, and lists use them on every row. */
import type { Language } from '../../preload/entities.ts';

function kept<Options, Format>(build: (language: Language, options: Options | undefined) => Format) {
  const formats = new Map<string, Format>();
  return (language: Language, options?: Options): Format => {
    const key = options === undefined ? language : language + JSON.stringify(options);
    const known = formats.get(key);
    if (known !== undefined) return known;
    const built = build(language, options);
    formats.set(key, built);
    return built;
  };
}

export const dateFormat = kept<Intl.DateTimeFormatOptions, Intl.DateTimeFormat>(
  (language, options) => new Intl.DateTimeFormat(language, options),
);
export const relativeFormat = kept<Intl.RelativeTimeFormatOptions, Intl.RelativeTimeFormat>(
  (language, options) => new Intl.RelativeTimeFormat(language, options),
);
export const numberFormat = kept<Intl.NumberFormatOptions, Intl.NumberFormat>(
  (language, options) => new Intl.NumberFormat(language, options),
);
export const listFormat = kept<Intl.ListFormatOptions, Intl.ListFormat>(
  (language, options) => new Intl.ListFormat(language, options),
);
