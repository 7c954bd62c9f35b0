import { expect, test } from 'vitest'
import { run } from '../../run.ts'
import { REGION, writtenArchive } from './written-archive.ts'

const archive = writtenArchive()

test.each<[args: string[], message: string]>([
  [
    ['--trail-archive', '.', '--athena', 'db.t'],
    '--trail-archive and --athena name two archives, but calls are read from one. Leave one of them out.',
  ],
  [
    ['--lake', '12345678-1234-1234-1234-123456789012', '--max-pages', '20'],
    '--max-pages has no effect with --lake. It limits how much event history is read.',
  ],
  [['--until', '2024-12-31'], '--until has no effect without an archive. Add --trail-archive DIR.'],
  [
    ['--since', '2024-01-01'],
    'CloudTrail keeps 90 days in its event history, and 2024-01-01 is before that. Use --since 90d at most, or name an archive, such as --trail-archive DIR.',
  ],
  [
    ['--since', '3y'],
    '--since 3y is longer than the 90 days that CloudTrail keeps in its event history. Use --since 90d at most, or name an archive, such as --trail-archive DIR.',
  ],
  [
    ['--since', '2024-13-01'],
    "--since takes a time such as 24h, 30d or 2y, or a day such as 2024-01-31, not '2024-13-01'.",
  ],
  [['--since', '2027-01-01'], '2027-01-01 has not begun yet. Use an earlier --since.'],
  [['--trail-archive', 'nowhere-at-all'], expect.stringContaining('nowhere-at-all')],
])('activity: %j is refused with the next step', async (args, message) => {
  const { exit, err, out } = await run(['activity', '-r', REGION, ...args], archive.world())
  expect({ exit, err, out }).toEqual({
    exit: 2,
    err: typeof message === 'string' ? `kms-audit: ${message}\n` : message,
    out: '',
  })
})

test('activity of an archive: a time that begins after its end is refused', async () => {
  const { exit, err } = await archive.activity('--since', '2024-03-04', '--until', '2024-03-01')
  expect(exit).toBe(2)
  expect(err).toContain('starts on 2024-03-04, after it ends.')
})
