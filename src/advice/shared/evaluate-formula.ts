/**
 * Computes a formula of the document: numbers, names of inputs, `+ - * /`, brackets, `min`, `max` and `floor`.
 *
 * @throws Error if the formula has another form or an input is missing
 */
export function evaluateFormula(formula: string, inputs: Readonly<Record<string, number>>): number {
  const tokens = formula.match(/\d+(?:\.\d+)?|[a-z_][a-z_0-9]*|[-+*/(),]/g) ?? []
  if (tokens.join('') !== formula.replaceAll(/\s+/g, '')) throw new Error(`'${formula}' cannot be read`)
  const reader = new FormulaReader(tokens, inputs)
  const value = reader.sum()
  reader.end()
  return value
}

const FUNCTIONS: Readonly<Record<string, (...values: number[]) => number>> = {
  min: Math.min,
  max: Math.max,
  floor: Math.floor,
}

/** Reads a formula from left to right, one level of precedence per method. */
class FormulaReader {
  #at = 0
  readonly #tokens: readonly string[]
  readonly #inputs: Readonly<Record<string, number>>

  constructor(tokens: readonly string[], inputs: Readonly<Record<string, number>>) {
    this.#tokens = tokens
    this.#inputs = inputs
  }

  sum(): number {
    let value = this.#product()
    for (let sign = this.#take('+', '-'); sign !== null; sign = this.#take('+', '-'))
      value += (sign === '+' ? 1 : -1) * this.#product()
    return value
  }

  end(): void {
    if (this.#at < this.#tokens.length) throw new Error(`'${this.#tokens[this.#at]}' was not expected`)
  }

  #product(): number {
    let value = this.#single()
    for (let sign = this.#take('*', '/'); sign !== null; sign = this.#take('*', '/')) {
      const other = this.#single()
      value = sign === '*' ? value * other : value / other
    }
    return value
  }

  #single(): number {
    if (this.#take('(') !== null) return this.#bracketed()[0] ?? 0
    const token = this.#tokens[this.#at++] ?? ''
    if (/^\d/.test(token)) return Number(token)
    const compute = FUNCTIONS[token]
    if (compute !== undefined && this.#take('(') !== null) return compute(...this.#bracketed())
    const value = this.#inputs[token]
    if (value === undefined) throw new Error(`There is no input '${token}'`)
    return value
  }

  #bracketed(): number[] {
    const values = [this.sum()]
    while (this.#take(',') !== null) values.push(this.sum())
    if (this.#take(')') === null) throw new Error('A bracket is not closed')
    return values
  }

  #take(...wanted: readonly string[]): string | null {
    const token = this.#tokens[this.#at]
    if (token === undefined || !wanted.includes(token)) return null
    this.#at++
    return token
  }
}
