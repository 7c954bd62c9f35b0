// The table of keys: search, filters, sorting, and rows that open. All text is set as text, never as markup.

/**
 * @typedef {string | [first: string, second: string, third: string]} Cell
 * @typedef {[cells: Cell[], ranks: (number | string | null)[], values: number[][], arn: number, lines: number[]]} Key
 * @typedef {{ title: string, kind: 'key' | 'text' | 'number' | 'badge', expendable?: string, ranked: boolean }} Column
 * @typedef {{ columns: Column[], keys: Key[], arns: string[], labels: [kind: string, label: string][], labelOf: number[], texts: string[] }} Data
 */

const ROWS = 200
/** Labels of the texts below a row that a search looks in. Those of findings begin with the check. */
const SEARCHED = new Set([
  'Aliases',
  'Description',
  'Tags',
  'critical',
  'high',
  'medium',
  'low',
  'info',
  'unknown',
  'muted',
])
const json = document.getElementById('keys-data')
const table = document.getElementById('key-table')
if (json !== null && table instanceof HTMLTableElement) startTable(JSON.parse(json.textContent ?? ''), table)

/**
 * @param {Data} data
 * @param {HTMLTableElement} shown
 */
function startTable({ columns, keys, arns, labels, labelOf, texts }, shown) {
  const body = /** @type {HTMLTableSectionElement} */ (shown.tBodies[0])
  const heads = [...shown.querySelectorAll('thead th')]
  const search = /** @type {HTMLInputElement} */ (document.getElementById('key-search'))
  const filters = /** @type {HTMLSelectElement[]} */ ([...document.querySelectorAll('.key-filter')])
  const more = /** @type {HTMLButtonElement} */ (document.getElementById('key-more'))
  const rankPlaces = columns.map((_, at) => columns.slice(0, at).filter(({ ranked }) => ranked).length)
  const isSearched = labels.map(([, label]) => SEARCHED.has(label))
  const lowerTexts = keys.map(searchText)
  /** Places in `keys`, in the order of the table. */
  let order = keys.map((_, at) => at)
  /** @type {number[]} */
  let found = order
  let drawn = 0
  /** @type {{ at: number, direction: 1 | -1 } | null} */
  let sorting = null
  let opened = 0

  for (const [at, head] of heads.entries()) head.replaceChildren(sortButton(at, head))
  search.addEventListener('input', apply)
  for (const filter of filters) filter.addEventListener('change', apply)
  document.getElementById('key-reset')?.addEventListener('click', () => {
    search.value = ''
    for (const filter of filters) filter.value = ''
    sorting = null
    order = keys.map((_, at) => at)
    apply()
    search.focus()
  })
  more.addEventListener('click', () => {
    const first = drawn
    draw(ROWS)
    body.rows[rowOf(first)]?.querySelector('button')?.focus()
  })
  document.getElementById('key-rest')?.remove()
  for (const hidden of document.querySelectorAll('.tools, #key-reset')) hidden.removeAttribute('hidden')
  // Browsers restore what was typed before a reload.
  apply()

  /**
   * Returns what a search looks in: all cells, the ARN, and the texts of findings, tags and the description.
   *
   * @param {Key} key
   */
  function searchText([cells, , , arn, lines]) {
    const parts = [...cells.flat(), arns[arn]]
    for (const line of lines) if (isSearched[labelOf[line] ?? 0]) parts.push(texts[line])
    return parts.join('\n').toLowerCase()
  }

  function apply() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean)
    const wanted = filters.flatMap(({ value }, at) => (value === '' ? [] : [{ at, value: Number(value) }]))
    found = order.filter(place => {
      const text = lowerTexts[place] ?? ''
      if (!words.every(word => text.includes(word))) return false
      return wanted.every(({ at, value }) => keys[place]?.[2][at]?.includes(value))
    })
    drawn = 0
    body.replaceChildren()
    draw(ROWS)
  }

  /** @param {number} count */
  function draw(count) {
    const rows = document.createDocumentFragment()
    for (const place of found.slice(drawn, drawn + count)) rows.append(row(place))
    if (found.length === 0) rows.append(emptyRow())
    body.append(rows)
    drawn = Math.min(found.length, drawn + count)
    more.hidden = drawn === found.length
    const status = document.getElementById('key-count')
    if (status !== null) status.textContent = countText()
  }

  function countText() {
    const total = `${grouped(found.length)} of ${grouped(keys.length)} keys`
    const part = found.length === keys.length ? `${grouped(keys.length)} keys` : total
    return drawn < found.length ? `${part}, the first ${grouped(drawn)} shown` : part
  }

  /** The row of the table for the n-th key found: rows that are open come between.
   * @param {number} nth */
  function rowOf(nth) {
    let count = -1
    return [...body.rows].findIndex(({ className }) => className !== 'open' && ++count === nth)
  }

  /** @param {number} place */
  function row(place) {
    const key = /** @type {Key} */ (keys[place])
    const line = document.createElement('tr')
    for (const [at, column] of columns.entries()) {
      const cell = document.createElement(at === 0 ? 'th' : 'td')
      if (at === 0) cell.setAttribute('scope', 'row')
      cell.className = /** @type {Element} */ (heads[at]).className
      fillCell(cell, column, key[0][at] ?? '', key)
      line.append(cell)
    }
    return line
  }

  /**
   * @param {HTMLElement} cell
   * @param {Column} column
   * @param {Cell} value
   * @param {Key} key
   */
  function fillCell(cell, { kind }, value, key) {
    if (typeof value === 'string') cell.textContent = value
    else if (kind === 'badge') cell.append(span(value[0], `badge ${value[1]}`), value[2] === '' ? '' : ` ${value[2]}`)
    else {
      const button = document.createElement('button')
      button.type = 'button'
      button.className = 'key-name'
      button.setAttribute('aria-expanded', 'false')
      button.textContent = value[0]
      button.addEventListener('click', () => toggle(button, key))
      cell.append(button, ...(value[1] === value[0] ? [] : [element('code', value[1])]), span(value[2], 'soft'))
    }
  }

  /**
   * @param {HTMLButtonElement} button
   * @param {Key} key
   */
  function toggle(button, key) {
    const line = button.closest('tr')
    if (line === null) return
    const isOpen = button.getAttribute('aria-expanded') === 'true'
    button.setAttribute('aria-expanded', String(!isOpen))
    if (isOpen) {
      line.nextElementSibling?.remove()
      button.removeAttribute('aria-controls')
      return
    }
    const details = document.createElement('tr')
    details.className = 'open'
    details.id = `key-details-${++opened}`
    button.setAttribute('aria-controls', details.id)
    const cell = document.createElement('td')
    cell.colSpan = columns.length
    cell.append(detailsOf(key))
    details.append(cell)
    line.after(details)
    details.dispatchEvent(new CustomEvent('added-commands', { bubbles: true }))
  }

  /** @param {Key} key */
  function detailsOf([cells, , , arnPlace, lines]) {
    const block = document.createElement('div')
    block.className = 'details'
    const id = cells[0]?.[1] ?? ''
    const arn = (arns[arnPlace] ?? '').replace('\u0002', id)
    for (const line of lines) {
      const [kind, label] = labels[labelOf[line] ?? 0] ?? ['text', '']
      const text = (texts[line] ?? '').replaceAll('\u0001', arn).replaceAll('\u0002', id)
      block.append(kind === 'heading' ? element('p', label, 'heading') : fact(kind, label, text))
    }
    return block
  }

  function emptyRow() {
    const line = document.createElement('tr')
    const cell = document.createElement('td')
    cell.colSpan = columns.length
    cell.textContent = 'No key matches. Change the search or the filters.'
    line.append(cell)
    return line
  }

  /**
   * @param {number} at
   * @param {Element} head
   */
  function sortButton(at, head) {
    const button = document.createElement('button')
    button.type = 'button'
    button.textContent = head.textContent
    button.addEventListener('click', () => {
      sorting = { at, direction: sorting?.at === at && sorting.direction === 1 ? -1 : 1 }
      for (const other of heads) other.removeAttribute('aria-sort')
      head.setAttribute('aria-sort', sorting.direction === 1 ? 'ascending' : 'descending')
      order = order.toSorted(compare)
      apply()
    })
    return button
  }

  /** Unknown values are last in both directions, and equal ones keep the order that they had.
   * @param {number} one @param {number} other */
  function compare(one, other) {
    const { at, direction } = sorting ?? { at: 0, direction: 1 }
    const a = rankOf(one, at)
    const b = rankOf(other, at)
    if (a === b) return 0
    if (a === null || b === null) return a === null ? 1 : -1
    return (a < b ? -1 : 1) * direction
  }

  /** @param {number} place @param {number} at */
  function rankOf(place, at) {
    const key = /** @type {Key} */ (keys[place])
    if (columns[at]?.ranked) return key[1][rankPlaces[at] ?? 0] ?? null
    const cell = key[0][at] ?? ''
    return typeof cell === 'string' ? cell : cell[0].toLowerCase()
  }
}

/** @param {string} kind @param {string} label @param {string} text */
function fact(kind, label, text) {
  const line = document.createElement('div')
  line.className = 'fact'
  const name = span(kind === 'finding' ? '' : label, 'label')
  if (kind === 'finding') name.append(span(label, `badge s-${label}`))
  line.append(name)
  if (kind === 'command') {
    const block = document.createElement('div')
    block.className = 'command'
    const lines = document.createElement('pre')
    lines.append(element('code', text))
    block.append(lines)
    line.append(block)
  } else line.append(span(text, 'value'))
  return line
}

/** @param {string} text @param {string} className */
function span(text, className) {
  return element('span', text, className)
}

/** @param {string} name @param {string} text @param {string} [className] */
function element(name, text, className) {
  const made = document.createElement(name)
  made.textContent = text
  if (className !== undefined) made.className = className
  return made
}

/** `1,234`, in every language. @param {number} count */
function grouped(count) {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',')
}
