import type { Language } from '../demonstration.ts';

const TITLES: Readonly<Record<Language, string>> = {
  'pt-BR': 'Celular simulado',
  en: 'Simulated phone',
  es: 'Celular simulado',
};

const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect x='8' y='2' width='16' height='28' rx='4' fill='%230e6b50'/%3E%3Crect x='10.5' y='6' width='11' height='19' rx='1.5' fill='%23e6f4ed'/%3E%3C/svg%3E";

/** The page around the script; its addresses are relative to the secret path. */
export const html = (lang: Language): string => `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${TITLES[lang]}</title>
<link rel="icon" href="${ICON}">
<link rel="stylesheet" href="style.css">
<script type="module" src="main.js"></script>
</head>
<body><div id="root"></div></body>
</html>
`;
