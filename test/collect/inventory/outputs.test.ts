import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Report } from '../../../src/model/report/report.ts'
import { readCsv } from '../../formats/read-csv.ts'
import { id } from '../../simulation/services/clients.ts'
import { run } from '../../run.ts'
import { SHOP } from '../enter/accounts.ts'
import { audit, worldWith } from './recorded-world.ts'

const folder = mkdtempSync(join(tmpdir(), 'kms-audit-inventory-'))
const path = join(folder, 'keys.json')

beforeAll(async () => {
  writeFileSync(path, (await audit()).out)
}, 30_000)

afterAll(() => rmSync(folder, { recursive: true }))

const shown = async (...words: string[]): Promise<string> => (await run(['--from', path, ...words], worldWith())).out
const RECORDED = 'recorded by config:org@us-east-1 on 2026-11-18 14:30 UTC'

describe('a saved report with recorded keys', () => {
  test('inventory: the table marks each recorded key, and says below what that means', async () => {
    const table = await shown()
    expect(table.match(/Enabled \(recorded\)/g)).toHaveLength(3)
    expect(table).toMatch(/Recorded +3 keys in 2 accounts are as config:org@us-east-1 recorded them/)
  })

  test('inventory: CSV has the aggregator and the time in columns of their own, which are empty for other keys', async () => {
    const [header = [], ...rows] = readCsv(await shown('-o', 'csv'))
    const cells = rows.map(row => [row[0], row[header.indexOf('RecordedBy')], row[header.indexOf('RecordedAt')]])
    expect(cells).toContainEqual([id(1), '', ''])
    expect(cells).toContainEqual([id(2), 'config:org@us-east-1', '2026-11-18T14:30:00Z'])
    expect(rows.find(row => row[0] === id(2))?.[header.indexOf('KeyState')]).toBe('Enabled')
  })

  test('inventory: HTML and Markdown say it too', async () => {
    const html = await shown('-o', 'html')
    expect(html).toContain('1 recorded')
    expect(html).toContain(`${RECORDED}. AWS KMS was not asked about this key.`)
    const markdown = await shown('-o', 'markdown')
    expect(markdown).toContain('`unknown`, recorded')
    expect(markdown).toContain('| Recorded | 3 keys in 2 accounts')
  })

  test('inventory: the screen of one key says that its aliases are not known', async () => {
    const { out } = await run(['key', id(2), '--from', path], worldWith())
    expect(out).toContain(RECORDED)
    expect(out).toMatch(/Alias +not known/)
  })

  test('inventory: --from keeps what is recorded, also for a part of the report', async () => {
    const part = JSON.parse(await shown('-o', 'json', '--accounts', SHOP, '-r', 'us-east-1')) as Report
    expect(part.keys.map(({ inventory }) => inventory?.recorded_at)).toEqual(['2026-11-18T14:30:00Z'])
    expect(part.scope.places).toMatchObject([{ status: 'unreachable', inventory: { source: 'config:org@us-east-1' } }])
  })

  test('inventory: the next step is not to repeat calls that the run cannot make', async () => {
    expect(await shown()).not.toContain('run this again')
  })
})
