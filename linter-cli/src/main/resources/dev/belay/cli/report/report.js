// Without this script the report is whole; with it, it can be narrowed down.
(function () {
  'use strict';
  const form = document.getElementById('filter');
  const articles = Array.from(document.querySelectorAll('article'));
  const files = Array.from(document.querySelectorAll('section.file'));
  const folders = Array.from(document.querySelectorAll('.clusters button'));
  const shown = document.getElementById('shown');

  function apply() {
    const rule = form.rule.value;
    const severity = form.severity.value;
    const path = form.path.value.trim().toLowerCase();
    let count = 0;
    for (const article of articles) {
      const fits = (!rule || article.dataset.rule === rule)
        && (!severity || article.dataset.severity === severity)
        && (!path || article.dataset.path.toLowerCase().includes(path));
      article.hidden = !fits;
      count += fits ? 1 : 0;
    }
    for (const file of files) {
      file.hidden = !file.querySelector('article:not([hidden])');
    }
    for (const folder of folders) {
      folder.setAttribute('aria-pressed', String(form.path.value === folder.dataset.folder));
    }
    shown.textContent = count + ' of ' + articles.length + ' shown';
  }

  for (const folder of folders) {
    folder.addEventListener('click', function () {
      form.path.value = form.path.value === folder.dataset.folder ? '' : folder.dataset.folder;
      apply();
    });
  }
  form.addEventListener('input', apply);
  form.addEventListener('submit', function (event) { event.preventDefault(); });
  form.addEventListener('reset', function () { setTimeout(apply); });
  document.addEventListener('click', function (event) {
    const link = event.target.closest('a[href^="#rule-"]');
    const page = link && document.getElementById(link.hash.slice(1));
    if (page) { page.open = true; }
  });
  form.hidden = false;
  apply();
})();
