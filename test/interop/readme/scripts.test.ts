import { spawnSync } from 'node:child_process'
import { describe, expect, test, vi } from 'vitest'
import { sampleWorld } from '../../../src/simulation/sample/sample-account.ts'
import type { SimRegion, SimulatedWorld } from '../../../src/simulation/world/world.ts'
import type { SimKey } from '../../../src/simulation/world/sim-key.ts'
import { sampleWithFewGrants } from '../../sample-world.ts'
import { DAY } from '../../../src/model/time.ts'
import { codeIn, guide, sectionOf } from '../../readme/documents.ts'
import { runScript } from './shell.ts'

vi.setConfig({ testTimeout: 30_000 })

describe('the line for cron', () => {
  const lines = codeIn(sectionOf('## A monthly report from cron', guide('scripts')), 'cron')
    .trim()
    .split('\n')
  const job = lines.find(line => /^\S+ \S+ \S+ \S+ \S+ /.test(line)) ?? ''

  test('cron line: it runs once a month', () => expect(job).toMatch(/^\d+ \d+ 1 \* \* kms-audit /))

  test('cron line: it writes a file named after the month', async () => {
    const before = thisMonth()
    const { exit, out, err, files } = await runScript('/bin/sh', asCronReadsIt(job), sampleWorld(Date.now()))
    expect({ exit, out, err }).toEqual({ exit: 0, out: '', err: '' })
    const [name = ''] = Object.keys(files).filter(file => file.endsWith('.txt'))
    expect([before, thisMonth()]).toContain(name)
    expect(files[name]).toMatch(/^\+-+[^]*\nKeys {8}22 .* in 3 Regions of account 111122223333/)
    expect(files['kms-audit.log']).toMatch(/^kms-audit: /)
    expect(files['kms-audit.log']).not.toContain('Never')
  })

  test('cron line: a plain redirection works, because stderr in the same file does not change the count', async () => {
    const [, line = ''] =
      /`(kms-audit [^`]* 2>&1)`/.exec(sectionOf('## A monthly report from cron', guide('scripts'))) ?? []
    const { exit, files } = await runScript('/bin/sh', line, sampleWorld(Date.now()))
    expect(exit).toBe(0)
    expect(files['kms.txt']).toMatch(/^kms-audit: .*gaps/m)
    expect(files['kms.txt']?.match(/Never/g)).toHaveLength(7)
  })
})

describe('the line for cron with differences', () => {
  const section = sectionOf('## What changed since last month', guide('scripts'))
  const job =
    codeIn(section, 'cron')
      .split('\n')
      .find(line => /^\d+ \d+ 1 \* \* /.test(line)) ?? ''
  const before = 'mkdir "$HOME/kms" && kms-audit -q -r us-east-1 --checks -o json=kms/2026-01.json'

  test('cron line with differences: it writes report, trend and differences, and mails what changed', async () => {
    const [last] = thisMonth().split('.')
    const script = `${before} && sed -i 's/"generated_at": "[0-9-]*T/"generated_at": "2026-01-01T/' kms/2026-01.json\n`
    const { exit, out, err, files } = await runScript(
      '/bin/sh',
      `${script}${asCronReadsIt(job)}\nmv * "$HOME" && rmdir "$HOME/kms"`,
      sampleWithFewGrants(Date.now()),
    )
    expect({ exit, err }).toEqual({ exit: 0, err: '' })
    expect(out).toMatch(/^Old {9}2026-01\.json: 10 keys/m)
    expect(out).toContain('only in ')
    expect(Object.keys(files)).toEqual(expect.arrayContaining([`${last?.slice(4)}.json`, 'trend.html', 'diff.html']))
  })
})

const thisMonth = (): string => `kms-${new Date().toISOString().slice(0, 7)}.txt`

/** An unescaped `%` is a line end to cron, and what follows is the job's stdin. */
function asCronReadsIt(job: string): string {
  const command = job.replace(/^(\S+ ){5}/, '')
  expect(command).not.toMatch(/(?<!\\)%/)
  return command.replaceAll('\\%', '%')
}

const alert = codeIn(sectionOf('## An alert', guide('scripts')), 'sh')

describe.each(['/bin/sh', 'bash'].filter(isInstalled))('under %s', shell => {
  test('README scripts: under %s the loop over AWS_DEFAULT_REGION writes one file for each Region', async () => {
    const loop = codeIn(sectionOf('## One file for each Region', guide('scripts')), 'sh')
    const { exit, out, files } = await runScript(shell, loop, sampleWorld(Date.now()), { AWS_REGION: 'eu-central-1' })
    expect({ exit, out }).toEqual({ exit: 0, out: '' })
    expect(Object.keys(files).toSorted()).toEqual(['kms-eu-west-1.csv', 'kms-us-east-1.csv'])
    for (const region of ['eu-west-1', 'us-east-1']) {
      const regions = files[`kms-${region}.csv`]?.match(/arn:aws:kms:[\w-]+/g) ?? []
      expect(new Set(regions)).toEqual(new Set([`arn:aws:kms:${region}`]))
    }
  })

  test('README scripts: under %s the alert names the keys that were never seen in use', async () => {
    const { exit, out, files } = await runScript(shell, alert, sampleWorld(Date.now()))
    expect(exit).toBe(0)
    expect(out).toMatch(/^5 KMS keys without any known use:\n(\| .* \| Never .*\n){5}$/)
    expect(files).toEqual({})
  })
})

describe('the alert', () => {
  test('README alert: it prints nothing when no key matches, although grep then fails', async () => {
    expect(await runScript('/bin/sh', alert, tidied())).toEqual({ exit: 0, out: '', err: '', files: {} })
  })

  test('README alert: it fails when the audit fails', async () => {
    const world = sampleWorld(Date.now())
    const { exit, out, err, files } = await runScript('/bin/sh', alert, world, { AWS_ACCESS_KEY_ID: 'AKIAUNKNOWN' })
    expect({ exit, out, files }).toEqual({ exit: 3, out: '', files: {} })
    expect(err).toContain('credentials')
  })
})

/** The sample account when every idle key has gone; what may not be read is still refused. */
function tidied(): SimulatedWorld {
  const world = sampleWorld(Date.now())
  const isUsed = ({ uses }: SimKey): boolean =>
    uses.some(({ at, errorCode }) => errorCode === undefined && at > world.clock() - 30 * DAY)
  const tidy = ({ keys, ...rest }: SimRegion): SimRegion => ({
    ...rest,
    keys: Array.from(typeof keys === 'function' ? keys() : keys).filter(isUsed),
  })
  const accounts = world.accounts.map(account => ({
    ...account,
    regions: Object.fromEntries(Object.entries(account.regions).map(([name, region]) => [name, tidy(region)])),
  }))
  return { ...world, accounts }
}

/** A machine without bash still tries the scripts in its own shell. */
function isInstalled(shell: string): boolean {
  return spawnSync(shell, ['-c', 'exit 0']).status === 0
}
