const UNITS = ['bytes', 'KB', 'MB', 'GB', 'TB'] as const

/** Returns `512 bytes`, `1.5 MB` or `120 GB`: in units of 1,000. */
export function bytesText(bytes: number): string {
  let unit = 0
  let value = bytes
  for (; value >= 999.5 && unit < UNITS.length - 1; unit++) value /= 1000
  const digits = unit === 0 || value >= 99.5 ? 0 : 1
  return `${value.toFixed(digits)} ${UNITS[unit]}`
}
