/** Puts commas between the thousands of `1234567.50`. */
export const groupThousands = (digits: string): string =>
  digits.length < 4 ? digits : digits.replace(/\B(?=(?:\d{3})+(?:\.|$))/g, ',')

/** Returns `$1,200.50`. */
export const moneyText = (dollars: number): string => `$${groupThousands(dollars.toFixed(2))}`

/** Returns `1,234,567`. */
export const countText = (count: number): string => groupThousands(String(count))

/** Returns `1 key` or `1,200 keys`. */
export const countNoun = (count: number, what: string): string => `${countText(count)} ${what}${count === 1 ? '' : 's'}`
