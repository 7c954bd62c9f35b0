/** A whole number with thousands separators: `41,200`. */
export const countText = (count: number): string => FORMAT.format(count)

const FORMAT = new Intl.NumberFormat('en-US')
