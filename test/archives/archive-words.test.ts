import { expect, test } from 'vitest'
import { commandsIn } from '../../src/cli/command.ts'
import { readRequest } from '../../src/cli/read-request.ts'
import * as registry from '../../src/commands/index.ts'
import type { ArchiveOptions } from '../../src/model/options/archive-options.ts'
import { archiveWords } from '../../src/archives/registry.ts'
import type { AuditOptions } from '../../src/model/options/options.ts'

/** The archives that a command line names. */
async function archivesOf(words: readonly string[]): Promise<ArchiveOptions> {
  const parsed = await readRequest(commandsIn(registry), words, { env: {}, directory: '/', columns: 80 })
  if ('show' in parsed) throw new Error(parsed.show)
  return (parsed.request as { audit: AuditOptions }).audit.archives
}

const STORE = '1234abcd-12ab-34cd-56ef-1234567890ab'

test.each([
  [['--trail-archive', 'my logs', '--trail-archive=-x', '--trail-index', "it's"]],
  [['--trail-index', '/ix']],
  [['--athena', 'audit.trail@us-east-1', '--athena-digests', 'audit.digests', '--athena-max-bytes', '2TB']],
  [['--athena', 'Audit.Trail@us-east-1', '--athena-workgroup', 'w', '--athena-output', 's3://results/a']],
  [['--security-lake', 'lake.t_cloud_trail_mgmt_2_0@us-east-1']],
  [['--lake', `arn:aws:cloudtrail:eu-west-1:111122223333:eventdatastore/${STORE}`]],
  [['--cloudwatch-logs', 'aws_cloudtrail.management', '--cloudwatch-logs-max-bytes', '500GB']],
  [['--cloudwatch-logs', 'trail-logs@us-east-1', '--trail-index', 'ix', '--lake', `${STORE}@us-east-1`]],
])('named archives: the words for %j name the same archives', async words => {
  const archives = await archivesOf(words)
  expect(await archivesOf(archiveWords(archives, 'eu-west-1'))).toEqual(archives)
})

test.each([
  [
    ['--athena', 'audit.trail'],
    ['--athena', 'audit.trail@eu-west-1'],
  ],
  [
    ['--lake', STORE],
    ['--lake', `${STORE}@eu-west-1`],
  ],
  [
    ['--cloudwatch-logs', 'trail-logs'],
    ['--cloudwatch-logs', 'trail-logs@eu-west-1'],
  ],
])('named archives: %j is searched in the first Region of the run, which its words name', async (words, expected) => {
  const archives = await archivesOf(words)
  expect(archiveWords(archives, 'eu-west-1')).toEqual(expected)
  expect(archiveWords(archives, null)).toEqual(words)
})

test('named archives: each Region has its own events in a data source of CloudWatch Logs', async () => {
  const words = ['--cloudwatch-logs', 'aws_cloudtrail.management']
  expect(archiveWords(await archivesOf(words), 'eu-west-1')).toEqual(words)
})
