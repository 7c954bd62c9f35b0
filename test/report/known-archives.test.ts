import { expect, test } from 'vitest'
import { archiveFlag, archiveOptionNames } from '../../src/archives/registry.ts'
import { parseReport } from '../../src/report/saved-report.ts'
import { aReport } from '../formats/a-report.ts'

async function read(archive_options: string[]): Promise<string[] | undefined> {
  const report = aReport()
  const { scope } = await parseReport({ ...report, scope: { ...report.scope, archive_options } }, 'keys.json')
  return scope.archive_options
}

test.each([
  [['--trail-index', 'ix', '--role-arn', 'arn:aws:iam::444455556666:role/x']],
  [['--trail-index', '--execute']],
  [['--trail-index', 'ix', '--output-file=x']],
  [['-f', 'x']],
])('saved report: of the words %j, none is proposed', async words => expect(await read(words)).toBeUndefined())

test.each(archiveOptionNames.map(archiveFlag))('saved report: the option %s of an archive is kept', async flag => {
  expect(await read([flag, 'x'])).toEqual([flag, 'x'])
  expect(await read([`${flag}=-x`])).toEqual([`${flag}=-x`])
})
