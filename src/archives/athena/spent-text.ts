const UNITS = ['B', 'KB', 'MB', 'GB', 'TB', 'PB']

/** `1.2 GB`: a number of bytes in units of 1,024. */
export function bytesText(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log2(bytes) / 10))
  const number = bytes / 1024 ** power
  return `${power === 0 ? number : number.toFixed(number < 10 ? 1 : 0)} ${UNITS[power]}`
}

/** `$0.01`: at least a cent for what costs something. */
export const dollarsText = (dollars: number): string =>
  dollars > 0 && dollars < 0.01
    ? 'less than $0.01'
    : `$${dollars.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`
