import type { SimLogsQuery } from '../../../src/simulation/world/sim-logs.ts'

/**
 * Answers queries of CloudWatch Logs Insights over records of CloudTrail: only the commands that the program uses, as
 * AWS documents them. That AWS reads them in the same way is not known.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html
 */
export function insightsRows(
  { text, startTime, endTime }: SimLogsQuery,
  records: readonly Readonly<Record<string, unknown>>[],
): Record<string, string>[] {
  const inTime = records.filter(({ eventTime }) => {
    const at = Date.parse(String(eventTime)) / 1000
    return at >= startTime && at <= endTime
  })
  let rows = inTime.map(record => discovered(record))
  for (const command of text.split('\n| ')) {
    const [, name, rest = ''] = /^(\w+) ([^]*)$/.exec(command) ?? []
    if (name === 'filter') rows = rows.filter(row => isTrue(rest, row))
    else if (name === 'fields') rows = rows.map(row => ({ ...row, ...computed(rest, row) }))
    else if (name === 'stats') rows = grouped(rest, rows)
    else if (name !== 'SOURCE') throw new Error(`${name} is not known here`)
  }
  return rows
}

/** The fields of a record: `resources.0.ARN`. True is 1, and null is no field. */
function discovered(value: unknown, path = ''): Record<string, string> {
  if (value === null || value === undefined) return {}
  if (typeof value !== 'object') return { [path]: typeof value === 'boolean' ? String(Number(value)) : String(value) }
  const prefix = path === '' ? '' : `${path}.`
  return Object.assign({}, ...Object.entries(value).map(([name, each]) => discovered(each, prefix + name))) as Record<
    string,
    string
  >
}

type Row = Readonly<Record<string, string>>

/** Conditions joined by `and`, or by `or`. */
function isTrue(expression: string, row: Row): boolean {
  if (expression.includes(' or ')) return expression.split(' or ').some(each => isTrue(each, row))
  return expression.split(' and ').every(condition => {
    const [, absent] = /^not ispresent\((\S+)\)$/.exec(condition) ?? []
    if (absent !== undefined) return row[absent] === undefined
    const [, field = '', operator, operand = ''] = /^(\S+) (=|in|not in) (.+)$/.exec(condition) ?? []
    if (operator === undefined) throw new Error(`${condition} is not known here`)
    const isOne = [...operand.matchAll(/"([^"]*)"/g)].some(([, word]) => word === row[field])
    return operator === 'not in' ? !isOne : isOne
  })
}

const CALL = /(\w+)\(([^()]+)\) as (\w+)/g

function computed(expressions: string, row: Row): Record<string, string> {
  return Object.fromEntries(
    [...expressions.matchAll(CALL)].flatMap(([, name, given = '', alias = '']) => {
      const value = callOf(
        name,
        given.split(', ').map(argument => valueOf(argument, row)),
      )
      return value === undefined ? [] : [[alias, value]]
    }),
  )
}

const valueOf = (argument: string, row: Row): string | undefined =>
  /^".*"$/.test(argument) ? argument.slice(1, -1) : /^\d+$/.test(argument) ? argument : row[argument]

function callOf(name: string | undefined, values: readonly (string | undefined)[]): string | undefined {
  if (name === 'coalesce') return values.find(value => value !== undefined)
  if (name === 'concat') return values.join('')
  const [text = '', from, length] = values
  if (name === 'substr') return text.substring(Number(from), Number(from) + Number(length))
  throw new Error(`${name} is not known here`)
}

function grouped(expression: string, rows: readonly Row[]): Record<string, string>[] {
  const [made = '', by = ''] = expression.split(/\s+by /)
  const names = by.split(', ')
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const name = JSON.stringify(names.map(each => row[each] ?? null))
    groups.set(name, [...(groups.get(name) ?? []), row])
  }
  return Array.from(groups.values(), group => ({
    ...Object.fromEntries(names.flatMap(name => (group[0]?.[name] === undefined ? [] : [[name, group[0][name]]]))),
    ...Object.fromEntries(
      [...made.matchAll(CALL)].map(([, name, field = '', alias]) => {
        const values = group.flatMap(row => row[field] ?? []).toSorted()
        if (name === 'sortsFirst') return [alias, values[0]]
        if (name === 'sortsLast') return [alias, values.at(-1)]
        return [alias, String(new Set(values).size)]
      }),
    ),
  }))
}
