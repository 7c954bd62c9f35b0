/** Returns a bar for each number, from the lowest to the highest: `▁▃█`. A number that is not known is a space. */
export function sparkline(numbers: readonly (number | null)[]): string {
  const known = numbers.filter(number => number !== null)
  const [least, most] = [Math.min(...known), Math.max(...known)]
  const range = most - least
  return numbers
    .map(number => (number === null ? ' ' : BARS[range === 0 ? 3 : Math.round(((number - least) / range) * 7)]))
    .join('')
}

const BARS = '▁▂▃▄▅▆▇█'
