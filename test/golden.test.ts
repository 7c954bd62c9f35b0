import { describe, expect, test } from 'vitest'
import { formats } from '../src/formats/index.ts'
import { load } from '../src/lib/registry.ts'
import { hostileReport } from './formats/hostile-report.ts'
import { PIPED, render, terminalOf } from './formats/render.ts'

const views = { piped: PIPED, 'terminal-120': terminalOf(120, true), 'terminal-60': terminalOf(60) }

describe.each(Object.keys(formats))('%s', id => {
  test.each(Object.entries(views))('looks as it did, %s', async (name, view) => {
    const format = await load(formats, id)
    await expect(render(format, hostileReport, view)).toMatchFileSnapshot(`golden/${id}.${name}.txt`)
  })
})
