import { expect, test } from 'vitest'
import { displayWidth } from '../../../src/lib/text/width.ts'
import { simKey } from '../../../src/simulation/world/sim-key.ts'
import { readCsv } from '../../formats/read-csv.ts'
import { memoryIo } from '../../memory-io.ts'
import { FAST, run } from '../../run.ts'
import { aWorld, id } from '../../simulation/services/clients.ts'
import { denied, twoKeys, uses, worldOf } from './event-history.ts'

test('activity: the table says how far it got, who called which key, and what is unusual', async () => {
  const { out } = await run(['activity', '-o', 'table', '--max-pages', '12'], twoKeys)
  expect(out).toContain(
    'Activity    2026-11-19 14:30 UTC to 2026-11-20 14:30 UTC; events after 2026-11-20 14:15 UTC may be',
  )
  expect(out).toMatch(
    /^Incomplete {2}111122223333 us-east-1: events of 1 key since 2026-11-20 \d\d:\d\d UTC only; stopped after/m,
  )
  expect(out).toMatch(/^\| role\/app +\| >= 503 +\| +>= 0 \| +>= 500 \| +>= 1 /m)
  expect(out).toMatch(/^\| quiet +\| role\/app +\| Encrypt +\| +3 \| - +\| 192\.0\.2\.10 /m)
  expect(out).toContain('>= 503 successful calls of principals carry no encryption context')
  expect(out).toContain('of other accounts: not visible')
})

test('activity: on a terminal of 80 columns no line is wider, and what is left out is named', async () => {
  const io = memoryIo({ tty: true, columns: 80, env: { ...FAST, NO_COLOR: '1' } })
  const { out } = await run(['activity', '--no-progress', '--max-pages', '12'], twoKeys, { io })
  expect(out.split('\n').filter(line => displayWidth(line) > 80)).toEqual([])
  expect(out).toContain('Not shown')
  expect(out).toContain('role/app')
})

test('activity: -o csv has a line for each row of calls', async () => {
  const { out } = await run(['activity', '-o', 'csv'], worldOf(uses('Decrypt', 3), denied))
  const [head = [], ...rows] = readCsv(out)
  const cell = (name: string): (string | undefined)[] => rows.map(row => row[head.indexOf(name)])
  expect(cell('Calls')).toEqual(['6'])
  expect(cell('Failures')).toEqual(['AccessDenied=3'])
  expect(cell('Sources')).toEqual(['192.0.2.10=6'])
  expect(cell('WithoutContext')).toEqual(['3'])
})

test('activity: -o html has the callers, the totals and the findings', async () => {
  const { out } = await run(['activity', '-o', 'html'], worldOf(uses('Decrypt', 3), denied))
  for (const text of ['role/app', 'Calls by source address', 'AccessDenied 3', 'activity-denied', 'not visible'])
    expect(out).toContain(text)
})

test('activity: the table and CSV name dry runs, if there are any', async () => {
  const dryRuns = uses('Decrypt', 4, { errorCode: 'DryRunOperationException' })
  const { out } = await run(['activity'], worldOf(dryRuns, denied))
  expect(out).toMatch(/^\| Principal +\| Calls \| Failed \| Dry runs \|/m)
  expect(out).toMatch(/^\| role\/app +\| +7 \| +3 \| +4 \|/m)
  expect(out).toMatch(/ AccessDenied 3, 4 dry runs /)
  const [head = [], row = []] = readCsv((await run(['activity', '-o', 'csv'], worldOf(dryRuns, denied))).out)
  expect([row[head.indexOf('Failed')], row[head.indexOf('DryRuns')]]).toEqual(['3', '4'])
  expect((await run(['activity'], worldOf(denied))).out).not.toContain('Dry runs')
})

test('activity: calls of one key have no column for it, because it is named above', async () => {
  const { out } = await run(['activity', '--key', 'alias/quiet'], twoKeys)
  expect(out).toMatch(/^Key +alias\/quiet arn:aws:kms:us-east-1:111122223333:key\/\S+2$/m)
  expect(out).toMatch(/^\| Caller +\| Operation \| Calls \|/m)
  const key = simKey({ id: id(1), aliases: ['alias/a', 'alias/b', 'alias/c'], uses: [uses('Decrypt', 3)] })
  expect((await run(['activity'], aWorld([key]))).out).toMatch(/^Key +alias\/a \+2 arn:/m)
  const io = memoryIo({ tty: true, columns: 80, env: { ...FAST, NO_COLOR: '1' } })
  const terminal = await run(['activity', '--key', 'alias/quiet', '--no-progress'], twoKeys, { io })
  expect(terminal.out).toMatch(/^Key +alias\/quiet [\w-]{35}2$/m)
})
