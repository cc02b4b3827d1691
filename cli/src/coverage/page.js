(function () {
  'use strict';
  var tools = document.getElementById('tools');
  var tables = Array.prototype.slice.call(document.querySelectorAll('table'));

  function label(text, control) {
    var out = document.createElement('label');
    out.append(text + ' ', control);
    tools.append(out);
    return control;
  }

  var choice = label('Language', document.createElement('select'));
  choice.append(new Option('all', ''));
  document.querySelectorAll('#languages tbody tr').forEach(function (row) {
    choice.append(new Option(row.dataset.language, row.dataset.language));
  });
  var work = document.createElement('input');
  work.type = 'checkbox';
  label('Only what needs work', work);

  function needsWork(row) {
    if (!choice.value) { return row.hasAttribute('data-work'); }
    return Array.prototype.some.call(row.cells, function (cell) {
      return cell.dataset.language === choice.value && Number(cell.dataset.sort) > 1;
    });
  }

  function show() {
    document.querySelectorAll('[data-language]').forEach(function (cell) {
      cell.hidden = choice.value !== '' && cell.dataset.language !== choice.value;
    });
    document.querySelectorAll('#pages tbody tr').forEach(function (row) {
      row.hidden = work.checked && !needsWork(row);
    });
  }
  choice.addEventListener('change', show);
  work.addEventListener('change', show);

  function key(row, column) {
    var cell = row.cells[column];
    var text = cell.dataset.sort || cell.textContent.trim();
    return text !== '' && !isNaN(Number(text)) ? Number(text) : text;
  }

  tables.forEach(function (table) {
    Array.prototype.forEach.call(table.tHead.rows[0].cells, function (head, column) {
      var button = document.createElement('button');
      button.type = 'button';
      button.textContent = head.textContent;
      head.replaceChildren(button);
      button.addEventListener('click', function () {
        var down = head.getAttribute('aria-sort') === 'ascending';
        Array.prototype.forEach.call(table.tHead.rows[0].cells, function (other) {
          other.removeAttribute('aria-sort');
        });
        head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
        var rows = Array.prototype.slice.call(table.tBodies[0].rows);
        rows.sort(function (a, b) {
          var x = key(a, column), y = key(b, column);
          var order = typeof x === typeof y ? (x < y ? -1 : x > y ? 1 : 0) : (typeof x === 'number' ? -1 : 1);
          return down ? -order : order;
        });
        rows.forEach(function (row) { table.tBodies[0].append(row); });
      });
    });
  });
  tools.hidden = false;
}());
