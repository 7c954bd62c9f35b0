/** A reader of RFC 4180 that shares nothing with the writer: rows of cells, or an error at what the RFC forbids. */
export function readCsv(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let at = 0
  while (at < text.length) {
    const cell = text[at] === '"' ? quotedCell(text, at) : plainCell(text, at)
    row.push(cell.value)
    at = cell.end
    if (text.startsWith('\r\n', at)) {
      rows.push(row)
      row = []
      at += 2
    } else if (text[at] === ',') {
      at += 1
      if (at === text.length) throw new Error('The last record does not end')
    } else {
      throw new Error(`Neither comma nor line end at ${at}: ${text.slice(at, at + 20)}`)
    }
  }
  return rows
}

interface Cell {
  value: string
  end: number
}

function quotedCell(text: string, start: number): Cell {
  let value = ''
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] !== '"') value += text[at]
    else if (text[at + 1] === '"') value += text[at++]
    else return { value, end: at + 1 }
  }
  throw new Error(`A quote does not close: ${text.slice(start, start + 20)}`)
}

function plainCell(text: string, start: number): Cell {
  const [value = ''] = /^[^,\r\n"]*/.exec(text.slice(start)) ?? []
  return { value, end: start + value.length }
}
