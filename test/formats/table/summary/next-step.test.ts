import { describe, expect, test } from 'vitest'
import { parseCommandLine } from '../../../cli/parse.ts'
import type { Rerun } from '../../../../src/model/options/rerun.ts'
import table from '../../../../src/formats/table.ts'
import type { Report } from '../../../../src/model/report/report.ts'
import { anUnreadableRecord, aRecord, aReport } from '../../a-report.ts'
import { plainRerun } from '../../../model/plain-rerun.ts'
import { PIPED, render } from '../../render.ts'

/** The words of a command line: what a shell makes of it. */
const wordsOf = (line: string): string[] =>
  Array.from(line.matchAll(/(?:[^\s']|'[^']*')+/g), ([word]) => word.replace(/'([^']*)'/g, '$1'))

function rerunAfter(line: string, program: string): Rerun {
  const parsed = parseCommandLine(wordsOf(line), {})
  if ('show' in parsed) throw new Error('no audit')
  return { ...parsed.options.show.rerun, program }
}

/** What the summary proposes after this command line. */
function nextAfter(line: string, report: Report): string | undefined {
  const rerun = rerunAfter(line, 'kms-audit')
  return /^Next: .*\n {2}(.*)$/m.exec(render(table, report, { ...PIPED, rerun }))?.[1]
}

const whyAfter = (report: Report): string | undefined => {
  const rerun = rerunAfter('', 'npm start --')
  return /^Next: (.*)$/m.exec(render(table, report, { ...PIPED, rerun }))?.[1]
}

const silent = aRecord({ disposition: 'silent', last_used: 'Never since 2026-04-23' })
const withUnused: Report = {
  ...aReport({ keys: [silent] }),
  savings: { ...aReport().savings, unused_key_count: 1, monthly_savings: 1, annual_savings: 12 },
}
const inUse = aReport()
const denied = {
  account_id: '111122223333',
  region: 'eu-west-1',
  key_id: null,
  operation: 'kms:ListKeys',
  reason: 'denied',
  message: 'no',
} as const
const withGap = aReport({ keys: [anUnreadableRecord()], gaps: [denied] })
const empty = aReport({ keys: [] })
const withoutSources: Report = { ...inUse, scope: { ...inUse.scope, sources: [] } }

const PROOF = '--only unused --double-check'

describe('next step', () => {
  test.each<[what: string, line: string, report: Report, next: string]>([
    ['proves unused keys', '--demo', withUnused, `kms-audit --demo ${PROOF}`],
    [
      'keeps Regions and profiles',
      '-r eu-*,us-east-1 -p a,b',
      withUnused,
      `kms-audit -r 'eu-*,us-east-1' -p a,b ${PROOF}`,
    ],
    ['keeps repeated options', '-r a-b-1 -r c-d-2', withUnused, `kms-audit -r a-b-1 -r c-d-2 ${PROOF}`],
    ['quotes what a shell would read otherwise', "-p 'my profile'", withUnused, `kms-audit -p 'my profile' ${PROOF}`],
    [
      'keeps how keys are judged',
      '--unused-days 30 --checks',
      withUnused,
      `kms-audit --unused-days 30 --checks ${PROOF}`,
    ],
    ['leaves out how the report was shown', '-q --strict --only stale -f x.txt', withUnused, `kms-audit ${PROOF}`],
    ['asks CloudTrail where the sources left it out', '--source kms', withUnused, `kms-audit ${PROOF} --source auto`],
    [
      'keeps the archive of the sample account, which no option names',
      '--demo --source kms,archive',
      { ...withUnused, scope: { ...withUnused.scope, sources: ['kms', 'archive'] } },
      `kms-audit --demo ${PROOF} --source kms,cloudtrail,cloudwatch,archive`,
    ],
    [
      'leaves an archive to auto that an option names',
      '--source kms,archive --trail-index ix',
      {
        ...withUnused,
        scope: { ...withUnused.scope, sources: ['kms', 'archive'], archive_options: ['--trail-index', 'ix'] },
      },
      `kms-audit --trail-index ix ${PROOF} --source auto`,
    ],
    ['checks what has been proved', '--double-check', withUnused, `kms-audit ${PROOF} --checks`],
    [
      'keeps the evidence of what has been checked',
      '--double-check --checks',
      { ...withUnused, findings: [] },
      `kms-audit --checks ${PROOF} -o json -f unused-keys.json`,
    ],
    ['runs the checks where no key is unused', '-r eu-west-1', inUse, 'kms-audit -r eu-west-1 --checks'],
    [
      'keeps a baseline where nothing is left to do',
      '--checks',
      { ...inUse, findings: [] },
      'kms-audit --checks -o json -f kms-baseline.json',
    ],
    ['asks for the last use', '--source none', withoutSources, 'kms-audit --source auto'],
    [
      'asks for the last use, whatever else is missing',
      '--source none',
      { ...withoutSources, summary: withGap.summary, gaps: withGap.gaps },
      'kms-audit --source auto',
    ],
    ['runs again once the gap is closed', '-p prod', withGap, 'kms-audit -p prod'],
    ['looks into other Regions where there is no key', '-r eu-west-1 -p a', empty, 'kms-audit -p a -r all'],
    ['does not look for other Regions of the demo', '--demo', empty, 'kms-audit --demo --checks'],
    ['lists the unused keys of a saved report', '--from r.json', withUnused, 'kms-audit --from r.json --only unused'],
    [
      'checks the unused keys of a saved report',
      '--from r.json --only unused',
      withUnused,
      'kms-audit --from r.json --only unused --checks',
    ],
    [
      'writes the unused keys of a saved report as CSV',
      '--from r.json --only unused --checks',
      { ...withUnused, findings: [] },
      'kms-audit --checks --from r.json --only unused -o csv -f keys.csv',
    ],
  ])('next step: %s', (_, line, report, next) => {
    expect(nextAfter(line, report)).toBe(next)
    expect(parseCommandLine(wordsOf(next).slice(1), {})).toHaveProperty('command', 'audit')
  })

  test.each([
    ['reads a report from stdin, which is used up', '--from -'],
    ['has a word that cannot be printed', '-p a\u202eb'],
  ])('next step: none is suggested if the run %s', (_, line) => expect(nextAfter(line, withUnused)).toBeUndefined())

  test('next step: the command is one line, even on a narrow terminal', () => {
    const rerun: Rerun = {
      ...plainRerun,
      program: 'npm start --',
      options: [{ name: 'region', words: ['-r', 'eu-west-1,eu-west-2,eu-west-3,eu-central-1'] }],
    }
    const view = { ...PIPED, terminal: true, width: 60, rerun }
    const command = `npm start -- -r eu-west-1,eu-west-2,eu-west-3,eu-central-1 ${PROOF}`
    expect(render(table, withUnused, view).split('\n').at(-2)).toBe(`  ${command}`)
  })

  test.each([
    ['what to allow', withGap, 'allow kms:ListKeys in eu-west-1 of account 111122223333, then run this again:'],
    [
      'whose answer is missing',
      aReport({ keys: [anUnreadableRecord()], gaps: [{ ...denied, key_id: 'k', reason: 'server_error' }] }),
      'run this again, because kms:ListKeys failed for key k in eu-west-1 of account 111122223333 (server error):',
    ],
    [
      'that the credentials have expired',
      aReport({ keys: [anUnreadableRecord()], gaps: [{ ...denied, account_id: '', reason: 'expired' }] }),
      'renew the credentials, then run this again:',
    ],
  ])('next step: its purpose is %s', (_, report, why) => expect(whyAfter(report)).toBe(why))
})

test.each([
  ['an audit', '--tag team=payments'],
  ['a saved report', '--from keys.json --tag team=payments'],
])('next step: none is suggested if a filter leaves no key of %s', (_, line) => {
  const report = aReport({ keys: [] })
  const places = report.scope.places.map(place => ({ ...place, left_out: { tag: 3 } }))
  const gap = { ...denied, operation: 'kms:DescribeKey', key_id: 'a-key' }
  const filtered = { ...report, gaps: [gap], scope: { ...report.scope, places, tags: ['team=payments'] } }
  expect(nextAfter(line, filtered)).toBeUndefined()
})
