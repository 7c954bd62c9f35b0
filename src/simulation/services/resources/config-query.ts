import { WireError } from '../../wire/call.ts'

type Fields = Readonly<Record<string, unknown>>

/** An advanced query of AWS Config, as far as the program uses it. */
export interface ConfigQuery {
  matches(record: Fields): boolean
  /** Keeps the selected properties of a record. */
  select(record: Fields): unknown
}

/**
 * Understands queries with one condition: `SELECT arn WHERE resourceType = 'AWS::KMS::Key'`, or
 * `… WHERE configuration.kmsKeyId LIKE 'arn%'`.
 * https://docs.aws.amazon.com/config/latest/developerguide/query-components.html
 */
export function configQuery(expression: unknown): ConfigQuery {
  if (last === null || last.expression !== expression) last = { expression, query: parsed(expression) }
  return last.query
}

/** The last query: every record of a long list is compared with it. */
let last: { expression: unknown; query: ConfigQuery } | null = null

function parsed(expression: unknown): ConfigQuery {
  const parts = /^SELECT\s+(.+?)\s+WHERE\s+(\S+)\s+(?:=\s+'([^'%]*)'|LIKE\s+'([^'%]{3,})%')$/.exec(String(expression))
  if (parts === null || String(expression).length > 4096)
    throw new WireError('InvalidExpressionException', 'The expression is not valid.')
  const [, selected = '', path = '', value, beginning] = parts
  const wanted = selected.split(/\s*,\s*/).map(property => property.split('.'))
  return {
    matches: record =>
      textsAt(record, path.split('.')).some(text =>
        beginning === undefined ? text === value : text.startsWith(beginning),
      ),
    select: record => selectedOf(record, wanted),
  }
}

/** Returns the texts at a path. A list on the way is for each of its items. */
function textsAt(value: unknown, path: readonly string[]): string[] {
  if (Array.isArray(value)) return value.flatMap((each: unknown) => textsAt(each, path))
  const [name, ...rest] = path
  if (name === undefined) return typeof value === 'string' ? [value] : []
  return isFields(value) ? textsAt(value[name], rest) : []
}

function selectedOf(value: unknown, paths: readonly (readonly string[])[]): unknown {
  if (paths.some(path => path.length === 0)) return value
  if (Array.isArray(value)) return value.map((each: unknown) => selectedOf(each, paths))
  if (!isFields(value)) return value
  const names = [...new Set(paths.map(([name = '']) => name))].filter(name => name in value)
  const below = (name: string) => paths.filter(([first]) => first === name).map(([, ...rest]) => rest)
  return Object.fromEntries(names.map(name => [name, selectedOf(value[name], below(name))]))
}

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null
