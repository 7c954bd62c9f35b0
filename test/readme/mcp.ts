import { wrap } from '../../src/lib/text/wrap.ts'
import { type Answer, serve, type Served } from '../commands/mcp/serve.ts'
import { sampleWithFewGrants } from '../sample-world.ts'
import { tableOf } from './markdown.ts'

/** The day of the screen. */
const NOW = Date.UTC(2026, 10, 20, 14, 30)

const sample = (): Promise<Served> => serve(['-q', '-r', 'us-east-1,eu-west-1'], sampleWithFewGrants(NOW))

/** Every tool with its arguments, as the server lists them if nothing is fixed but the Regions. */
export async function mcpToolsMarkdown(): Promise<string> {
  const { client, close } = await sample()
  const { tools } = await client.listTools()
  await close()
  const rows = tools.map(({ name, title = '', inputSchema: { properties = {} } }) => [
    `\`${name}\``,
    title,
    Object.keys(properties)
      .map(each => `\`${each}\``)
      .join(', '),
  ])
  return tableOf(['Tool', 'What it does', 'Arguments'], rows)
}

const CALLS: readonly [tool: string, given: object][] = [
  ['audit', { checks: true }],
  ['keys', { audit_id: 'audit-1', only: ['unused'], columns: ['alias', 'region', 'last-used', 'cost'], limit: 2 }],
  ['findings', { audit_id: 'audit-1', severity: 'critical', limit: 1 }],
  ['audit', { unused_days: 0 }],
]

/** Calls about the sample account, and the parts of the answers that fit on a screen. */
export async function mcpScreen(): Promise<string> {
  const { call, close } = await sample()
  const lines: string[] = []
  for (const [tool, given] of CALLS)
    lines.push(`> ${tool} ${JSON.stringify(given)}`, ...shown(await call(tool, given)), '')
  await close()
  return `${lines.join('\n').trimEnd()}\n`
}

function shown({ error, audit_id, rows, summary, savings, total, next_cursor }: Answer): string[] {
  if (error !== undefined) return [`< error: ${error}`]
  const part =
    rows === undefined
      ? { audit_id, summary, savings }
      : { total, rows: rows.map(brief), next_cursor: next_cursor?.replace(/(?<=^.{8}).*/, '…') }
  return wrap(`< ${JSON.stringify(part).replaceAll(',"', ', "').slice(0, -1)}, … }`, 116)
}

/** The fields of a finding that say what was found. */
const brief = ({ check, severity, detail, ...row }: Record<string, unknown>): object =>
  check === undefined ? row : { check, severity, detail }
