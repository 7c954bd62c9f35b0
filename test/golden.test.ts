import { beforeAll, describe, expect, test, vi } from 'vitest'
import { sampleWorld, SAMPLE_REGIONS } from '../src/simulation/sample/sample-account.ts'
import table from '../src/formats/table.ts'
import { formats } from '../src/formats/index.ts'
import { keyFormats } from '../src/formats/key/index.ts'
import { load } from '../src/lib/registry.ts'
import type { Report } from '../src/model/report/report.ts'
import { hostileReport } from './formats/hostile-report.ts'
import { PIPED, render, terminalOf } from './formats/render.ts'
import { run } from './run.ts'
import { sampleWithFewGrants } from './sample-world.ts'

vi.setConfig({ hookTimeout: 30_000 })

const NOW = Date.UTC(2026, 10, 20, 14, 30)

test.each(Object.keys(formats))(
  'golden: %s of a report with hostile texts is the expected text when piped',
  async id => {
    const format = await load(formats, id)
    await expect(render(format, hostileReport)).toMatchFileSnapshot(`golden/${id}.piped.txt`)
  },
)

const machineFormats = Object.keys(formats).filter(id => id !== 'table')

test.each(machineFormats)('golden: %s is the same text on a terminal', async id => {
  const format = await load(formats, id)
  expect(render(format, hostileReport, terminalOf(60, true))).toBe(render(format, hostileReport))
})

describe('table of a report with hostile texts', () => {
  test.each([60, 80, 100, 120, 200])(
    'golden: the table of a report with hostile texts is the expected text on a terminal of %i columns',
    async width => {
      const view = terminalOf(width, width === 120)
      await expect(render(table, hostileReport, view)).toMatchFileSnapshot(`golden/table.terminal-${width}.txt`)
    },
  )
})

describe('table of the demo', () => {
  let report: Report

  beforeAll(async () => {
    report = (await run(['-r', SAMPLE_REGIONS.join(), '-o', 'json'], sampleWorld(NOW))).report()
  })

  test.each([60, 80, 120, 200])(
    'golden: the table of the demo is the expected text on a terminal of %i columns',
    async width => {
      await expect(render(table, report, terminalOf(width))).toMatchFileSnapshot(`golden/demo.terminal-${width}.txt`)
    },
  )

  test('golden: the table of the demo is the expected text when piped', async () => {
    await expect(render(table, report, PIPED)).toMatchFileSnapshot('golden/demo.piped.txt')
  })
})

describe('findings of the demo', () => {
  let report: Report

  beforeAll(async () => {
    report = (await run(['-r', SAMPLE_REGIONS.join(), '--checks', '-o', 'json'], sampleWithFewGrants(NOW))).report()
  })

  test.each([60, 80, 120])(
    'golden: the findings of the demo are the expected text on a terminal of %i columns',
    async width => {
      const view = terminalOf(width, width === 120)
      await expect(render(table, report, view)).toMatchFileSnapshot(`golden/demo-checks.terminal-${width}.txt`)
    },
  )

  test('golden: the findings of the demo are the expected text when piped', async () => {
    await expect(render(table, report)).toMatchFileSnapshot('golden/demo-checks.piped.txt')
  })
})

describe('key of the demo', () => {
  let report: Report

  beforeAll(async () => {
    report = (await run(['key', 'orders', '-r', 'us-east-1', '-o', 'json'], sampleWorld(NOW))).report()
  })

  test.each(Object.keys(keyFormats))('golden: key as %s is the expected text when piped', async id => {
    const format = await load(keyFormats, id)
    await expect(render(format, report, PIPED)).toMatchFileSnapshot(`golden/key-${id}.piped.txt`)
  })

  test.each([60, 80, 120])('golden: key is the expected text on a terminal of %i columns', async width => {
    const format = await load(keyFormats, 'table')
    const view = terminalOf(width, width === 120)
    await expect(render(format, report, view)).toMatchFileSnapshot(`golden/key.terminal-${width}.txt`)
  })
})

describe('key of a report with hostile texts', () => {
  test.each(['table', 'markdown'])('golden: key with hostile texts as %s is the expected text', async id => {
    const format = await load(keyFormats, id)
    const [key] = hostileReport.keys
    const report = { ...hostileReport, keys: key === undefined ? [] : [key] }
    await expect(render(format, report, PIPED)).toMatchFileSnapshot(`golden/key-hostile.${id}.txt`)
  })
})
