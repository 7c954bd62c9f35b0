/** The rows of a piped table, by column; cells must not hold a bar. */
export function readTable(text: string): Record<string, string>[] {
  const [head = [], ...rows] = text
    .split('\n')
    .filter(line => line.startsWith('|'))
    .map(line =>
      line
        .slice(1, -1)
        .split('|')
        .map(cell => cell.trim()),
    )
  return rows.map(row => Object.fromEntries(head.map((name, index) => [name, row[index] ?? ''])))
}
