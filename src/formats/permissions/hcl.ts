/** A value in the syntax of Terraform (HCL). */
export type Expression = string | Raw | readonly Expression[] | { readonly [name: string]: Expression }

/** Text that is HCL already, such as a reference. */
export class Raw {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

export const raw = (text: string): Raw => new Raw(text)

/** Returns the value as text. Lines after the first one begin with `indent`. */
export function valueText(value: Expression, indent: string): string {
  if (value instanceof Raw) return value.text
  if (typeof value === 'string') return quoted(value)
  const inner = `${indent}  `
  if (isList(value)) {
    const items = value.map(each => valueText(each, inner))
    if (value.every(each => typeof each === 'string') && items.join(', ').length < SHORT) return `[${items.join(', ')}]`
    return `[\n${items.map(item => `${inner}${item},\n`).join('')}${indent}]`
  }
  return `{\n${attributes(value, inner)}${indent}}`
}

/** As long as this, a list is on one line. */
const SHORT = 60

/** Returns one line or more for each field. The values of consecutive single lines line up, as with `terraform fmt`. */
export function attributes(fields: Readonly<Record<string, Expression>>, indent: string): string {
  const entries = Object.entries(fields).map(([name, value]) => ({
    name: /^[A-Za-z_][\w-]*$/.test(name) ? name : quoted(name),
    text: valueText(value, indent),
  }))
  return entries.map(({ name, text }, at) => `${indent}${name.padEnd(widthAt(entries, at))} = ${text}\n`).join('')
}

/** The longest name of the consecutive single lines around this one. */
function widthAt(entries: readonly { name: string; text: string }[], at: number): number {
  const isSingle = (index: number): boolean => entries[index]?.text.includes('\n') === false
  if (!isSingle(at)) return 0
  let [first, last] = [at, at]
  while (isSingle(first - 1)) first--
  while (isSingle(last + 1)) last++
  return Math.max(...entries.slice(first, last + 1).map(({ name }) => name.length))
}

const quoted = (text: string): string => JSON.stringify(text).replaceAll('${', '$${').replaceAll('%{', '%%{')

const isList = (value: Expression): value is readonly Expression[] => Array.isArray(value)
