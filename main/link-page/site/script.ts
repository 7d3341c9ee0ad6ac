/**
 * What runs in the browser of the phone or tablet. Kept to ES2017 and to what a browser of that time can do on plain
 * HTTP: no modules, no clipboard API. It draws nothing itself: the words and the QR's path come with each view.
 */
export const script = `(() => {
  'use strict';

  const POLL_MS = 2000;
  /** The station speaks every 15 s. */
  const DEAF_MS = 40000;
  const STREAM_CLOSED = 2;

  const find = (id) => document.getElementById(id);
  const all = (selector) => Array.from(document.querySelectorAll(selector));
  const words = document.body.dataset;

  let phase = 'starting';
  let stream;
  let heardAt = Date.now();
  let replacedAt = 0;
  let lifetime = 1;
  let pageEndsAt = Infinity;
  let over = false;

  /** Only what changed: a screen reader reads a live region again at every write. */
  function put(id, text) {
    const element = find(id);
    if (element.textContent !== text) element.textContent = text;
  }

  /** By attribute: pictures have no such property. */
  function hide(element, hidden) {
    if (hidden) element.setAttribute('hidden', '');
    else element.removeAttribute('hidden');
  }

  function show(view) {
    const now = Date.now();
    document.documentElement.dataset.phase = view.phase;
    all('[data-in]').forEach((element) => {
      hide(element, element.dataset.in.split(' ').indexOf(view.phase) < 0);
    });
    if (view.phase !== phase) {
      put('notice', '');
      if (view.phase === 'code') toggle('');
    }
    phase = view.phase;
    if (view.code && view.code !== find('code').textContent) put('copy', words.copy);
    put('title', view.title);
    put('help', view.help);
    put('who', view.who || '');
    put('code', view.code || '');
    hide(find('renew'), !view.renewable);
    if (view.qr) {
      find('qr').setAttribute('viewBox', '0 0 ' + view.qr.size + ' ' + view.qr.size);
      find('modules').setAttribute('d', view.qr.path);
    }
    replacedAt = now + (view.leftMs || 0);
    lifetime = view.wholeMs || 1;
    pageEndsAt = now + (view.pageLeftMs || 0);
    if (view.phase === 'linked') stop();
    else tick();
  }

  function tick() {
    const now = Date.now();
    const left = Math.max(0, replacedAt - now);
    const seconds = Math.ceil(left / 1000);
    put('countdown', seconds > 0 ? words.countdown.replace('{seconds}', seconds) : words.renewing);
    find('bar').style.transform = 'scaleX(' + Math.min(1, left / lifetime) + ')';
    find('qr').classList.toggle('stale', seconds === 0);
    if (pageEndsAt < Infinity) {
      put('page-ends', words.pageEnds.replace('{minutes}', Math.max(1, Math.ceil((pageEndsAt - now) / 60000))));
    }
    if (now - heardAt > DEAF_MS && stream && stream.readyState !== STREAM_CLOSED) {
      lose();
      stream.close();
      listen();
    }
  }

  function stop() {
    over = true;
    clearInterval(ticking);
    if (stream) stream.close();
  }

  function end() {
    if (over) return;
    show({ phase: 'ended', title: words.endedTitle, help: words.endedHelp });
    stop();
    put('lost', '');
    put('notice', '');
  }

  function lose() {
    if (over) return;
    if (Date.now() > pageEndsAt) end();
    else put('lost', words.lost);
  }

  function hear(text) {
    if (over) return;
    const view = JSON.parse(text);
    heardAt = Date.now();
    put('lost', '');
    if (view.phase === 'ended') end();
    else show(view);
  }

  function listen() {
    heardAt = Date.now();
    if (!window.EventSource) {
      poll();
      return;
    }
    stream = new EventSource('events');
    stream.onmessage = (event) => hear(event.data);
    stream.onerror = () => {
      // It tries again by itself, unless it was refused: no room for one more, or the page has ended.
      if (stream.readyState === STREAM_CLOSED) poll();
      else lose();
    };
  }

  function poll() {
    fetch('state')
      .then((answer) => {
        if (answer.status === 404) end();
        else if (answer.ok) return answer.text().then(hear);
      })
      .catch(lose)
      .then(() => {
        if (!over) setTimeout(poll, POLL_MS);
      });
  }

  function setBusy(busy) {
    all('[data-ask], [type=submit]').forEach((button) => {
      button.disabled = busy;
    });
  }

  function ask(action, body) {
    setBusy(true);
    put('notice', '');
    fetch(action, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    })
      .then((answer) => {
        if (answer.status === 404) end();
        else if (!answer.ok)
          return answer.text().then((text) => put('notice', text ? JSON.parse(text).message : words.tooSoon));
      })
      .catch(lose)
      .then(() => setBusy(false));
  }

  function toggle(panel) {
    all('[data-panel]').forEach((button) => {
      const open = button.dataset.panel === panel && find(panel).hidden;
      button.setAttribute('aria-expanded', open);
    });
    all('[data-panel]').forEach((button) => {
      hide(find(button.dataset.panel), button.getAttribute('aria-expanded') !== 'true');
    });
  }

  all('[data-ask]').forEach((button) => {
    button.addEventListener('click', () => ask(button.dataset.ask, {}));
  });
  all('[data-panel]').forEach((button) => {
    button.setAttribute('aria-controls', button.dataset.panel);
    button.setAttribute('aria-expanded', 'false');
    button.addEventListener('click', () => {
      toggle(button.dataset.panel);
      if (!find('by-code').hidden) find('number').focus();
    });
  });
  find('by-code').addEventListener('submit', (event) => {
    event.preventDefault();
    ask('code', { number: find('number').value });
  });
  find('copy').addEventListener('click', () => {
    getSelection().selectAllChildren(find('code'));
    if (document.execCommand('copy')) put('copy', words.copied);
  });
  document.addEventListener('visibilitychange', () => {
    if (!over) tick();
  });

  const ticking = setInterval(tick, 1000);
  listen();
})();
`;
