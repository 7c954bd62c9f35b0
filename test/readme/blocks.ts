import { CHECK_PERMISSIONS, INVENTORY_PERMISSIONS, REGION_PERMISSIONS } from '../../src/aws/permissions.ts'
import { sampleWorld } from '../../src/demo/sample-account.ts'
import type { Check } from '../../src/checks/check.ts'
import { checks } from '../../src/checks/index.ts'
import { CSV_COLUMNS } from '../../src/formats/csv.ts'
import { formats } from '../../src/formats/index.ts'
import { wrap } from '../../src/lib/wrap.ts'
import { load } from '../../src/lib/registry.ts'
import { exitCodesMarkdown, optionsMarkdown, tableOf } from '../../src/options/markdown.ts'
import { sources } from '../../src/sources/index.ts'
import { sinks } from '../../src/sinks/index.ts'
import type { Sink } from '../../src/sinks/sink.ts'
import type { Source } from '../../src/sources/source.ts'
import { run } from '../run.ts'
import { reportFieldsMarkdown } from './report-fields.ts'

/** The day of the README's screen. */
export const NOW = Date.UTC(2026, 10, 20, 14, 30)

/** What stands between `<!-- name -->` and `<!-- /name -->`, written anew by the program. */
export const blocks: Readonly<Record<string, () => string | Promise<string>>> = {
  screen: async () => fenced('', (await run(['-r', 'us-east-1'], sampleWorld(NOW))).out),
  formats: formatsMarkdown,
  'csv-columns': csvColumnsMarkdown,
  checks: checksMarkdown,
  'check-policy': () => fenced('json', `${JSON.stringify(checkPolicy(), null, 2)}\n`),
  sinks: sinksMarkdown,
  'publish-policy': async () => fenced('json', `${JSON.stringify(await publishPolicy(), null, 2)}\n`),
  policy: async () => fenced('json', `${JSON.stringify(await policy(), null, 2)}\n`),
  sources: sourcesMarkdown,
  options: optionsMarkdown,
  'report-fields': reportFieldsMarkdown,
  'exit-codes': exitCodesMarkdown,
}

const MARKED = /^<!-- ([\w-]+) -->\n[^]*?^<!-- \/\1 -->$/gm

/** Names of the marked blocks, in their order. */
export const markedIn = (text: string): string[] => Array.from(text.matchAll(MARKED), ([, name = '']) => name)

/** The same text with every block that the program can write in its present words. */
export async function renewed(text: string): Promise<string> {
  const written = new Map<string, string>()
  for (const [name, write] of Object.entries(blocks)) written.set(name, await write())
  return text.replace(MARKED, (old, name: string) => {
    const block = written.get(name)
    return block === undefined ? old : `<!-- ${name} -->\n${block}<!-- /${name} -->`
  })
}

export interface Policy {
  Version: string
  Statement: { Sid: string; Effect: string; Action: string[]; Resource: string }[]
}

/** Some of the actions cannot be bound to single keys, so all of them have `*`. */
async function policy(): Promise<Policy> {
  const ofSources = await Promise.all(
    Object.keys(sources).map(async id => (await load<Source>(sources, id)).permissions),
  )
  return {
    Version: '2012-10-17',
    Statement: [
      statement('KmsAudit', [...INVENTORY_PERMISSIONS, ...ofSources.flat()]),
      statement('KmsAuditAllRegions', REGION_PERMISSIONS),
    ],
  }
}

const statement = (Sid: string, actions: readonly string[]) => ({
  Sid,
  Effect: 'Allow',
  Action: [...new Set(actions)].toSorted(),
  Resource: '*',
})

const checkPolicy = (): Policy => ({
  Version: '2012-10-17',
  Statement: [statement('KmsAuditChecks', Object.values(CHECK_PERMISSIONS).flat())],
})

const loadedSinks = (): Promise<[id: string, sink: Sink][]> =>
  Promise.all(Object.keys(sinks).map(async id => [id, await load<Sink>(sinks, id)] as [string, Sink]))

const publishPolicy = async (): Promise<Policy> => ({
  Version: '2012-10-17',
  Statement: [
    statement(
      'KmsAuditPublish',
      (await loadedSinks()).flatMap(([, { permissions }]) => permissions),
    ),
  ],
})

async function sinksMarkdown(): Promise<string> {
  const rows = (await loadedSinks()).map(([id, { title }]) => [`\`kms-audit publish ${id}\``, title] as const)
  return tableOf(['Command', 'Where to'], rows)
}

async function checksMarkdown(): Promise<string> {
  const rows = await Promise.all(
    Object.keys(checks).map(async id => {
      const { severity, title } = await load<Check>(checks, id)
      return [`\`${id}\``, severity, title] as const
    }),
  )
  return tableOf(['Check', 'Severity', 'Expectation'], rows)
}

async function formatsMarkdown(): Promise<string> {
  const rows = await Promise.all(
    Object.keys(formats).map(async id => [`\`-o ${id}\``, (await load(formats, id)).title] as const),
  )
  return tableOf(['Format', 'What it is'], rows)
}

function csvColumnsMarkdown(): string {
  return `${wrap(CSV_COLUMNS.map(name => `\`${name}\``).join(', '), 118).join('\n')}\n`
}

async function sourcesMarkdown(): Promise<string> {
  const rows = await Promise.all(
    Object.keys(sources).map(async id => {
      const { title, complete } = await load<Source>(sources, id)
      return [`\`${id}\``, title, complete ? 'no use in that time' : 'nothing'] as const
    }),
  )
  return tableOf(['Source', 'What it sees', 'Its silence means'], rows)
}

const fenced = (language: string, text: string): string => `\`\`\`${language}\n${text}\`\`\`\n`
