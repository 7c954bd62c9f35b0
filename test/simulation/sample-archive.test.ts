import { expect, test } from 'vitest'
import { main } from '../../src/main.ts'
import type { Report } from '../../src/model/report/report.ts'
import { SampleArchive } from '../../src/simulation/sample/archive/sample-archive.ts'
import { memoryIo } from '../memory-io.ts'

const NOW = Date.UTC(2026, 10, 20, 14, 30)

test('demo: its archive shows an older use of one silent key, and proves that another was never used', async () => {
  const io = memoryIo({ env: {} })
  const keys = ['--key', 'alias/staging-config,alias/build-secrets', '-r', 'us-east-1', '--no-requests']
  const argv = ['--demo', '--source', 'kms,archive', ...keys, '--who', '-o', 'json']
  const exit = await main(argv, io, () => NOW)
  expect([exit, io.err()]).toEqual([0, ''])
  const report = JSON.parse(io.out()) as Report
  const shown = Object.fromEntries(report.keys.map(key => [key.aliases[0], key]))
  expect(shown['alias/build-secrets']).toMatchObject({
    last_used: 'Never',
    usage: { source: 'archive+kms' },
  })
  expect(shown['alias/staging-config']).toMatchObject({
    last_used: '2025-10-14 12:30 UTC',
    disposition: 'stale',
    usage: { source: 'archive' },
    last_user: { status: 'known', principal: 'arn:aws:iam::111122223333:role/config', service: 'ssm.amazonaws.com' },
  })
})

test('demo: its archive counts calls of a part of the time only, and of the keys that were asked for', async () => {
  const archive = new SampleArchive(NOW)
  const place = { account: '111122223333', region: 'us-east-1' }
  const month = { since: Date.UTC(2025, 8, 1), until: Date.UTC(2025, 9, 1) }
  const { keys } = await archive.ask({ ...place, ...month, keys: null, detail: 'days' })
  expect([...keys.values()].map(({ days }) => days.length)).toEqual([30, 30, 30])
  const [first = ''] = keys.keys()
  expect([...(await archive.ask({ ...place, ...month, keys: [first], detail: 'last-use' })).keys.keys()]).toEqual([
    first,
  ])
  const { contexts } = await archive.contexts(place)
  expect([...contexts.values()].map(([one]) => one?.day)).toEqual(['2026-10-18', '2026-10-18', '2025-10-14'])
  expect((await archive.ask({ ...place, region: 'eu-west-1', ...month, keys: null, detail: 'days' })).keys.size).toBe(0)
})
