/** `1234567.50` with commas between its thousands. */
export const groupThousands = (digits: string): string =>
  digits.length < 4 ? digits : digits.replace(/\B(?=(?:\d{3})+(?:\.|$))/g, ',')

/** `1,234,567` */
export const countText = (count: number): string => groupThousands(String(count))

/** `1 key`, `1,200 keys` */
export const countNoun = (count: number, what: string): string => `${countText(count)} ${what}${count === 1 ? '' : 's'}`
