import { expect, test } from 'vitest'
import { checks } from '../../../src/checks/index.ts'
import { globsOf, wordsOrGlobs } from '../../../src/cli/kinds/glob.ts'
import { simKey } from '../../../src/simulation/world/sim-key.ts'
import { aWorld, id } from '../../simulation/services/clients.ts'
import { run } from '../../run.ts'

const NAMES = ['grant-broad', 'grant-dead', 'policy-public', 'rotation-off']

test.each([
  [['grant-*'], ['grant-broad', 'grant-dead']],
  [['Policy_*,rotation-off'], ['policy-public', 'rotation-off']],
  [['*-?ff', '*off*'], ['rotation-off']],
  [['*'], NAMES],
])('--check: a glob is every check that it matches, each once, %j', (words, chosen) => {
  expect(globsOf(NAMES, {})(words)).toEqual(chosen)
})

test('--fail-on: a glob of checks stays as it is, and fits no other word', () => {
  const kind = wordsOrGlobs(['unused', ...NAMES], NAMES, {})
  expect(kind(['Grant_*,unused'])).toEqual(['grant-*', 'unused'])
  expect(() => kind(['unus*'])).toThrow()
})

/** A key whose policy lets everyone use it. */
const open = simKey({
  id: id(1),
  aliases: ['alias/open'],
  policy: {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'kms:*', Resource: '*' }],
  },
})

test('globs: with --check and --fail-on only those checks run, and their findings decide the exit code', async () => {
  const { exit, report, err, aws } = await run(
    ['-o', 'json', '--source', 'none', '--check', 'policy-*', '--fail-on', 'policy-p*'],
    aWorld([open]),
  )
  expect(report().scope.checks).toEqual(Object.keys(checks).filter(each => each.startsWith('policy-')))
  expect(exit).toBe(1)
  expect(err).toMatch(/--fail-on policy-p\*: 1 finding/)
  expect(aws.calls).not.toHaveProperty('kms:ListGrants')
})

test('globs: with --fail-on and a glob that matches no finding the exit code is 0', async () => {
  const { exit } = await run(['-o', 'json', '--source', 'none', '--checks', '--fail-on', 'grant-*'], aWorld([open]))
  expect(exit).toBe(0)
})
