import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { samples } from '../simulator/page-server/samples.ts';
import { openTalk, type Talk } from './support/talk.ts';

/** A photograph that no camera took: a cake on a table, tall, as telephones take them. */
function photo(hue: string): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="1200">
    <rect width="900" height="1200" fill="#f3e6d2"/><rect y="820" width="900" height="380" fill="#b98a5c"/>
    <ellipse cx="450" cy="840" rx="340" ry="70" fill="#fff"/>
    <path d="M170 560h560v260a280 60 0 0 1-560 0z" fill="${hue}"/>
    <ellipse cx="450" cy="560" rx="280" ry="60" fill="#fff7ec"/><circle cx="450" cy="500" r="44" fill="#d23b3b"/>
  </svg>`;
  return sharp(Buffer.from(svg)).jpeg().toBuffer();
}

/** AT-3 on screen: every kind that a customer sends, and what one can do with it. */
describe('a conversation', () => {
  let talk: Talk;

  beforeAll(async () => {
    talk = await openTalk(41);
  });
  afterAll(async () => {
    await talk?.close();
  });

  const message = (words: string) => talk.page.locator('[data-message]').filter({ hasText: words });
  const field = () => talk.page.getByRole('textbox', { name: 'Mensagem' });
  /** What the element with the focus is called. */
  const focused = () =>
    talk.page.evaluate<string | null>(`document.activeElement.getAttribute('aria-label')`);
  const menuOf = async (words: string) => {
    await talk.bubble(words).click({ button: 'right', position: { x: 8, y: 8 } });
    return talk.page.getByRole('menu', { name: 'Ações da mensagem' });
  };

  test('AT-3 links lead where they say: the true host stands beside one that hides it', async () => {
    const { customer, page } = talk;
    await customer.says('Vi em www.receitas.com.br e em https://banco.com.br@mau.com/x');
    const plain = page.getByRole('link', { name: 'www.receitas.com.br' });
    await plain.waitFor();
    await expect.poll(() => plain.getAttribute('href')).toBe('https://www.receitas.com.br/');
    await expect.poll(() => plain.getAttribute('rel')).toBe('noopener noreferrer');
    await page.getByText('na verdade: mau.com').waitFor();
    await customer.says('javascript:alert(1) <img src=x onerror=alert(1)> \u202Egnp.exe');
    await message('<img src=x onerror=alert(1)>').waitFor();
    await expect.poll(() => page.getByRole('link', { name: /javascript/ }).count()).toBe(0);
  });

  test('AT-3 pictures stand in the room that they will take, and fill the window when pressed', async () => {
    const { customer, page } = talk;
    await customer.sends({
      kind: 'image',
      bytes: await photo('#e8913a'),
      caption: 'Igual a este!',
      width: 900,
      height: 1200,
    });
    const first = message('Igual a este!').getByRole('button', { name: 'Ver a foto' });
    await first.waitFor();
    const box = await first.boundingBox();
    expect((box?.width ?? 0) / (box?.height ?? 1)).toBeCloseTo(0.75, 1);
    await customer.sends({ kind: 'image', bytes: await photo('#8a5a9e'), width: 900, height: 1200 });
    const pictures = page.getByRole('button', { name: 'Ver a foto' });
    await pictures.nth(1).waitFor();
    await talk.picture('conversation-pictures', { dark: true });

    await first.click();
    const viewer = page.getByRole('dialog', { name: 'Ana Prado' });
    await viewer.getByText('1 de 2').waitFor();
    const width = () => page.evaluate(`document.querySelector('[role=dialog] img').naturalWidth`);
    await expect.poll(width, { timeout: 30_000 }).toBe(900);
    await talk.picture('conversation-viewer');
    await page.keyboard.press('+');
    await viewer.getByText('150').waitFor();
    await page.keyboard.press('0');
    await page.keyboard.press('ArrowRight');
    await viewer.getByText('2 de 2').waitFor();
    await talk.expectAccessible();
    await page.keyboard.press('Escape');
    await viewer.waitFor({ state: 'hidden' });
    await expect.poll(focused).toBe('Ver a foto');
  });

  test('AT-3 a voice note plays, is sought in and goes faster', async () => {
    const { customer, page } = talk;
    await customer.sends(samples.voice());
    const play = page.getByRole('button', { name: 'Tocar: Mensagem de voz' });
    await play.waitFor();
    const seek = page.getByRole('slider', { name: 'Posição: Mensagem de voz' });
    await expect.poll(() => seek.getAttribute('aria-valuetext')).toBe('0:00 / 0:03');
    await page.getByRole('button', { name: 'Velocidade 1×' }).click();
    await page.getByRole('button', { name: 'Velocidade 1,5×' }).waitFor();
    await play.click();
    await page.getByRole('button', { name: 'Pausar: Mensagem de voz' }).click();
    await seek.focus();
    await page.keyboard.press('End');
    await expect.poll(() => seek.getAttribute('aria-valuetext')).toBe('0:03 / 0:03');
  });

  test('AT-3 documents show their whole ending and are only saved; a program says so', async () => {
    const { customer, page } = talk;
    await customer.sends({
      ...samples.document(),
      fileName: 'Orçamento da festa de 15 anos da Maria Eduarda.pdf',
    } as never);
    const save = page.getByRole('link', { name: /^Salvar Orçamento/ });
    await save.waitFor();
    await page.getByText('.pdf', { exact: true }).waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), save.click()]);
    expect(download.suggestedFilename()).toMatch(/\.pdf$/);
    await customer.sends({
      kind: 'document',
      bytes: Buffer.from('MZ'),
      fileName: 'fotos.jpg.exe',
      mimetype: 'image/jpeg',
    });
    await page.getByText('Isto é um programa. Só abra se confiar em quem mandou.').waitFor();
    await page.getByText('.exe', { exact: true }).waitFor();
  });

  test('AT-3 places and cards are drawn here, without asking anybody', async () => {
    const { customer, page } = talk;
    await customer.sends(samples.location());
    await page.getByText('Praça da Sé').first().waitFor();
    const map = page.getByRole('link', { name: 'Abrir no mapa' });
    await expect
      .poll(() => map.getAttribute('href'))
      .toMatch(/^https:\/\/www\.openstreetmap\.org\/\?mlat=-23\.55/);
    await customer.sends(samples.contact());
    await page.getByText('Dona Lurdes').first().waitFor();
    await page.getByRole('button', { name: 'Copiar +55 11 93333-4444' }).waitFor();
    await talk.picture('conversation-kinds', { dark: true });
    await talk.expectAccessible();
  });

  test('AT-3 what is answered stands in the answer, and a press goes there', async () => {
    const { customer, page } = talk;
    const menu = await menuOf('Vi em www.receitas');
    await menu.getByRole('menuitem', { name: 'Responder' }).click();
    await page.getByText('Responder a Ana Prado').waitFor();
    await expect.poll(focused).toBe('Mensagem');
    await page.keyboard.type('Essa receita é ótima');
    await page.keyboard.press('Enter');
    const [answer] = await Promise.all([
      customer.receives(({ text }) => text === 'Essa receita é ótima'),
      message('Essa receita é ótima').waitFor(),
    ]);
    await message('Essa receita é ótima')
      .getByRole('button', { name: /^Ir à mensagem respondida/ })
      .click();
    await page.locator('[data-aimed]').getByText('www.receitas').waitFor();

    await customer.replies(answer.id, 'Então quero uma');
    await message('Então quero uma').getByText('Essa receita é ótima').waitFor();
  });

  test('AT-3 reactions come, are given and are taken back', async () => {
    const { customer, page } = talk;
    const [ours] = customer.inbox.filter(({ text }) => text === 'Essa receita é ótima');
    await customer.reacts(ours?.id ?? '', '😍');
    await page.getByRole('button', { name: '😍 de Ana Prado' }).waitFor();
    const menu = await menuOf('Então quero uma');
    await menu.getByRole('menuitem', { name: 'Reagir com 👍' }).click();
    const chip = page.getByRole('button', { name: '👍 de Você' });
    await chip.waitFor();
    await talk.picture('conversation-answers', { dark: true });
    await chip.click();
    await chip.waitFor({ state: 'detached' });
  });

  test('AT-3 an edit is marked, and the manager can read what it said before', async () => {
    const { customer, page } = talk;
    const sent = await customer.says('São 20 pessoas');
    await message('São 20 pessoas').waitFor();
    await customer.edits(sent, 'São 30 pessoas');
    await message('São 30 pessoas').getByRole('button', { name: 'editada' }).click();
    const before = page.getByRole('list', { name: 'O que dizia antes' });
    await before.getByText('São 20 pessoas').waitFor();
    await message('São 30 pessoas').getByRole('button', { name: 'editada' }).click();
    await before.waitFor({ state: 'detached' });
  });

  test('AT-3 a deleted message is a place; its text is kept for the manager', async () => {
    const { customer, page } = talk;
    const sent = await customer.says('Meu cartão é 1234');
    await message('Meu cartão é 1234').waitFor();
    await customer.deletes(sent);
    await page.locator('[data-message]').getByText('Mensagem apagada', { exact: true }).waitFor();
    await expect.poll(() => page.getByText('Meu cartão é 1234').count()).toBeLessThanOrEqual(1);
    await page.getByRole('button', { name: 'Ver o que dizia' }).click();
    await page.locator('[data-message]').getByText('Meu cartão é 1234').waitFor();
    await talk.picture('conversation-deleted');
  });

  test('AT-3 our own is edited and deleted for everyone', async () => {
    const { customer, page } = talk;
    await field().fill('Custa 40 reias');
    await field().press('Enter');
    await customer.receives(({ text }) => text === 'Custa 40 reias');
    await message('Custa 40 reias').getByRole('img', { name: 'Entregue' }).waitFor();
    await page.keyboard.press('ArrowUp');
    await page.getByText('Editar mensagem').waitFor();
    await field().fill('Custa 40 reais');
    await field().press('Enter');
    await message('Custa 40 reais').getByText('editada').waitFor();
    await expect.poll(() => customer.inbox.map(({ text }) => text)).toContain('Custa 40 reais');

    const menu = await menuOf('Custa 40 reais');
    await menu.getByRole('menuitem', { name: 'Apagar para todos' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Apagar' }).click();
    await page.getByText('Você apagou esta mensagem').waitFor();
  });

  test('AT-3 a file that is damaged on its way is not shown, and says so', async () => {
    const { customer, page } = talk;
    await customer.sends({
      kind: 'image',
      bytes: await photo('#999999'),
      width: 900,
      height: 1200,
      spoilt: 'mac',
    });
    await page.getByText('O arquivo chegou danificado e não foi guardado.').waitFor();
  });

  test('AT-3 what is typed, refused, written on the phone or not readable yet is told as what it is', async () => {
    const { customer, network, page, phone } = talk;
    const thread = page.getByRole('region', { name: 'Conversa', exact: true });
    customer.types();
    await thread.getByText('digitando').first().waitFor();
    network.faults.nackNext(463);
    await field().fill('Sai às cinco.');
    await page.keyboard.press('Enter');
    await message('O WhatsApp limitou o envio por este número.').waitFor();
    await message('Sai às cinco.').getByRole('button', { name: 'Tentar de novo' }).click();
    await customer.receives(({ text }) => text === 'Sai às cinco.');
    await message('O WhatsApp limitou').waitFor({ state: 'hidden' });
    await phone.says(customer, 'Respondi daqui.');
    await message('Respondi daqui.').getByText('enviado pelo celular').waitFor();
    network.faults.undecryptableNext(20);
    await customer.says('Qual o valor?');
    await page.getByText('Mensagem ainda não pôde ser lida… pedimos que seja reenviada.').waitFor();
    network.faults.clear();
  });

  test('AT-3 a film says how long it is, and a sticker stands without a bubble', async () => {
    const { customer, page } = talk;
    const mp4 = Buffer.from('00000018667479706d703432000000006d70343269736f6d', 'hex');
    await customer.sends({ kind: 'video', bytes: mp4, seconds: 7, width: 320, height: 240 });
    await page.getByRole('button', { name: 'Ver o vídeo, 0:07' }).waitFor();
    const webp = await sharp(await photo('#6a8f3a'))
      .webp()
      .toBuffer();
    await customer.sends({ kind: 'sticker', bytes: webp, width: 512, height: 512 });
    await page.getByRole('img', { name: 'Figurinha', exact: true }).waitFor();
  });

  test('AT-9 messages are walked with the arrows, and Enter opens what can be done', async () => {
    const { page } = talk;
    await page.locator('section[aria-label="Mensagens"]').focus();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await expect.poll(focused).toMatch(/^Mensagem de/);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    const menu = page.getByRole('menu', { name: 'Ações da mensagem' });
    await menu.waitFor();
    await talk.expectAccessible();
    await page.keyboard.press('Escape');
    await menu.waitFor({ state: 'hidden' });
    await expect.poll(focused).toMatch(/^Mensagem de/);
  });

  test('AT-3 hostile words wrap, stay in their bubble and harm nothing', async () => {
    const { customer, page } = talk;
    await customer.says('😀'.repeat(10_000));
    await customer.says(`${'\u200B'.repeat(500)}invisível\u0000\u0007`);
    await customer.says('a'.repeat(60_000));
    await page.getByRole('button', { name: 'ver tudo' }).first().waitFor();
    const overflow = await page
      .locator('section[aria-label="Mensagens"]')
      .evaluate((list) => list.scrollWidth - list.clientWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });

  test('AT-3 a message far up is reached without loading all between, and the way back is one press', async () => {
    const { customer, page } = talk;
    const first = customer.messages.find(({ text }) => text?.startsWith('Bom dia!'));
    for (let each = 1; each <= 130; each += 1) await customer.says(`recado ${each}`);
    await customer.replies(first?.id ?? '', 'Lembra?');
    const newest = async () => {
      const asked = { conversationId: talk.conversationId, limit: 1 };
      return (await talk.ask('conversation.open', asked)).messages[0]?.text;
    };
    await expect.poll(newest, { timeout: 30_000 }).toBe('Lembra?');
    await page.reload();
    await page
      .getByRole('button', { name: /^Ana Prado/ })
      .first()
      .click();
    // What came while one read further up is below the line of the unread.
    const end = page.getByRole('button', { name: 'Ir para o fim' });
    await message('recado').first().waitFor();
    if (await end.isVisible()) await end.click();
    await message('Lembra?').waitFor();
    await message('Lembra?')
      .getByRole('button', { name: /^Ir à mensagem respondida/ })
      .click();
    await page.locator('[data-aimed]').getByText('bolo de cenoura').waitFor();
    await customer.says('Cheguei!');
    await page.getByRole('button', { name: '1 mensagem nova' }).click();
    await message('Cheguei!').waitFor();
    await page.getByRole('button', { name: '1 mensagem nova' }).waitFor({ state: 'hidden' });
  });

  test('AT-3 older messages come as one scrolls up, and what one reads stays where it is', async () => {
    const { page } = talk;
    const list = page.locator('section[aria-label="Mensagens"]');
    await message('recado 130').waitFor();
    await list.hover();
    for (let turn = 0; turn < 40 && (await message('recado 60').count()) === 0; turn += 1) {
      await page.mouse.wheel(0, -600);
      await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
    }
    await message('recado 60').waitFor();
  });

  test('AT-3 one goes to a date from the line between the days', async () => {
    const { page } = talk;
    await page.getByRole('button', { name: 'Ir para o fim' }).click();
    await message('Cheguei!').waitFor();
    const list = page.locator('section[aria-label="Mensagens"]');
    await list.hover();
    for (let turn = 0; turn < 80; turn += 1) {
      if ((await page.getByRole('button', { name: /Ir para outra data/ }).count()) > 0) break;
      await page.mouse.wheel(0, -2000);
      await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
    }
    await page
      .getByRole('button', { name: /Ir para outra data/ })
      .first()
      .click();
    const dialog = page.getByRole('dialog', { name: 'Ir para uma data' });
    await talk.expectAccessible();
    await dialog.getByLabel('Dia').fill('2020-05-01');
    await dialog.getByRole('button', { name: 'Ir', exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.locator('[data-aimed]').getByText('bolo de cenoura').waitFor();
  });

  test('the window has nothing to complain of', () => {
    expect(talk.complaints).toEqual([]);
  });
});
