import type { Words } from '../words/words.ts';
import { type Html, html } from './html.ts';
import { illustrations } from './illustrations.ts';

interface PageContent {
  readonly words: Words;
  readonly channel: string;
  readonly supportContact: string | undefined;
}

/** The whole page, once; `script.ts` then shows of it what the state needs (`data-in`). */
export function renderHtml({ words, channel, supportContact }: PageContent): string {
  const { phases } = words;
  const page = html`<!doctype html>
    <html lang="${words.lang}" data-phase="starting">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>${words.heading} · ${channel}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="page.css" />
        <script src="page.js" defer></script>
      </head>
      <body
        data-countdown="${words.countdown}"
        data-renewing="${words.renewing}"
        data-page-ends="${words.pageEnds}"
        data-lost="${words.lostContact}"
        data-too-soon="${words.tooSoon}"
        data-copy="${words.copy}"
        data-copied="${words.copied}"
        data-ended-title="${phases.ended.title}"
        data-ended-help="${phases.ended.help}"
      >
        <header>
          <h1>${words.heading}</h1>
          <p class="channel">${channel}</p>
        </header>
        <p class="notice" id="lost" role="status"></p>
        <p class="notice" id="notice" role="alert"></p>
        <main>
          <section class="stage">
            <noscript><p class="notice">${words.noScript}</p></noscript>
            <figure class="qr" data-in="qr" hidden>
              <svg id="qr" role="img" aria-label="${words.qrLabel}" shape-rendering="crispEdges">
                <path id="modules" />
              </svg>
            </figure>
            <div class="typed" data-in="code" hidden>
              <p class="code" id="code"></p>
              <button type="button" class="small" id="copy">${words.copy}</button>
            </div>
            <p class="spinner" data-in="starting linking" aria-hidden="true"></p>
            <svg class="mark good" data-in="linked" viewBox="0 0 24 24" aria-hidden="true" hidden>
              <path d="M5 12.5l4.500 4.500L19 7.500" />
            </svg>
            <svg class="mark" data-in="stopped failed ended" viewBox="0 0 24 24" aria-hidden="true" hidden>
              <path d="M12 7v6M12 16.500v.5" />
            </svg>
            <div role="status">
              <h2 id="title">${phases.starting.title}</h2>
              <p class="who" id="who"></p>
              <p class="help" id="help">${phases.starting.help}</p>
            </div>
            <div class="countdown" data-in="qr code" hidden>
              <span class="track"><span id="bar"></span></span>
              <span id="countdown"></span>
            </div>
            <button type="button" class="primary" id="renew" data-ask="renew" hidden>${words.renew}</button>
          </section>
          <section class="guide" data-in="starting qr code linking stopped failed">
            <ol class="path" data-in="starting qr linking">
              ${words.pathByQr.map(pathStep)}
            </ol>
            <ol class="path" data-in="code" hidden>
              ${words.pathByCode.map(pathStep)}
            </ol>
            <div class="other-way">
              <p data-in="starting qr linking">${words.sameDevice}</p>
              <button type="button" data-panel="by-code" data-in="starting qr linking stopped failed">
                ${words.byCode}
              </button>
              <button type="button" data-panel="by-code" data-in="code" hidden>${words.changeNumber}</button>
              <button type="button" data-in="code" data-ask="reset" hidden>${words.backToQr}</button>
            </div>
            <form class="panel" id="by-code" hidden>
              <label for="number">${words.number}</label>
              <div class="field">
                <input
                  id="number"
                  type="tel"
                  inputmode="tel"
                  autocomplete="tel"
                  maxlength="30"
                  required
                  value="${words.numberStart}"
                  placeholder="${words.numberExample}"
                />
                <button type="submit" class="primary">${words.getCode}</button>
              </div>
            </form>
            <div class="actions">
              <button type="button" data-ask="reset">${words.reset}</button>
              <button type="button" data-panel="support">${words.support}</button>
              <button type="button" data-panel="how-to-scan">${words.howToScan}</button>
            </div>
            <section class="panel" id="support" aria-label="${words.support}" hidden>
              <dl>${words.troubles.map(trouble)}</dl>
              <p><b>${words.contact}</b> ${contactOf(supportContact, words)}</p>
            </section>
            <section class="panel" id="how-to-scan" aria-label="${words.howToScan}" hidden>
              <ol class="steps">
                ${words.steps.map(illustratedStep)}
              </ol>
            </section>
          </section>
        </main>
        <footer data-in="starting qr code linking stopped failed"><p id="page-ends"></p></footer>
      </body>
    </html> `;
  return page.markup;
}

function pathStep(step: string): Html {
  return html`<li>${emphasised(step)}</li>`;
}

function illustratedStep(step: string, index: number): Html {
  return html`<li>
    <svg viewBox="0 0 120 120" aria-hidden="true">${illustrations[index] ?? ''}</svg>
    <span>${step}</span>
  </li>`;
}

function trouble({ sign, cure }: Words['troubles'][number]): Html {
  return html`<dt>${sign}</dt>
    <dd>${cure}</dd>`;
}

/** What stands between asterisks in the words is what is read on the phone's screen. */
function emphasised(text: string): readonly Html[] {
  return text.split('*').map((part, index) => (index % 2 === 1 ? html`<b>${part}</b>` : html`${part}`));
}

function contactOf(contact: string | undefined, words: Words): Html {
  if (contact === undefined || contact.trim() === '') return html`${words.noContact}`;
  const digits = contact.replace(/[\s().-]/g, '');
  if (/^\+?\d{8,15}$/.test(digits)) return html`<a href="tel:${digits}">${contact}</a>`;
  if (/^[^\s@]+@[^\s@]+$/.test(contact)) return html`<a href="mailto:${contact}">${contact}</a>`;
  return html`${contact}`;
}
