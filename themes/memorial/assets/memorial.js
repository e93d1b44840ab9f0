// 深浅：跟着系统，读者选过就记住；没有它，仍跟着系统。Light or dark: the system's, or the reader's choice.
(function () {
  'use strict';
  var root = document.documentElement;
  var KEY = 'fengbei-tone';
  var system = window.matchMedia('(prefers-color-scheme: dark)');

  function known(word) { return word === 'dark' || word === 'light' ? word : ''; }
  function usual() { return system.matches ? 'dark' : 'light'; }
  // 不让记的时候，搭在 base.js 的窗口名后面。
  function recall() {
    var kept = null;
    try { kept = localStorage.getItem(KEY); } catch (e) { /* not allowed here */ }
    return known(kept) || (/^fengbei:/.test(window.name) ? known(window.name.split(' ')[2]) : '');
  }
  function keep() {
    try {
      if (chosen) localStorage.setItem(KEY, chosen); else localStorage.removeItem(KEY);
    } catch (e) { /* not allowed here */ }
  }
  function leave() {
    if (location.protocol !== 'file:') return;
    var words = /^fengbei:/.test(window.name) ? window.name.split(' ') : ['fengbei:plain', 'medium'];
    window.name = words[0] + ' ' + words[1] + (chosen ? ' ' + chosen : '');
  }

  var chosen = recall();
  function show() { root.setAttribute('data-tone', chosen || usual()); }
  show();

  document.addEventListener('DOMContentLoaded', function () {
    var button = document.querySelector('[data-tone-switch]');
    if (!button) return;
    function word() {
      button.querySelector('[data-tone-word]').textContent = (chosen || usual()) === 'dark' ? '浅色' : '深色';
    }
    button.hidden = false;
    word();
    button.addEventListener('click', function () {
      var other = (chosen || usual()) === 'dark' ? 'light' : 'dark';
      chosen = other === usual() ? '' : other;
      keep();
      show();
      word();
    });
    if (system.addEventListener) system.addEventListener('change', function () { show(); word(); });
    window.addEventListener('pagehide', leave);
  });
})();
