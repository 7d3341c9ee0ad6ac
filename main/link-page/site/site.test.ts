import { transformWithOxc } from 'vite';
import { expect, test } from 'vitest';
import { words } from '../words/words.ts';
import { html } from './html.ts';
import { renderHtml } from './markup.ts';
import { script } from './script.ts';
import { style } from './style.ts';

const render = (content: { channel?: string; supportContact?: string | undefined }) =>
  renderHtml({ words: words['pt-BR'], channel: 'Recepção', supportContact: undefined, ...content });

test('QR-10 the page offers what the reference asks for: instruction, Redefinir, Suporte, Como escanear, code', () => {
  const page = render({});
  expect(page).toMatch(/^<!doctype html>\s*<html lang="pt-BR"/i);
  for (const text of [
    'Dispositivos conectados',
    'Vincular um dispositivo',
    'Vincular com número de telefone',
  ])
    expect(page).toContain(`<b>${text}</b>`);
  for (const text of [
    'Redefinir',
    'Suporte',
    'Como escanear',
    'Conectar com código',
    'A câmera não lê a própria tela',
  ])
    expect(page).toContain(text);
  expect(page.match(/<svg viewBox="0 0 120 120"/g)).toHaveLength(4);
});

test.each(['pt-BR', 'en', 'es'] as const)('QR-10 the page is in %s when the station is', (language) => {
  const page = renderHtml({ words: words[language], channel: 'X', supportContact: undefined });
  expect(page).toContain(`lang="${language}"`);
  expect(page).toContain(words[language].howToScan);
});

test('QR-10 whatever a channel or a contact is called, it stays text', () => {
  const page = render({
    channel: `<script>alert(1)</script>"'&`,
    supportContact: '<img src=x onerror=alert(1)>',
  });
  expect(page).not.toContain('<script>alert');
  expect(page).not.toContain('<img');
  expect(page).toContain('&#60;script&#62;alert(1)&#60;/script&#62;&#34;&#39;&#38;');
  expect(html`<i>${'<b>'}${html`<u></u>`}</i>`.markup).toBe('<i>&#60;b&#62;<u></u></i>');
});

test.each([
  ['+55 (11) 3333-4444', '<a href="tel:+551133334444">+55 (11) 3333-4444</a>'],
  ['ajuda@loja.example', '<a href="mailto:ajuda@loja.example">ajuda@loja.example</a>'],
  ['javascript:alert(1)', '</b> javascript:alert(1)</p>'],
  ['Fale com a Bia', '</b> Fale com a Bia</p>'],
  ['  ', '</b> Fale com quem cuida do computador da loja.</p>'],
  [undefined, '</b> Fale com quem cuida do computador da loja.</p>'],
])('QR-10 Suporte with the contact %j', (supportContact, expected) => {
  expect(render({ supportContact })).toContain(expected);
});

test('QR-10 nothing on the page comes from elsewhere or stands inline', () => {
  const page = render({ supportContact: '+55 11 3333-4444' });
  for (const text of [page, script, style]) expect(text).not.toMatch(/https?:|\/\/\w|@import|url\(/);
  expect(page).not.toMatch(/<script(?! src="page\.js" defer><\/script>)|<style|\sstyle=|\son\w+=/);
  expect(script).not.toMatch(/innerHTML|outerHTML|insertAdjacent|document\.write|eval|Function\(/);
});

test('QR-10 the script is of 2017: an older browser’s compiler would leave it as it is', async () => {
  const [asItIs, lowered] = await Promise.all(
    ['esnext', 'es2017'].map((target) => transformWithOxc(script, 'page.js', { target })),
  );
  expect(lowered?.code).toBe(asItIs?.code);
  const newer = await transformWithOxc('a?.b ?? c', 'page.js', { target: 'es2017' });
  expect(newer.code).not.toContain('?.');
});
