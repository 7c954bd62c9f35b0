import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { filesTable, type TraceRow } from '../../../src/archives/index-store/files-table.ts'
import { writeTable } from '../../../src/archives/index-store/table-writer.ts'
import { ACCOUNT, REGION, temporaryFolder } from './tiny-archive.ts'

function* rowsUntilFull(): Generator<TraceRow> {
  yield { row: 'log', account: ACCOUNT, region: REGION, name: 'a.json', deliveredAt: 0, versions: [] }
  throw new Error('no space')
}

test('index table: an incomplete table does not stay on the disk', async () => {
  const folder = temporaryFolder()
  await expect(writeTable(join(folder, 'files'), filesTable, rowsUntilFull())).rejects.toThrow('no space')
  expect(readdirSync(folder)).toEqual([])
})
