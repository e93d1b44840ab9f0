// 字号、长者模式、公祭日的灰色、打印与关闭。没有它，页面一样读得全。
// Sizes, elderly mode, days of mourning, print and close. Pages are complete without it.
(function () {
  'use strict';
  var root = document.documentElement;
  var KEY = 'fengbei';

  // 记在浏览器里；不让记的时候（隐私模式、U 盘）记在窗口名里，够用到关窗口。
  function recall() {
    var kept = null;
    try { kept = localStorage.getItem(KEY); } catch (e) { /* not allowed here */ }
    if (kept === null && window.name.indexOf(KEY + ':') === 0) kept = window.name.slice(KEY.length + 1);
    var words = (kept || '').split(' ');
    return { mode: words[0] === 'elder' ? 'elder' : '', reading: /^(large|small)$/.test(words[1]) ? words[1] : '' };
  }
  function keep() {
    var text = (now.mode || 'plain') + ' ' + (now.reading || 'medium');
    try { localStorage.setItem(KEY, text); } catch (e) { /* not allowed here */ }
    if (location.protocol === 'file:') window.name = KEY + ':' + text;
  }
  function mark(name, value) {
    if (value) root.setAttribute(name, value); else root.removeAttribute(name);
  }
  function show() {
    mark('data-mode', now.mode);
    mark('data-reading', now.reading);
  }

  // 以中国的日子为准，不看读者的时区。
  function mourn() {
    var days = root.getAttribute('data-grey-days');
    if (!days) return;
    var today = new Date(Date.now() + 288e5).toISOString().slice(0, 10);
    var list = days.split(' ');
    mark('data-grey', list.indexOf(today) >= 0 || list.indexOf(today.slice(5)) >= 0 ? 'today' : '');
  }

  var now = recall();
  show();
  mourn();

  function each(selector, act) {
    Array.prototype.forEach.call(document.querySelectorAll(selector), act);
  }
  function reveal(node) { node.hidden = false; }

  function elder() {
    each('button[data-elder]', function (button) {
      function word() {
        button.querySelector('[data-elder-word]').textContent = now.mode ? '退出长者模式' : '长者模式';
      }
      reveal(button);
      word();
      button.addEventListener('click', function () {
        now.mode = now.mode ? '' : 'elder';
        keep();
        show();
        word();
      });
    });
  }

  function sizes() {
    var buttons = document.querySelectorAll('[data-sizes] button');
    function press() {
      Array.prototype.forEach.call(buttons, function (button) {
        button.setAttribute('aria-pressed', String(button.value === (now.reading || 'medium')));
      });
    }
    each('[data-sizes]', reveal);
    Array.prototype.forEach.call(buttons, function (button) {
      button.addEventListener('click', function () {
        now.reading = button.value === 'medium' ? '' : button.value;
        keep();
        show();
        press();
      });
    });
    press();
  }

  function paper() {
    each('[data-print]', function (button) {
      reveal(button);
      button.addEventListener('click', function () { window.print(); });
    });
    // 浏览器只许关自己开的窗口；关不掉就按链接回栏目。
    each('[data-close]', function (link) {
      link.addEventListener('click', function (event) {
        event.preventDefault();
        window.close();
        setTimeout(function () { location.href = link.href; }, 150);
      });
    });
  }

  function menu() {
    function open() { return location.hash === '#menu'; }
    function shut(event) {
      event.preventDefault();
      history.replaceState(null, '', location.pathname + location.search);
      location.replace('#head');
      var opener = document.querySelector('a[href="#menu"]');
      if (opener) opener.focus({ preventScroll: true });
    }
    each('.menu-close', function (link) { link.addEventListener('click', shut); });
    document.addEventListener('keydown', function (event) {
      if (event.key === 'Escape' && open()) shut(event);
    });
  }

  document.addEventListener('DOMContentLoaded', function () {
    elder();
    sizes();
    paper();
    menu();
  });
})();
