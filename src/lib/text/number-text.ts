/** `1234567.50` with commas between its thousands. */
export const grouped = (digits: string): string =>
  digits.length < 4 ? digits : digits.replace(/\B(?=(?:\d{3})+(?:\.|$))/g, ',')

/** `1,234,567` */
export const countText = (count: number): string => grouped(String(count))

/** `1 key`, `1,200 keys` */
export const counted = (count: number, what: string): string => `${countText(count)} ${what}${count === 1 ? '' : 's'}`

/** Seconds as `45 s`, `12 min` or `3 h 20 min`, rounded up. */
export function durationText(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`
  const minutes = Math.ceil(seconds / 60)
  if (minutes < 120) return `${minutes} min`
  const rest = minutes % 60
  return rest === 0 ? `${minutes / 60} h` : `${(minutes - rest) / 60} h ${rest} min`
}
