// What pages do beyond showing what the server sent: dialogs, toasts, copying, and boxes that tick others.
'use strict';
(() => {
  const TOAST_MILLIS = 12000;
  const dialog = () => document.querySelector('dialog');
  const toasts = () => document.getElementById('toasts');

  // Dialogs: the server sends the content, the browser sees to focus and Escape. What lies behind an open dialog is neither
  // seen nor read aloud, so the toasts go with it.
  const close = () => {
    dialog().close();
    document.body.append(toasts()); // at once: what tells of the end comes next
  };
  document.addEventListener('htmx:afterSwap', event => {
    const {target, xhr} = event.detail;
    // what tells of the end of a dialog does not open it again
    if (target.id !== 'dialog' || xhr.getResponseHeader('HX-Reswap') === 'none') return;
    if (!dialog().open) {
      dialog().showModal();
      // what tells of something before would lie over the buttons
      toasts().replaceChildren();
      dialog().append(toasts());
    }
  });
  // After htmx, which goes to the first field with autofocus, also when the mistake is in another one.
  document.addEventListener('htmx:afterSettle', event => {
    const {target, xhr} = event.detail;
    if (target.id !== 'dialog' || xhr.getResponseHeader('HX-Reswap') === 'none') return;
    const first = [...target.querySelectorAll('[aria-invalid=true]'), ...target.querySelectorAll('[autofocus]:not(:disabled)')]
      .find(field => field.checkVisibility()) ?? target.querySelector('h2');
    if (first) first.focus();
  });
  document.addEventListener('dialogDone', close);
  document.addEventListener('click', event => {
    if (event.target.closest('[data-close]')) close();
    const toast = event.target.closest('[data-dismiss]');
    if (toast) toast.closest('.toast').remove();
  });
  document.addEventListener('close', event => {
    if (event.target !== dialog()) return;
    document.getElementById('dialog').replaceChildren();
    if (toasts().parentElement === dialog()) document.body.append(toasts());
    if (document.activeElement === document.body) document.getElementById('main').focus();
  }, true);

  // What was just made stands at the beginning of the list as it is shown when nothing is asked for.
  document.addEventListener('listReset', () => {
    const path = document.getElementById('list')?.dataset.path;
    if (!path) return;
    const filter = document.getElementById('filter');
    if (filter) filter.value = '';
    history.replaceState(null, '', path);
    htmx.ajax('GET', path, {target: '#list', select: '#list', swap: 'outerHTML'});
  });

  // Toasts without a link go by themselves, unless somebody reads them.
  const time = () => {
    for (const toast of toasts().querySelectorAll('.toast:not([data-timed])')) {
      toast.dataset.timed = 'true';
      if (toast.querySelector('a, .toast-action')) continue;
      const leave = () => toast.matches(':hover, :focus-within') ? setTimeout(leave, TOAST_MILLIS) : toast.remove();
      setTimeout(leave, TOAST_MILLIS);
    }
  };

  // What was answered before a page had its say is plain text, which nobody wants in place of a form; and a server that is
  // away answers nothing at all.
  const tell = problem => {
    const template = document.getElementById('problem-' + problem) ?? document.getElementById('problem-other');
    toasts().append(template.content.cloneNode(true));
    time();
  };
  document.addEventListener('htmx:beforeSwap', event => {
    const {xhr} = event.detail;
    if (xhr.status < 400 || xhr.getResponseHeader('Content-Type')?.startsWith('text/html')) return;
    if (xhr.getResponseHeader('HX-Redirect')) return;
    event.detail.shouldSwap = false;
    tell(xhr.status);
  });
  document.addEventListener('htmx:sendError', () => tell('unreachable'));

  document.addEventListener('htmx:load', event => {
    if (event.target.closest('#toasts')) time();
    for (const button of event.target.querySelectorAll?.('[data-copy-now]') ?? []) copy(button);
    for (const box of event.target.querySelectorAll?.('[data-tree]') ?? []) count(box);
    for (const date of event.target.querySelectorAll?.('input[type=date]') ?? []) markEmpty(date);
    for (const form of event.target.querySelectorAll?.('[data-roles]') ?? []) warn(form);
  });

  // A page that comes back with a mistake begins where the mistake is.
  document.querySelector('main [aria-invalid=true]')?.focus();

  // Copying: the text of a field goes to the clipboard, and the button's own note says so.
  const copy = async button => {
    const field = document.getElementById(button.dataset.copy);
    const text = 'value' in field ? field.value : field.textContent;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = document.createElement('textarea');
      area.value = text;
      button.after(area);
      area.select();
      const copied = document.execCommand('copy');
      area.remove();
      button.focus();
      if (!copied) return;
    }
    const note = document.getElementById(button.dataset.copy + '-copied');
    if (note) note.textContent = note.dataset.text;
  };
  document.addEventListener('click', event => {
    const button = event.target.closest('[data-copy]');
    if (button) copy(button);
  });

  // A tree of boxes: a box ticks what is below it, and is ticked with what is below it; in a tree of "all", only with all of it.
  const count = tree => {
    for (const note of tree.querySelectorAll('[data-count]')) {
      const item = note.closest('li');
      const below = [...item.querySelectorAll(':scope ul input[type=checkbox]')];
      const ticked = below.filter(box => box.checked).length;
      note.textContent = note.dataset.count.replace('#', ticked).replace('#', below.length);
      if (tree.dataset.tree !== 'all') continue;
      const own = item.querySelector('input[type=checkbox]');
      own.checked = ticked === below.length;
      own.indeterminate = ticked > 0 && ticked < below.length;
    }
  };
  // In a tree of "all" what a search hides is left alone, and a box whose shown ones are ticked already unticks them.
  const tickShown = item => {
    const shown = [...item.querySelectorAll(':scope ul > li:not([hidden]) input[type=checkbox]')];
    const tick = shown.some(box => !box.checked);
    for (const box of shown) box.checked = tick;
  };
  document.addEventListener('change', event => {
    const tree = event.target.closest('[data-tree]');
    if (!tree || event.target.type !== 'checkbox') return;
    const item = event.target.closest('li');
    if (tree.dataset.tree === 'all') {
      tickShown(item);
      count(tree);
      return;
    }
    for (const below of item.querySelectorAll(':scope ul input[type=checkbox]')) below.checked = event.target.checked;
    if (event.target.checked || tree.dataset.tree === 'some') {
      for (let above = item.parentElement.closest('li'); above; above = above.parentElement.closest('li')) {
        const own = above.querySelector('input[type=checkbox]');
        own.checked = event.target.checked
          || [...above.querySelectorAll(':scope ul input[type=checkbox]')].some(box => box.checked);
      }
    }
    count(tree);
  });

  // Opens what a search finds something in; without one it is as it was before.
  const openFor = (details, found) => {
    details.dataset.before ??= details.open;
    details.open = found || details.dataset.before === 'true';
    if (!found) delete details.dataset.before;
  };

  // The search box over a tree shows what has all the words, with what it stands under.
  document.addEventListener('input', event => {
    const search = event.target;
    if (search.type === 'date') markEmpty(search);
    if (!search.dataset.searches) return;
    const wanted = search.value.toLowerCase().split(/\s+/).filter(word => word !== '');
    const tree = document.getElementById(search.dataset.searches);
    const show = item => {
      const text = (item.dataset.text ?? '').toLowerCase();
      const own = wanted.every(word => text.includes(word));
      let below = false;
      for (const child of item.querySelectorAll(':scope > details > ul > li')) below = show(child) || below;
      if (own) for (const child of item.querySelectorAll('li')) child.hidden = false;
      item.hidden = !own && !below;
      const details = item.querySelector(':scope > details');
      if (details) openFor(details, wanted.length > 0 && below);
      return own || below;
    };
    let found = false;
    for (const item of tree.querySelectorAll(':scope > li')) found = show(item) || found;
    const none = document.getElementById(search.dataset.searches + '-none');
    if (none) none.hidden = found;
  });

  // Enter in a search box looks for something; it does not send the form around it.
  document.addEventListener('keydown', event => {
    if (event.key === 'Enter' && event.target.dataset?.searches) event.preventDefault();
  });

  // Another language shows the page as it is now, with what has been filtered or chosen since it was loaded.
  document.addEventListener('submit', event => {
    const next = event.target.querySelector(':scope > input[name=next]');
    if (event.target.closest('#language-menu') && next) next.value = location.pathname + location.search;
  });

  // An empty date shows what an empty date means.
  const markEmpty = date => date.classList.toggle('is-empty', !date.value);

  // API Only with roles of which none lets it call anything.
  const warn = form => {
    const warning = form.querySelector('[data-api-warning]');
    if (!warning) return;
    const box = form.querySelector('[name=apiOnly]');
    const apiOnly = box.type === 'checkbox' ? box.checked : box.value === 'true';
    const roles = [...form.querySelectorAll('[data-api]:checked')];
    warning.hidden = !apiOnly || roles.length === 0 || roles.some(role => role.dataset.api === 'true');
  };
  document.addEventListener('change', event => {
    const form = event.target.closest('[data-roles]');
    if (form) warn(form);
  });
})();
