  const PAGE_SIZE = 200;
  const data = JSON.parse(document.getElementById("data").textContent);
  const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
  const numbers = new Intl.NumberFormat("en");

  // Every text of the data goes into the page as the text of a node or as an attribute's value.
  function element(name, attributes, ...children) {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (value !== null && value !== undefined && value !== false) {
        node.setAttribute(key, value === true ? "" : String(value));
      }
    }
    node.append(...children.filter(child => child !== null && child !== undefined));
    return node;
  }

  // Text that runs from right to left, or says so, must not turn what stands beside it.
  function isolated(text) {
    return text === "" ? "" : element("bdi", {}, text);
  }

  function byId(id) {
    return document.getElementById(id);
  }

  function words(name) {
    return name.charAt(0) + name.slice(1).toLowerCase();
  }

  function sum(list, value) {
    return list.reduce((total, item) => total + value(item), 0);
  }

  function fact(name, value, role) {
    return element("li", { "data-role": role }, name + " ", element("b", {}, value));
  }

  function tile(name, value, attributes) {
    return element("li", Object.assign({ class: "panel" }, attributes), element("strong", {}, numbers.format(value)), name);
  }

  // Sorts a copy by a column, keeping the order of equals.
  function sorted(list, column, descending) {
    const direction = descending ? -1 : 1;
    const keyed = list.map(item => [column.key(item), item]);
    keyed.sort((a, b) => direction * (typeof a[0] === "number" ? a[0] - b[0] : collator.compare(a[0], b[0])));
    return keyed.map(pair => pair[1]);
  }

  // Heads whose buttons sort; tells of each choice.
  function heads(row, columns, order, changed) {
    row.replaceChildren(...columns.map(column => {
      const chosen = order.column === column;
      const button = element("button", { type: "button", class: "sort", "data-role": "sort", "data-column": column.name }, column.title);
      button.addEventListener("click", () => {
        order.descending = order.column === column ? !order.descending : Boolean(column.descendingFirst);
        order.column = column;
        heads(row, columns, order, changed);
        row.querySelector("button[data-column='" + column.name + "']").focus();
        changed();
      });
      return element("th", {
        scope: "col", class: column.number ? "number" : null, "data-column": column.name,
        "aria-sort": chosen ? (order.descending ? "descending" : "ascending") : "none"
      }, button);
    }));
  }

  // A button that is switched off would lose the focus to nobody.
  function enable(button, usable, other) {
    const focused = document.activeElement === button;
    button.disabled = !usable;
    if (focused && !usable) {
      other.focus();
    }
  }

  // A list with all values that occur, of which one may be chosen.
  function choice(filter, rows, changed) {
    const select = element("select", { "data-role": filter.role }, element("option", { value: "" }, "All"),
      ...[...new Set(rows.map(filter.value))].map(value => element("option", { value: value }, filter.text(value))));
    select.addEventListener("change", changed);
    return select;
  }

  // The rows of a table: found by text and by filters, sorted, and shown a page at a time. The page may hold fewer rows than
  // there are in total.
  function pagedTable(table) {
    const order = { column: null, descending: false };
    const wantedText = element("input", { type: "search", autocomplete: "off", "data-role": table.role + "-filter", "aria-label": table.find + " in: " + table.title });
    const choices = table.filters.map(filter => choice(filter, table.rows, find));
    const head = element("tr", {});
    const body = element("tbody", { "data-role": table.role + "-rows" });
    const previous = element("button", { type: "button", "data-role": "previous" }, "Previous");
    const next = element("button", { type: "button", "data-role": "next" }, "Next");
    const shown = element("span", { class: "soft", "data-role": "shown", role: "status" });
    const texts = new Map();
    let found = table.rows;
    let page = 0;

    function textOf(row) {
      if (!texts.has(row)) {
        texts.set(row, table.text(row).toLowerCase());
      }
      return texts.get(row);
    }

    function find() {
      const wanted = wantedText.value.trim().toLowerCase();
      found = table.rows.filter(row => (wanted === "" || textOf(row).includes(wanted)) &&
        table.filters.every((filter, index) => choices[index].value === "" || choices[index].value === filter.value(row)));
      if (order.column !== null) {
        found = sorted(found, order.column, order.descending);
      }
      page = 0;
      show();
    }

    function show() {
      const from = page * PAGE_SIZE;
      const rows = found.slice(from, from + PAGE_SIZE);
      body.replaceChildren(...rows.map(row => element("tr", { "data-role": table.role + "-row" }, ...table.columns.map(column => {
        const content = column.cell(row);
        return element("td", { "data-label": column.title, "data-column": column.name, class: content === "" ? "none" : null }, content);
      }))));
      shown.textContent = found.length === 0 ? "No " + table.role + " matches" :
        numbers.format(from + 1) + "\u2013" + numbers.format(from + rows.length) + " of " + numbers.format(found.length) +
        (found.length < table.total && found.length === table.rows.length ? " (" + numbers.format(table.total) + " in all)" : "");
      enable(previous, page > 0, next);
      enable(next, from + PAGE_SIZE < found.length, previous);
    }

    wantedText.addEventListener("input", find);
    previous.addEventListener("click", () => { page -= 1; show(); });
    next.addEventListener("click", () => { page += 1; show(); });
    heads(head, table.columns, order, find);
    show();
    return element("div", { class: "paged " + table.plural, "data-role": table.plural },
      element("div", { class: "tools" }, element("label", { class: "wide" }, table.find, wantedText),
        ...table.filters.map((filter, index) => element("label", {}, filter.title, choices[index]))),
      element("table", {}, element("caption", { class: "hidden" }, table.title), element("thead", {}, head), body),
      element("div", { class: "pager" }, previous, next, shown));
  }
