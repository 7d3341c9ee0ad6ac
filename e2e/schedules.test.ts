import { afterAll, beforeAll, expect, test } from 'vitest';
import { conversationId, list, openLinkedCounter, row } from './support/attendance.ts';
import { goToInbox } from './support/counter.ts';
import type { Shop } from './support/shop.ts';

let shop: Shop;

const page = () => shop.page;
const place = () => page().getByRole('region', { name: 'Agendamentos', exact: true });
const panel = () => page().getByRole('complementary', { name: 'Contato' });
const dialog = (name: string) => page().getByRole('dialog', { name, exact: true });
const goToSettings = async (name: string) => {
  await page().getByRole('button', { name: 'Configurações', exact: true }).click();
  await page().getByRole('navigation', { name: 'Configurações' }).getByRole('button', { name }).click();
};
/** They would lie over the pictures. */
const dismissNotices = async () => {
  const close = page()
    .getByRole('region', { name: /^Avisos/ })
    .getByRole('button', { name: 'Fechar' });
  while ((await close.count()) > 0) await close.first().click();
};
const goToSchedules = async () => {
  await page()
    .getByRole('navigation', { name: 'Seções' })
    .getByRole('button', { name: /^Agendamentos/ })
    .click();
  await place().waitFor();
};

beforeAll(async () => {
  shop = await openLinkedCounter({ seed: 120 });
  await shop.network.customer('Ana Prado').says('Bom dia! Quanto custa um bolo?');
  await shop.network.customer('Beto Lima').says('Oi, tudo bem?');
  await row(shop, 'Ana Prado').waitFor();
  await row(shop, 'Beto Lima').waitFor();
  await dismissNotices();
});
afterAll(() => shop?.close());

test('SC-1 a message is written for later to a contact that is looked for, and shows its next times', async () => {
  await goToSchedules();
  await place().getByText('Nenhuma mensagem agendada').waitFor();
  await shop.picture('schedules-none');
  await place().getByRole('button', { name: 'Novo agendamento' }).first().click();
  const form = dialog('Novo agendamento');
  await form.getByRole('button', { name: 'Agendar' }).click();
  await form.getByText('Escolha para quem a mensagem vai.').waitFor();
  await form.getByLabel('Para quem').fill('ana');
  await form.getByRole('button', { name: /Ana Prado/ }).waitFor();
  // Enter takes the first, and one goes on to what to say.
  await form.getByLabel('Para quem').press('Enter');
  await expect.poll(() => form.getByLabel('Mensagem').evaluate((it) => it.matches(':focus'))).toBe(true);
  await form.getByRole('button', { name: 'Agendar' }).click();
  await form.getByText('Escreva algo antes de enviar.').waitFor();
  await form.getByLabel('Mensagem').fill('Oi, ');
  await form.getByRole('button', { name: 'primeiro nome' }).click();
  await form.getByLabel('Mensagem').press('End');
  await form.getByLabel('Mensagem').pressSequentially('! Seu bolo da semana está no forno.');
  await form.getByLabel('Quando').fill('2031-03-03T09:00');
  await form.getByLabel('Repetir').selectOption('week');
  await form.getByRole('button', { name: 'Segunda', exact: true }).click();
  await form.getByRole('button', { name: 'Quinta', exact: true }).click();
  await form.getByLabel('Termina').selectOption('count');
  await form.getByLabel('Vezes ao todo').fill('3');
  const times = form.getByRole('list', { name: 'Próximas vezes' });
  await expect
    .poll(() => times.getByRole('listitem').allTextContents())
    .toEqual(['03/03/31, 09:00', '06/03/31, 09:00', '10/03/31, 09:00']);
  await form.getByLabel('Se a estação estiver desligada').selectOption('send-within');
  await form.getByLabel('Atraso aceito, em minutos').fill('30');
  await shop.picture('schedules-dialog', { dark: true });
  await shop.expectAccessible();
  await form.getByRole('button', { name: 'Agendar' }).click();
  await form.waitFor({ state: 'hidden' });
  const waiting = place().getByRole('list', { name: 'A enviar' });
  await waiting.getByText('Seu bolo da semana está no forno').waitFor();
  await waiting.getByText('Toda semana, segunda e quinta, 3 vezes').waitFor();
  const { schedules } = await shop.ask('schedules.list', { limit: 10 });
  expect(schedules[0]).toMatchObject({
    repeat: { every: 'week', interval: 1, weekDays: [1, 4], count: 3 },
    missed: { kind: 'send-within', minutes: 30 },
  });
});

test('SC-1 it is edited and cancelled', async () => {
  const waiting = place().getByRole('list', { name: 'A enviar' });
  await waiting.getByRole('button', { name: 'Editar o agendamento para Ana Prado' }).click();
  const form = dialog('Editar agendamento');
  await expect.poll(() => form.getByLabel('Repetir').inputValue()).toBe('week');
  await form.getByLabel('Repetir').selectOption('');
  await form.getByLabel('Mensagem').fill('Seu bolo está pronto!');
  await form.getByRole('button', { name: 'Salvar' }).click();
  await form.waitFor({ state: 'hidden' });
  await waiting.getByText('Seu bolo está pronto!').waitFor();
  await shop.picture('schedules-list', { dark: true });
  await shop.expectAccessible();
  await waiting.getByRole('button', { name: 'Cancelar o agendamento para Ana Prado' }).click();
  await page().getByRole('alertdialog').getByRole('button', { name: 'Cancelar agendamento' }).click();
  await place().getByText('Nenhuma mensagem agendada').waitFor();
  await place().getByRole('radio', { name: 'Cancelados' }).click();
  await place().getByRole('list', { name: 'Cancelados' }).getByText('Seu bolo está pronto!').waitFor();
});

test('SC-1 the month is walked by the keys, and a day shows all that goes out on it', async () => {
  const of = await conversationId(shop, 'Beto Lima');
  const next = new Date();
  next.setUTCMonth(next.getUTCMonth() + 1, 10);
  // On the wall clock of the window.
  const start = Date.parse(`${next.toISOString().slice(0, 10)}T14:30:00-03:00`);
  await shop.ask('schedules.create', {
    conversationId: of,
    draft: {
      text: 'Amanhã tem feira!',
      dueAt: start,
      repeat: { every: 'day', interval: 3, weekDays: [], count: 5 },
      missed: { kind: 'ask' },
    },
  });
  await place().getByRole('tab', { name: 'Calendário' }).click();
  await place().getByRole('table').waitFor();
  const chosen = () => place().locator('td button[aria-pressed="true"]');
  const before = await chosen().textContent();
  await chosen().focus();
  await page().keyboard.press('ArrowRight');
  await expect.poll(() => chosen().textContent()).not.toBe(before);
  await page().keyboard.press('ArrowLeft');
  await expect.poll(() => chosen().textContent()).toBe(before);
  await page().keyboard.press('PageDown');
  const busy = place().locator('td button').filter({ hasText: 'Beto Lima' });
  await expect.poll(() => busy.count()).toBeGreaterThan(3);
  await busy.first().click();
  const day = place().getByRole('list').filter({ hasText: 'Amanhã tem feira!' });
  await day.getByText('14:30').waitFor();
  await shop.picture('schedules-calendar', { dark: true });
  await shop.expectAccessible();
  await place().getByRole('button', { name: 'Agendar neste dia' }).click();
  await dialog('Novo agendamento').getByLabel('Para quem').waitFor();
  await page().keyboard.press('Escape');
});

test('SC-1 what was missed asks, and is sent now or left', async () => {
  const ana = shop.network.customer('Ana Prado');
  const draft = { dueAt: Date.now() + 3_600_000, missed: { kind: 'ask' } } as const;
  for (const text of ['Lembrete perdido', 'Lembrete que não vale mais']) {
    await shop.ask('schedules.create', {
      conversationId: await conversationId(shop, 'Ana Prado'),
      draft: { ...draft, text },
    });
  }
  // As the job leaves it after a morning without power.
  shop.rewrite(`UPDATE schedule SET asking = 1, due_at = due_at - 7200000, first_at = first_at - 7200000
    WHERE body LIKE 'Lembrete%'`);
  const conversation = await conversationId(shop, 'Ana Prado');
  shop.tell('schedules.changed', { conversationIds: [conversation] });
  await place().getByText('2 mensagens não saíram porque a estação estava desligada.').waitFor();
  await place().getByRole('button', { name: 'Decidir' }).click();
  const missed = place().getByRole('list', { name: 'Perdidos' });
  const line = (text: string) => missed.getByRole('listitem').filter({ hasText: text });
  await line('Lembrete perdido').waitFor();
  await shop.picture('schedules-missed', { dark: true });
  await shop.expectAccessible();
  await line('Lembrete que não vale mais').getByRole('button', { name: 'Deixar' }).click();
  await line('Lembrete que não vale mais').waitFor({ state: 'hidden' });
  await line('Lembrete perdido').getByRole('button', { name: 'Enviar agora' }).click();
  await ana.receives((message) => message.text === 'Lembrete perdido');
  await place().getByText('Nada foi perdido').waitFor();
  await place().getByRole('radio', { name: 'Concluídos' }).click();
  const done = place().getByRole('list', { name: 'Concluídos' });
  await done.getByText('enviada', { exact: true }).waitFor();
  await done.getByText('perdida', { exact: true }).waitFor();
});

test('SC-2 a rule has steps, is refused with its field, and is changed', async () => {
  await shop.ask('tags.create', { name: 'Orçamento', hue: 2 });
  await goToSettings('Follow-ups');
  await page().getByText('Nenhuma regra de follow-up').waitFor();
  await page().getByRole('button', { name: 'Nova regra' }).click();
  const form = dialog('Nova regra');
  await form.getByLabel('Nome').fill('Orçamento sem resposta');
  await form.getByLabel('Passo 1: sem resposta por').fill('2');
  await form.getByLabel('Unidade').selectOption('hours');
  await form.getByLabel('Mensagem do passo 1').fill('Olá, {{apelido}}!');
  await form.getByRole('button', { name: 'Salvar' }).click();
  await form.getByText('A variável “apelido” não existe. Escolha uma da lista.').waitFor();
  await form.getByLabel('Mensagem do passo 1').fill('Olá, {{primeiro_nome}}! Ficou alguma dúvida?');
  await form.getByRole('button', { name: 'Incluir passo' }).click();
  await form.getByLabel('Mensagem do passo 2').fill('Seu orçamento vale até amanhã.');
  await form.getByRole('switch', { name: 'Só no expediente' }).click();
  await form.getByLabel('Começar com a etiqueta').selectOption({ label: 'Orçamento' });
  await shop.picture('follow-ups-rule', { dark: true });
  await shop.expectAccessible();
  await form.getByRole('button', { name: 'Salvar' }).click();
  await form.waitFor({ state: 'hidden' });
  const rules = page().getByRole('list', { name: 'Follow-ups' });
  await rules.getByText('após 2 horas').waitFor();
  await rules.getByText('após 1 dia').waitFor();
  await shop.picture('follow-ups-page', { dark: true });
  await shop.expectAccessible();
});

test('SC-2 what is left of a rule keeps its own wait and words when a step is removed', async () => {
  await page()
    .getByRole('list', { name: 'Follow-ups' })
    .getByRole('button', { name: /^Editar/ })
    .click();
  const form = dialog('Editar regra');
  await form.getByRole('button', { name: 'Remover o passo 1' }).click();
  await expect.poll(() => form.getByLabel('Mensagem do passo 1').inputValue()).toMatch(/^Seu orçamento/);
  expect(await form.getByLabel('Passo 1: sem resposta por').inputValue()).toBe('1');
  expect(await form.getByLabel('Unidade').inputValue()).toBe('days');
  await page().keyboard.press('Escape');
  await form.waitFor({ state: 'hidden' });
});

test('SC-2 a rule is started in the conversation, tells its next step, is cancelled, and stops at an answer', async () => {
  await goToInbox(page());
  await row(shop, 'Ana Prado').click();
  const part = panel().getByRole('region', { name: 'Follow-ups' });
  await part.getByRole('button', { name: 'Iniciar follow-up' }).click();
  await page().getByRole('menuitem', { name: 'Orçamento sem resposta' }).click();
  const running = part.getByRole('list', { name: 'Follow-ups' });
  await running.getByText(/^Passo 1 de 2/).waitFor();
  await part.scrollIntoViewIfNeeded();
  await shop.picture('follow-ups-panel', { dark: true });
  await shop.expectAccessible();
  await running.getByRole('button', { name: 'Cancelar o follow-up Orçamento sem resposta' }).click();
  await part.getByText('Orçamento sem resposta: cancelado.').waitFor();
  await part.getByRole('button', { name: 'Iniciar follow-up' }).click();
  await page().getByRole('menuitem', { name: 'Orçamento sem resposta' }).click();
  await running.getByText(/^Passo 1 de 2/).waitFor();
  await shop.network.customer('Ana Prado').says('Pode fechar!');
  await part.getByText('Orçamento sem resposta: o cliente respondeu.').waitFor();
});

test('SC-1 the contact’s panel lists what goes out later, and schedules more', async () => {
  const part = panel().getByRole('region', { name: 'Agendamentos' });
  await part.getByText('Nada agendado nesta conversa.').waitFor();
  await part.getByRole('button', { name: 'Novo agendamento' }).click();
  const form = dialog('Novo agendamento');
  await form.getByLabel('Mensagem').fill('Parabéns!');
  await form.getByLabel('Quando').fill('2031-05-01T10:00');
  await form.getByLabel('Repetir').selectOption('year');
  await form.getByRole('button', { name: 'Agendar' }).click();
  await part.getByText('Parabéns!').waitFor();
  const waiting = page().getByRole('list', { name: 'Mensagens agendadas' });
  await waiting.getByText('Todo ano').waitFor();
  // All its times would go with one click: it asks first.
  await waiting.getByRole('button').click();
  const asking = page().getByRole('alertdialog');
  await asking.getByRole('button', { name: 'Voltar' }).click();
  await part.getByRole('button', { name: /^Cancelar:/ }).click();
  await asking.getByRole('button', { name: 'Cancelar agendamento' }).click();
  await part.getByText('Nada agendado nesta conversa.').waitFor();
});

test('PR-7 the robot is switched off for a contact, and says why it keeps quiet', async () => {
  const part = panel().getByRole('region', { name: 'Robô' });
  await part.getByText(/^Calado neste atendimento: alguém da equipe escreveu|^Pode responder\.$/).waitFor();
  await part.getByRole('switch', { name: 'Robô desligado' }).click();
  await part.getByText(/^Desligado/).waitFor();
  const conversation = await conversationId(shop, 'Ana Prado');
  expect((await shop.ask('automation.robot', { conversationId: conversation })).off).toBe(true);
  await part.scrollIntoViewIfNeeded();
  await shop.picture('automation-robot', { dark: true });
  await part.getByRole('switch', { name: 'Robô desligado' }).click();
  await page().getByRole('textbox', { name: 'Mensagem' }).fill('Já te respondo.');
  await page().keyboard.press('Enter');
  await part.getByText(/^Calado neste atendimento/).waitFor();
  await expect.poll(() => list(shop).count()).toBe(1);
});

test('BH-1 the shop lives in a time zone of its own', async () => {
  await goToSettings('Loja');
  await page().getByLabel('Fuso horário da loja').selectOption('America/Manaus');
  await page().getByRole('button', { name: 'Salvar fuso horário' }).click();
  await page().getByText('Fuso horário salvo.', { exact: true }).waitFor();
  expect(await shop.ask('hours.zone', undefined)).toMatchObject({
    timeZone: 'America/Manaus',
    ofMachine: false,
  });
  await shop.picture('shop-zone');
  await shop.expectAccessible();
});

test('PH-6 the state of the station names each job, when it ran, how it went, and when it comes next', async () => {
  await goToSettings('Estação');
  const jobs = page().getByRole('region', { name: 'Estado da estação' });
  await jobs.getByRole('row', { name: /^Enviar mensagens agendadas/ }).waitFor();
  await jobs.getByText('Todo dia, 09:00').waitFor();
  // The jobs of every minute have run by then, and the page asks every half minute.
  await jobs.getByText('feita', { exact: true }).first().waitFor({ timeout: 100_000 });
  await jobs.scrollIntoViewIfNeeded();
  await shop.picture('station-jobs', { dark: true });
  await shop.expectAccessible();
  expect(shop.complaints).toEqual([]);
}, 150_000);
