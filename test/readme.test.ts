import { existsSync } from 'node:fs'
import { describe, expect, test, vi } from 'vitest'
import { RATES } from '../src/aws/rates.ts'
import { parseCommandLine } from '../src/cli.ts'
import { commands } from '../src/commands/index.ts'
import { deniedByIdentityPolicy } from '../src/demo/refusals.ts'
import { sampleWorld } from '../src/demo/sample-account.ts'
import { DISPOSITIONS, UNUSED } from '../src/model/usage.ts'
import { blocks, markedIn, NOW, type Policy, renewed } from './readme/blocks.ts'
import { codeIn, readme, ROOT, sectionOf } from './readme/readme.ts'
import { run } from './run.ts'

vi.setConfig({ testTimeout: 30_000 })

test('what the program can write of it is what the program writes today', async () => {
  expect(
    markedIn(readme)
      .filter(name => name !== 'bench')
      .toSorted(),
  ).toEqual(Object.keys(blocks).toSorted())
  await expect(await renewed(readme)).toMatchFileSnapshot('../README.md')
})

test('the two commands to try it stand in it, word for word', () => {
  for (const command of ['npm ci && npm start -- --demo', 'npm ci && npm test'])
    expect(readme).toContain(`\n\`\`\`sh\n${command}\n\`\`\`\n`)
})

test('every link into the project leads somewhere', () => {
  const links = Array.from(readme.matchAll(/\]\((?!https?:)([^)#]+)/g), ([, path = '']) => path)
  expect(links.length).toBeGreaterThan(1)
  expect(links.filter(path => !existsSync(ROOT + path))).toEqual([])
})

test('every disposition is explained, and which of them count as unused', () => {
  const rows = Array.from(readme.matchAll(/^\| `([a-z-]+)` \| .* \| (yes)? ?\|$/gm))
  expect(rows.map(([, id]) => id)).toEqual(DISPOSITIONS)
  expect(rows.filter(([, , yes]) => yes === 'yes').map(([, id]) => id)).toEqual(UNUSED)
})

const wordsOf = (line: string): string[] => line.split(/\s+/).map(word => word.replaceAll("'", ''))

const commandLines = Array.from(readme.matchAll(/^kms-audit\b([^#|\n]*)/gm), ([, rest = '']) => rest.trim())

test.each(commandLines.filter(line => line !== '' && !line.includes('$')))('kms-audit %s is a command line', line => {
  const [command = ''] = wordsOf(line)
  expect(parseCommandLine(wordsOf(line), {})).toHaveProperty('command', command in commands ? command : 'audit')
})

describe('the IAM policy', () => {
  test('allows what a default run calls, and nothing else', async () => {
    expect((await actionsOf([])).toSorted()).toEqual(allowed()[0])
  })

  test('allows what -r all calls besides, and nothing else', async () => {
    const actions = [...(await actionsOf(['-r', 'all'])), ...(await actionsOf(['-r', 'all'], ['ListRegions']))]
    expect([...new Set(actions)].toSorted()).toEqual(allowed().flat().toSorted())
  })
})

test('the policy for publishing allows what sending calls besides, and nothing else', async () => {
  const { Statement } = JSON.parse(codeIn(sectionOf('### Into Security Hub'), 'json')) as Policy
  const checked = ['--source', 'none', '--check', 'description-missing']
  const audits = await actionsOf(checked)
  const publishes = await actionsOf(['publish', 'security-hub', '--yes', ...checked])
  expect(publishes.filter(action => !audits.includes(action)).toSorted()).toEqual(Statement[0]?.Action)
})

describe('the template for the accounts of an organization', () => {
  test('allows the same', () => {
    const template = codeIn(sectionOf('## Large organizations'), 'yaml')
    const actions = Array.from(template.matchAll(/^ +- ([a-z0-9]+:\w+)$/gm), ([, action = '']) => action)
    expect(actions.toSorted()).toEqual(allowed().flat().toSorted())
  })

  test('goes with the permissions that listing the organization takes', () => {
    const { Statement } = JSON.parse(codeIn(sectionOf('## Large organizations'), 'json')) as Policy
    const organizations = Object.keys(RATES).filter(operation => operation.startsWith('organizations:'))
    expect([Statement[0]?.Action].flat()).toEqual(organizations)
  })
})

/** Statement by statement. */
function allowed(): string[][] {
  const { Statement } = JSON.parse(codeIn(sectionOf('### The permissions it needs'), 'json')) as Policy
  return Statement.map(({ Action }) => Action)
}

/** What a run calls in the sample account. Whoever has credentials may ask whose they are: that needs no permission. */
async function actionsOf(argv: readonly string[], refused: readonly string[] = []): Promise<string[]> {
  const faults = refused.map(operation => deniedByIdentityPolicy({ operation }))
  const { aws, exit } = await run(argv, sampleWorld(NOW), { faults })
  expect(exit).toBe(0)
  return Object.keys(aws.calls).filter(operation => operation !== 'sts:GetCallerIdentity')
}
