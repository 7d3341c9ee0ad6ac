import { afterAll, beforeAll, expect, test } from 'vitest';
import { samples } from '../simulator/page-server/samples.ts';
import { conversationId, row, thread, ticketOf } from './support/attendance.ts';
import { createChannel, goToChannels, goToInbox, manager } from './support/counter.ts';
import { openCounter, type Shop } from './support/shop.ts';

let shop: Shop;
let channelId: number;

const page = () => shop.page;
const tab = (name: string) => page().getByRole('tab', { name, exact: true });
const panel = () => page().getByRole('tabpanel');
const saved = () => page().getByText('Salvo.').first().waitFor();

beforeAll(async () => {
  shop = await openCounter({ seed: 50 });
  await createChannel(shop.page, 'Recepção');
  await shop.page.getByRole('button', { name: 'Escaneie o código QR' }).click();
  await shop.scan('Recepção');
  await shop.page.getByText('Conexão estabelecida').waitFor();
  await shop.page.keyboard.press('Escape');
  await shop.page.getByRole('dialog').waitFor({ state: 'hidden' });
  channelId = await shop.channelId('Recepção');
});
afterAll(() => shop?.close());

async function openChannel(name: string): Promise<void> {
  await goToChannels(page());
  await page().getByRole('region', { name, exact: true }).getByRole('button', { name, exact: true }).click();
}

/** What was decided about a contact, the newest first. */
async function rulesFor(name: string): Promise<string[]> {
  const { entries } = await shop.ask('automation.journal', {
    conversationId: await conversationId(shop, name),
    limit: 10,
  });
  return entries.map(({ because }) => because.rule);
}

test('MS-2 a template shows what would go out, takes variables by a press, and refuses those that are none', async () => {
  await openChannel('Recepção');
  await tab('Mensagens').click();
  const greeting = panel().getByRole('region', { name: 'Saudação' });
  await greeting.getByRole('switch', { name: 'Saudação' }).setChecked(true);
  const field = greeting.getByLabel('Texto da saudação');
  await field.fill('Olá, {{apelido}}!');
  await greeting.getByText('A variável “apelido” não existe. Escolha uma da lista.').waitFor();
  await panel().getByRole('button', { name: 'Salvar' }).click();
  await panel().getByText('A variável “apelido” não existe. Escolha uma da lista.').nth(1).waitFor();
  await field.fill('Olá, ');
  await greeting.getByRole('button', { name: 'primeiro nome' }).click();
  await expect.poll(() => field.inputValue()).toBe('Olá, {{primeiro_nome}}');
  await field.press('End');
  await field.pressSequentially('! Já vamos atender.');
  await greeting.getByText(/^Olá, \w+! Já vamos atender\.$/).waitFor();
  // What is not saved waits while one looks elsewhere, and its tab says so.
  await tab('Conexão').click();
  await expect.poll(() => tab('Mensagens').getAttribute('title')).toBe('mudanças não salvas');
  await goToInbox(page());
  await openChannel('Recepção');
  await tab('Mensagens').click();
  await expect.poll(() => field.inputValue()).toBe('Olá, {{primeiro_nome}}! Já vamos atender.');
  await panel().getByRole('button', { name: 'Salvar' }).click();
  await saved();
  await expect.poll(() => tab('Mensagens').getAttribute('title')).toBeNull();
  await shop.picture('automation-messages', { dark: true });
  await shop.expectAccessible();
});

test('MS-1 whoever starts a conversation is greeted once, and both the bubble and the journal say why', async () => {
  const ana = shop.network.customer('Ana Paula');
  await ana.says('Bom dia!');
  const greeting = await ana.receives((message) => message.text?.startsWith('Olá') ?? false);
  expect(greeting.text).toBe('Olá, Ana! Já vamos atender.');
  await ana.says('Tem pão?');
  await expect.poll(() => rulesFor('Ana Paula')).toEqual(['nothing-to-say', 'started']);
  expect(ana.messages.filter(({ fromMe }) => !fromMe)).toHaveLength(1);
  await page().getByRole('button', { name: 'Atualizar', exact: true }).click();
  const journal = panel().getByRole('region', { name: 'Diário automático' });
  await journal.getByText('A conversa começou.').waitFor();
  await journal.getByText('Enviado: saudação').waitFor();
  await journal.scrollIntoViewIfNeeded();
  await shop.picture('automation-journal', { dark: true });
  await goToInbox(page());
  await row(shop, 'Ana Paula').click();
  const why = thread(shop).getByRole('button', { name: 'resposta automática' });
  await why.focus();
  await page().keyboard.press('Enter');
  await expect.poll(() => why.getAttribute('aria-expanded')).toBe('true');
  const reason = page().getByRole('dialog', { name: 'Por que esta resposta saiu' });
  await reason.getByText('A conversa começou.').waitFor();
  const robot = page().getByRole('region', { name: 'Robô', exact: true });
  const decisions = robot.getByRole('list', { name: 'Últimas decisões' }).getByRole('listitem');
  await expect.poll(() => decisions.count()).toBe(2);
  await decisions.first().getByText('Nada foi enviado.').waitFor();
  await decisions.last().getByText('Enviado: saudação').waitFor();
  await decisions.last().scrollIntoViewIfNeeded();
  await shop.expectAccessible();
  await shop.picture('automation-why', { dark: true });
  await page().keyboard.press('Escape');
  await reason.waitFor({ state: 'hidden' });
});

test('MS-1 whoever is transferred or seen off is told so in the words of the channel', async () => {
  const { messages } = await shop.ask('automation.get', { channelId });
  await shop.ask('automation.set', {
    channelId,
    messages: {
      ...messages,
      transfer: { on: true, text: 'Passamos você para a fila {{fila}}.' },
      farewell: { on: true, text: 'Até logo, {{primeiro_nome}}!' },
    },
  });
  const ana = shop.network.customer('Ana Paula');
  const conversation = await conversationId(shop, 'Ana Paula');
  const { id: queueId } = await shop.ask('queues.create', { name: 'Confeitaria', hue: 5, memberIds: [] });
  await shop.ask('tickets.transfer', { conversationId: conversation, queueId });
  await ana.receives(({ text }) => text === 'Passamos você para a fila Confeitaria.');
  await shop.ask('tickets.accept', { conversationId: conversation });
  await shop.ask('tickets.close', { conversationId: conversation, farewell: true });
  await ana.receives(({ text }) => text === 'Até logo, Ana!');
  await openChannel('Recepção');
});

test('BH-1 the week is drawn by mouse and keyboard, and overlapping hours are refused where they lie', async () => {
  await tab('Expediente').click();
  await panel().getByRole('switch', { name: 'Usar horário de expediente' }).click();
  const week = panel().getByRole('group', { name: 'Semana' });
  const monday = week.getByRole('group', { name: 'Segunda' });
  await monday.getByRole('button', { name: 'Segunda, 09:00–18:00' }).focus();
  await page().keyboard.press('Shift+ArrowLeft');
  await monday.getByRole('button', { name: 'Segunda, 09:00–17:45' }).waitFor();
  await page().keyboard.press('ArrowLeft');
  await monday.getByRole('button', { name: 'Segunda, 08:45–17:30' }).waitFor();
  const saturday = week.getByRole('group', { name: 'Sábado' });
  const track = await saturday.locator('> div').boundingBox();
  if (!track) throw new Error('no bar to draw on');
  const at = (hour: number) => track.x + (track.width * hour) / 24;
  await page().mouse.move(at(8), track.y + track.height / 2);
  await page().mouse.down();
  await page().mouse.move(at(12), track.y + track.height / 2, { steps: 5 });
  await page().mouse.up();
  await saturday.getByRole('button', { name: 'Sábado, 08:00–12:00' }).waitFor();
  await saturday.getByRole('button', { name: 'Incluir período em Sábado' }).click();
  await panel().getByLabel('Início').fill('11:00');
  await panel().getByText('Este horário se sobrepõe a outro.').waitFor();
  await shop.picture('automation-hours-clash');
  await panel().getByLabel('Início').fill('22:00');
  await panel().getByLabel('Fim').fill('02:00');
  await panel().getByText('No dia seguinte').waitFor();
  await panel().getByLabel('Carnaval (terça)').check();
  await panel().getByRole('button', { name: 'Salvar' }).click();
  await page().getByText('Expediente salvo.', { exact: true }).waitFor();
  const { hours } = await shop.ask('hours.get', { channelId });
  expect(hours.week[0]).toEqual([{ from: 525, to: 1_050 }]);
  expect(hours.week[5]).toEqual([
    { from: 480, to: 720 },
    { from: 1_320, to: 1_560 },
  ]);
  await shop.picture('automation-hours', { dark: true });
  await shop.expectAccessible();
});

test('BH-3 what would happen at any moment is told by the same decision', async () => {
  const what = panel().getByRole('region', { name: 'O que acontece em…?' });
  await what.getByLabel('Momento').fill('2030-03-04T10:00');
  await what.getByText('Aberto', { exact: true }).waitFor();
  await what.getByText('Sairia esta mensagem').waitFor();
  await what.getByLabel('Momento').fill('2030-03-03T10:00');
  await what.getByText('Fechado', { exact: true }).waitFor();
  // The hours change elsewhere: what is open on this screen follows.
  const { hours } = await shop.ask('hours.get', { channelId });
  await shop.ask('hours.set', { channelId, hours: { ...hours, on: false } });
  await what.getByText('Aberto', { exact: true }).waitFor();
  await panel().getByText('Sempre aberto: sem horário neste canal.').waitFor();
  await shop.ask('hours.set', { channelId, hours });
  await what.getByText('Fechado', { exact: true }).waitFor();
  await what.getByLabel('É um grupo').check();
  await what.getByText(/^Não responde: grupos/).waitFor();
  await what.scrollIntoViewIfNeeded();
  await shop.picture('automation-what-happens');
});

test('BH-2 MS-4 who writes while it is closed is told once, in one message with the greeting, and stands marked', async () => {
  const { hours } = await shop.ask('hours.get', { channelId });
  const inThreeDays = (new Date().getDay() + 2) % 7;
  await shop.ask('hours.set', {
    channelId,
    hours: {
      ...hours,
      week: hours.week.map((_, day) => (day === inThreeDays ? [{ from: 540, to: 1_080 }] : [])),
      holidays: [],
      offHours: { on: true, text: 'Estamos fechados agora.' },
    },
  });
  const dora = shop.network.customer('Dora');
  await dora.says('Oi');
  await dora.receives(({ text }) => text === 'Olá, Dora! Já vamos atender.\n\nEstamos fechados agora.');
  await dora.says('Alô?');
  await goToInbox(page());
  const list = page().getByRole('region', { name: 'Lista de conversas' });
  const dorasRow = list.getByRole('button', { name: /^Dora/ });
  await dorasRow.getByText('Alô?').waitFor();
  await dorasRow.getByText('fora do horário').waitFor();
  await expect.poll(() => rulesFor('Dora')).toEqual(['off-hours-told', 'off-hours']);
  expect(dora.messages.filter(({ fromMe }) => !fromMe)).toHaveLength(1);
  await shop.ask('hours.set', { channelId, hours: { ...hours, on: false } });
});

test('MS-3 a group is never answered, and the journal says why', async () => {
  const gil = shop.network.customer('Gil');
  await gil.in(shop.network.group('Fornecedores', [gil])).says('Alguém atende hoje?');
  await openChannel('Recepção');
  await tab('Mensagens').click();
  const journal = panel().getByRole('region', { name: 'Diário automático' });
  await journal.getByText('Não responde: grupos, status e listas nunca recebem').first().waitFor();
  expect(gil.messages.filter(({ fromMe }) => !fromMe)).toEqual([]);
});

test('PR-1 refused messages open no ticket, are answered once, and can be read', async () => {
  await tab('Preferências').click();
  const refusals = panel().getByRole('region', { name: 'Recusar' });
  await refusals.getByRole('switch', { name: 'Recusar mensagens', exact: true }).click();
  await refusals.getByLabel('Resposta').fill('Este número não recebe mensagens.');
  await refusals.getByRole('button', { name: 'Salvar' }).click();
  await saved();
  const bia = shop.network.customer('Bia');
  await bia.says('Oi, tem bolo?');
  await bia.receives((message) => message.text === 'Este número não recebe mensagens.');
  await tab('Mensagens').click();
  await tab('Preferências').click();
  await refusals.getByText('Oi, tem bolo?').waitFor();
  await shop.picture('automation-preferences', { dark: true });
  await shop.expectAccessible();
  await refusals.getByRole('switch', { name: 'Recusar mensagens', exact: true }).click();
  await refusals.getByRole('button', { name: 'Salvar' }).click();
});

test('PR-2 a voice note gets the set answer and waits for nobody, and a call is rejected with one', async () => {
  const refusals = panel().getByRole('region', { name: 'Recusar' });
  await saved();
  for (const [name, text] of [
    ['Recusar mensagens de voz', 'Por favor, escreva.'],
    ['Recusar ligações', 'Não atendemos ligações.'],
  ] as const) {
    await refusals.getByRole('switch', { name }).click();
    await refusals.getByLabel('Resposta').last().fill(text);
  }
  await refusals.getByRole('button', { name: 'Salvar' }).click();
  await saved();
  const eva = shop.network.customer('Eva');
  await eva.sends(samples.voice());
  await eva.receives(({ text }) => text.includes('Por favor, escreva.'));
  const fabio = shop.network.customer('Fábio');
  const call = fabio.calls();
  await fabio.receives(({ text }) => text === 'Não atendemos ligações.');
  expect(call.state).toBe('rejected');
  const { rows } = await shop.ask('inbox.list', { tab: 'all', limit: 50 });
  expect(rows.find(({ contact }) => contact.displayName === 'Eva')?.ticket).toBeUndefined();
  for (const name of ['Recusar mensagens de voz', 'Recusar ligações']) {
    await refusals.getByRole('switch', { name }).click();
  }
  await refusals.getByRole('button', { name: 'Salvar' }).click();
  await saved();
});

test('PR-6 who waits longer than a minute without a queue is passed to the one that was chosen', async () => {
  await shop.ask('queues.create', { name: 'Balcão', hue: 3, memberIds: [] });
  const waiting = panel().getByRole('region', { name: 'Tempo em aguardando' });
  await waiting.getByRole('switch', { name: 'Transferir quem espera sem fila' }).setChecked(true);
  await waiting.getByRole('button', { name: 'Salvar' }).click();
  await waiting.getByText('Escolha a fila.').first().waitFor();
  await waiting.getByLabel('Fila de destino').selectOption('Balcão');
  await waiting.getByRole('button', { name: 'Salvar' }).click();
  await saved();
  await waiting.scrollIntoViewIfNeeded();
  await shop.picture('automation-waiting');
  await shop.network.customer('Helena').says('Tem broa?');
  await goToInbox(page());
  const list = page().getByRole('region', { name: 'Lista de conversas' });
  await list.getByRole('button', { name: /^Helena/ }).waitFor();
  // The job looks at the beginning of each minute; the minute of waiting is over by then.
  shop.rewrite(
    'UPDATE conversation SET waiting_since = waiting_since - 120000 WHERE id = ?',
    await conversationId(shop, 'Helena'),
  );
  const queue = async () => (await ticketOf(shop, 'Helena'))?.queueId;
  await expect.poll(queue, { timeout: 90_000, interval: 1_000 }).toBeDefined();
  await list.getByRole('button', { name: /^Helena/ }).click();
  const contact = page().getByRole('complementary', { name: 'Contato' });
  await contact.getByText('Balcão', { exact: true }).waitFor();
  await openChannel('Recepção');
  await tab('Preferências').click();
});

test('PR-3 PR-4 PR-5 what is mirrored, listed and read is chosen by switches that take effect at once', async () => {
  await openChannel('Recepção');
  await tab('Preferências').click();
  const reading = panel().getByRole('region', { name: 'Mensagens e contatos' });
  const names = ['Listar todos os contatos', 'Exibir mensagens apenas do usuário'];
  for (const name of names) await reading.getByRole('switch', { name }).click();
  await expect
    .poll(() => shop.ask('channelPreferences.get', { channelId }))
    .toEqual({ syncMessages: true, listAllContacts: true, ownMessagesOnly: true });
  await page().reload();
  await openChannel('Recepção');
  await tab('Preferências').click();
  for (const name of names) {
    await expect.poll(() => reading.getByRole('switch', { name }).isChecked()).toBe(true);
  }
});

test('BH-1 the hours of another channel are copied into the form, and are the channel’s own once saved', async () => {
  await shop.ask('channels.create', { name: 'Entregas', slug: 'entregas', method: 'linked-device' });
  const to = await shop.channelId('Entregas');
  await openChannel('Entregas');
  await tab('Expediente').click();
  await panel().getByRole('button', { name: 'Copiar de outro canal' }).click();
  await page().getByRole('menuitem', { name: 'Recepção' }).click();
  await panel().getByRole('button', { name: 'Segunda, 08:45–17:30' }).waitFor();
  const hoursOf = async (id: number) => (await shop.ask('hours.get', { channelId: id })).hours;
  expect((await hoursOf(to)).week).not.toEqual((await hoursOf(channelId)).week);
  await panel().getByRole('button', { name: 'Salvar' }).click();
  await page().getByText('Expediente salvo.', { exact: true }).last().waitFor();
  await expect.poll(() => hoursOf(to)).toEqual(await hoursOf(channelId));
  await openChannel('Recepção');
  await tab('Preferências').click();
});

test('PR-7 a numbered menu needs an option, and its numbers lead to answers', async () => {
  const menu = panel().getByRole('region', { name: 'Chatbot inicial' });
  await menu.getByRole('switch', { name: 'Oferecer um menu numerado' }).setChecked(true);
  await menu.getByLabel('Texto antes das opções').fill('Como podemos ajudar?');
  await menu.getByRole('button', { name: 'Incluir opção' }).click();
  await menu.getByRole('textbox', { name: 'Opção 1' }).fill('Horário de hoje');
  await menu.getByLabel('Resposta', { exact: true }).fill('Abrimos às 9h.');
  await menu.getByRole('switch', { name: 'Oferecer também fora do expediente' }).setChecked(true);
  await menu.getByRole('button', { name: 'Salvar' }).click();
  await saved();
  await menu.scrollIntoViewIfNeeded();
  await shop.picture('automation-menu');
  const caio = shop.network.customer('Caio');
  await caio.says('Olá');
  await caio.receives((message) => message.text?.includes('Como podemos ajudar?') ?? false);
  await caio.says('1');
  await caio.receives((message) => message.text?.includes('Abrimos às 9h.') ?? false);
  await goToInbox(page());
});

test('AT-6 what one manager left unsaved is not another’s to find', async () => {
  await openChannel('Recepção');
  await tab('Mensagens').click();
  await panel().getByLabel('Texto da saudação').fill('Só um rascunho');
  await tab('Conexão').click();
  await expect.poll(() => tab('Mensagens').getAttribute('title')).toBe('mudanças não salvas');
  await shop.ask('users.create', { name: 'Rui Lima', role: 'manager', pin: '1357' });
  await page()
    .getByRole('button', { name: `Menu de ${manager.name}` })
    .click();
  await page().getByRole('menuitem', { name: 'Trocar de pessoa' }).click();
  await page().getByLabel('PIN', { exact: true }).fill('1357');
  await page().keyboard.press('Enter');
  await page().getByRole('button', { name: 'Menu de Rui Lima' }).waitFor();
  await openChannel('Recepção');
  await tab('Mensagens').click();
  await expect
    .poll(() => panel().getByLabel('Texto da saudação').inputValue())
    .toBe('Olá, {{primeiro_nome}}! Já vamos atender.');
  await expect.poll(() => tab('Mensagens').getAttribute('title')).toBeNull();
  await goToInbox(page());
  expect(shop.complaints).toEqual([]);
});
