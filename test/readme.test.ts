import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test, vi } from 'vitest'
import { liveOptions } from '../src/cli/groups/index.ts'
import { nameOf, type OptionEntry } from '../src/cli/option.ts'
import { operationsFor } from '../src/model/operations/operations.ts'
import { checks } from '../src/checks/index.ts'
import { commands, parseCommandLine } from './cli/parse.ts'
import { deniedByIdentityPolicy } from '../src/simulation/faults/aws-errors.ts'
import { sampleWorld } from '../src/simulation/sample/sample-account.ts'
import { DIFF_GATE_WORDS } from '../src/model/history/diff-gate.ts'
import { CSV_COLUMNS } from '../src/formats/csv.ts'
import { DISPOSITIONS, UNUSED } from '../src/model/usage.ts'
import type { PolicyDocument } from '../src/model/options/permissions.ts'
import { blocks, markedIn, NOW, renewed } from './readme/blocks.ts'
import {
  anchorsOf,
  codeIn,
  commandLinesIn,
  documents,
  guide,
  linksOf,
  readme,
  ROOT,
  sectionOf,
} from './readme/documents.ts'
import { run } from './run.ts'

// The blocks are written side by side, which takes minutes where processors are busy.
vi.setConfig({ testTimeout: 180_000 })

test('generated blocks: each one is in the README or in one page of the guide', () => {
  const marked = documents.flatMap(({ text }) => markedIn(text)).filter(name => name !== 'bench')
  expect(marked.toSorted()).toEqual(Object.keys(blocks).toSorted())
})

// Some wait for the quotas of the simulated AWS, so they run side by side.
describe.concurrent('generated blocks', () => {
  test.for(documents.filter(({ text }) => markedIn(text).length > 0))(
    'generated blocks: those of $path are what the program writes today',
    async ({ path, text }, { expect: expectHere }) => {
      await expectHere(await renewed(text)).toMatchFileSnapshot(`../${path}`)
    },
  )
})

test('README: it has the commands to try and to test the program, word for word', () => {
  for (const command of ['npm ci && npm start -- --demo', 'npm ci && npm test'])
    expect(readme).toContain(`\n\`\`\`sh\n${command}\n\`\`\`\n`)
})

test.each(documents)('links: those of $path lead to files and headings that exist', document => {
  const broken = linksOf(document).filter(({ path, anchor }) => {
    if (path === null) return false
    if (!existsSync(ROOT + path)) return true
    return anchor !== null && !anchorsOf(readFileSync(ROOT + path, 'utf8')).includes(anchor)
  })
  expect(broken.map(({ target }) => target)).toEqual([])
})

test('links: every page of the guide is linked from the README', () => {
  const linked = new Set(
    documents
      .filter(({ path }) => path === 'README.md')
      .flatMap(linksOf)
      .map(({ path }) => path),
  )
  expect(documents.map(({ path }) => path).filter(path => path !== 'README.md' && !linked.has(path))).toEqual([])
})

test('README: it explains every verdict, and which of them count as unused', () => {
  const rows = rowsOf(sectionOf('### Verdict', readme))
  expect(rows.map(([id]) => id)).toEqual(DISPOSITIONS.map(code))
  expect(rows.filter(row => row[2] === 'yes').map(([id]) => id)).toEqual(UNUSED.map(code))
})

const code = (id: string): string => `\`${id}\``

test('README: it explains every column of the CSV, in their order', () => {
  const names = rowsOf(sectionOf('### CSV columns', readme)).flatMap(([name = '']) => name.split(', '))
  expect(names).toEqual(CSV_COLUMNS.map(code))
})

test('README: it has fewer than 300 lines', () => {
  expect(readme.trimEnd().split('\n').length).toBeLessThan(300)
})

test('README: it states the number of checks', () => {
  expect(sectionOf('## Checks', readme)).toContain(`runs ${Object.keys(checks).length} checks`)
})

test.each(documents)('checks: $path names only checks that exist', ({ text }) => {
  const families = new Set(Object.keys(checks).map(id => id.split('-')[0]))
  const named = Array.from(text.matchAll(/`([a-z]+)(-[a-z]+)+`/g), ([span, family = '']) => ({ span, family }))
  const missing = named.filter(({ span, family }) => families.has(family) && !(span.slice(1, -1) in checks))
  expect(missing.map(({ span }) => span).filter(span => !COLUMNS.includes(span))).toEqual([])
})

/** Names of columns and options, and words of `--fail-on` of `kms-audit diff`, that look like ids of checks. */
const COLUMNS = ['key-spec', ...DIFF_GATE_WORDS, ...Object.values<OptionEntry>(liveOptions).map(nameOf)].map(
  word => `\`${word}\``,
)

/** The cells of a table's rows, without its head. */
const rowsOf = (text: string): string[][] =>
  (text.match(/^\|.*\|$/gm) ?? []).slice(2).map(row =>
    row
      .slice(1, -1)
      .split('|')
      .map(cell => cell.trim()),
  )

const wordsOf = (line: string): string[] => line.split(/\s+/).map(word => word.replaceAll("'", ''))

const commandLines = new Set(documents.flatMap(({ text }) => commandLinesIn(text)))

test.each([...commandLines].filter(line => line !== '' && !line.includes('$')))(
  'commands: kms-audit %s is valid',
  line => {
    const [command = ''] = wordsOf(line)
    expect(parseCommandLine(wordsOf(line), {})).toHaveProperty('command', command in commands ? command : 'audit')
  },
)

describe('the IAM policy', () => {
  test('IAM policy: it allows what a default run calls, and nothing else', async () => {
    expect((await actionsOf([])).toSorted()).toEqual(allowed()[0])
  })

  test('IAM policy: for -r all it allows what that calls besides, and nothing else', async () => {
    const actions = [...(await actionsOf(['-r', 'all'])), ...(await actionsOf(['-r', 'all'], ['ListRegions']))]
    expect([...new Set(actions)].toSorted()).toEqual(allowed().flat().toSorted())
  })
})

test('IAM policy: for publishing it allows what sending calls besides, and nothing else', async () => {
  const { Statement } = JSON.parse(codeIn(guide('security-hub'), 'json')) as PolicyDocument
  const checked = ['--source', 'none', '--check', 'description-missing']
  const audits = await actionsOf(checked)
  const publishes = await actionsOf(['publish', 'security-hub', '--yes', ...checked])
  expect(publishes.filter(action => !audits.includes(action)).toSorted()).toEqual(Statement[0]?.Action)
})

const ORGANIZATIONS = ['organizations', 'organizational-units', 'trusted-organization'] as const

describe('the template for the accounts of an organization', () => {
  test('organization template: it allows the same as the IAM policy', () => {
    const template = codeIn(guide('organizations'), 'yaml')
    const actions = Array.from(template.matchAll(/^ +- ([a-z0-9]+:\w+)$/gm), ([, action = '']) => action)
    expect(actions.toSorted()).toEqual(allowed().flat().toSorted())
  })

  test('organization template: the guide has the permissions that listing the organization takes', () => {
    const { Statement } = JSON.parse(codeIn(guide('organizations'), 'json')) as PolicyDocument
    const organizations = ORGANIZATIONS.flatMap(operationsFor).toSorted()
    expect([Statement[0]?.Action].flat()).toEqual(organizations)
  })
})

/** Statement by statement. */
function allowed(): (readonly string[])[] {
  const { Statement } = JSON.parse(codeIn(guide('permissions'), 'json')) as PolicyDocument
  return Statement.map(({ Action }) => Action)
}

/** What a run calls in the sample account. Whoever has credentials may ask whose they are: that needs no permission. */
async function actionsOf(argv: readonly string[], refused: readonly string[] = []): Promise<string[]> {
  const faults = refused.map(operation => deniedByIdentityPolicy({ operation }))
  const { aws, exit } = await run(argv, sampleWorld(NOW), { faults })
  expect(exit).toBe(0)
  return Object.keys(aws.calls).filter(operation => operation !== 'sts:GetCallerIdentity')
}
