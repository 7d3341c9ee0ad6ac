import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createChannel, goToInbox } from './support/counter.ts';
import { openCounter, type Shop } from './support/shop.ts';

let shop: Shop;

beforeAll(async () => {
  shop = await openCounter({ seed: 10 });
  await createChannel(shop.page, 'Recepção');
  await shop.page.getByRole('button', { name: 'Escaneie o código QR' }).click();
  await shop.scan('Recepção');
  await shop.page.getByText('Conexão estabelecida').waitFor();
  await shop.page.keyboard.press('Escape');
  const { network } = shop;
  const ana = network.customer('Ana Beatriz', { addressing: 'lid' });
  await ana.says('Bom dia! Tem pão de queijo?');
  await network.customer('Conceição').says('Oi');
  await network.customer('Zé do Bairro').says('Opa');
});
afterAll(() => shop.close());

const page = () => shop.page;
const list = () => page().getByRole('region', { name: 'Contatos', exact: true });
const card = () => page().getByRole('region', { name: 'Contato', exact: true });
const openContact = (name: string) =>
  list()
    .getByRole('button', { name: new RegExp(name) })
    .click();

async function goToContacts(): Promise<void> {
  await page().getByRole('button', { name: 'Contatos', exact: true }).click();
  await list().waitFor();
}

test('AT-10 the contacts are listed by name and found without accents, by part of the name or number', async () => {
  await goToContacts();
  await expect.poll(() => list().getByRole('listitem').count()).toBe(3);
  await expect.poll(() => list().getByRole('listitem').first().innerText()).toContain('Ana Beatriz');
  await list().getByRole('searchbox').fill('conceicao');
  await expect.poll(() => list().getByRole('listitem').count()).toBe(1);
  await list().getByRole('searchbox').fill('');
  await expect.poll(() => list().getByRole('listitem').count()).toBe(3);
  await shop.picture('contacts-list', { dark: true });
  await shop.expectAccessible();
});

test('AT-10 a contact is named, noted and asked for consent', async () => {
  await openContact('Ana Beatriz');
  await card().getByLabel('Nome', { exact: true }).fill('Ana da esquina');
  await card().getByLabel('E-mail').fill('ana');
  await card().getByLabel('Observação').fill('Sem glúten. Prefere à tarde.');
  await card().getByRole('button', { name: 'Salvar' }).click();
  await card().getByText('Confira o e-mail.').waitFor();
  await card().getByLabel('E-mail').fill('ana@example.com');
  await card().getByRole('button', { name: 'Salvar' }).click();
  await list().getByText('Ana da esquina').waitFor();
  await card().getByRole('button', { name: 'Anotar que concordou' }).click();
  await card().getByText('Diga onde ou como a pessoa concordou.').waitFor();
  await card().getByLabel('Onde ou como a pessoa concordou').fill('No balcão');
  await card().getByRole('button', { name: 'Anotar que concordou' }).click();
  await card()
    .getByText(/^Concordou em receber/)
    .waitFor();
  await shop.picture('contacts-card', { dark: true });
  await shop.expectAccessible();
});

test('AT-10 a contact is blocked at WhatsApp too, and let in again', async () => {
  await openContact('Zé do Bairro');
  await card().getByRole('button', { name: 'Bloquear' }).click();
  await page().getByRole('alertdialog').getByRole('button', { name: 'Bloquear' }).click();
  await card()
    .getByText(/^Bloqueado: o WhatsApp/)
    .waitFor();
  await shop.picture('contacts-blocked');
  await goToInbox(page());
  await page()
    .getByRole('region', { name: 'Lista de conversas' })
    .getByRole('button', { name: /^Zé do Bairro/ })
    .click();
  await page()
    .getByText(/^Este contato está bloqueado/)
    .waitFor();
  const field = page().getByRole('textbox', { name: 'Mensagem', exact: true });
  await field.fill('Oi?');
  expect(
    await page().getByRole('button', { name: 'Enviar', exact: true }).getAttribute('aria-disabled'),
  ).toBe('true');
  await shop.picture('composer-blocked', { dark: true });
  await field.fill('');
  await goToContacts();
  await openContact('Zé do Bairro');
  await card().getByRole('button', { name: 'Desbloquear' }).click();
  await card().getByRole('button', { name: 'Bloquear' }).waitFor();
});

test('AT-10 two contacts of one person become one, and apart again', async () => {
  await openContact('Ana da esquina');
  await card().getByRole('button', { name: 'Unir com outro' }).click();
  const dialog = page().getByRole('dialog', { name: 'Unir com outro' });
  await dialog.getByLabel('Buscar o outro contato').fill('concei');
  await dialog.getByRole('button', { name: /Conceição/ }).click();
  await shop.picture('contacts-merge');
  await dialog.getByRole('button', { name: 'Unir', exact: true }).click();
  await expect.poll(() => list().getByRole('listitem').count()).toBe(2);
  await card().getByText('Contatos unidos a este').waitFor();
  await card().getByRole('button', { name: 'Separar' }).click();
  await expect.poll(() => list().getByRole('listitem').count()).toBe(3);
});

test('AT-10 what a merge brings is not written over by a card that was open', async () => {
  const idOf = async (query: string) => {
    const { rows } = await shop.ask('contacts.list', { query, show: 'all', limit: 1 });
    return rows[0]?.id ?? 0;
  };
  const [into, from] = [await idOf('conceicao'), await idOf('esquina')];
  await openContact('Conceição');
  await card().getByLabel('Nome', { exact: true }).fill('Conceição da feira');
  const { mergeId } = await shop.ask('contacts.merge', { into, from });
  const note = card().getByLabel('Observação');
  await expect.poll(() => note.inputValue()).toBe('Sem glúten. Prefere à tarde.');
  await card().getByRole('button', { name: 'Salvar' }).click();
  await list().getByText('Conceição da feira').waitFor();
  expect(await shop.ask('contacts.get', { contactId: into })).toMatchObject({
    ownName: 'Conceição da feira',
    email: 'ana@example.com',
    note: 'Sem glúten. Prefere à tarde.',
  });
  await shop.ask('contacts.undoMerge', { mergeId });
  await expect.poll(() => list().getByRole('listitem').count()).toBe(3);
});

test('AT-10 a file says what it would bring, and which lines it refuses and why, before it brings it', async () => {
  await list().getByRole('button', { name: 'Importar e exportar' }).click();
  await page().getByRole('menuitem', { name: 'Importar contatos' }).click();
  const dialog = page().getByRole('dialog', { name: 'Importar contatos' });
  const text = 'Nome;Telefone\nBia;(11) 91234-5678\nSem número;\nErrado;123\nBia outra vez;11912345678';
  await dialog
    .getByLabel('Escolher arquivo')
    .and(page().locator('input'))
    .setInputFiles({ name: 'clientes.csv', mimeType: 'text/csv', buffer: Buffer.from(text, 'latin1') });
  await dialog.getByText('3 linhas recusadas').waitFor();
  await shop.picture('contacts-import', { dark: true });
  await shop.expectAccessible();
  await dialog.getByRole('button', { name: 'Importar 1 contato' }).click();
  await list().getByText('Bia', { exact: true }).waitFor();
  await expect.poll(() => list().getByRole('listitem').count()).toBe(4);
});

test('AT-10 everybody leaves in one file', async () => {
  await list().getByRole('button', { name: 'Importar e exportar' }).click();
  const download = page().waitForEvent('download');
  await page().getByRole('menuitem', { name: 'Exportar planilha (CSV)' }).click();
  const file = await (await download).path();
  expect(readFileSync(file, 'utf8')).toMatch(
    /^\ufeffNome,Número,E-mail,Observação\r\n[\s\S]*Bia,\+55 11 91234-5678/,
  );
});

test('AT-10 a new contact is made by hand, and written to', async () => {
  await list().getByRole('button', { name: 'Novo contato' }).click();
  const dialog = page().getByRole('dialog', { name: 'Novo contato' });
  await dialog.getByLabel('Nome').fill('Dona Rosa');
  await dialog.getByLabel('Número').fill('11 91234-5678');
  await dialog.getByRole('button', { name: 'Salvar' }).click();
  await dialog.getByText('Este número já é de Bia.').waitFor();
  await dialog.getByLabel('Número').fill('11 91234-0000');
  await page().keyboard.press('Enter');
  await dialog.waitFor({ state: 'hidden' });
  await card().getByRole('button', { name: 'Escrever' }).click();
  await page().getByRole('textbox', { name: 'Mensagem' }).waitFor();
  await page()
    .getByText(/^Este contato nunca escreveu para a loja\./)
    .waitFor();
  await goToInbox(page());
  expect(shop.complaints).toEqual([]);
});
