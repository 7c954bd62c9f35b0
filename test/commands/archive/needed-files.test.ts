import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { DAY } from '../../../src/model/time.ts'
import { aLife, documentOf, PLACE } from './a-life.ts'

/** Days of the files that the commands would copy. */
async function daysFetched(now: number, ...words: string[]): Promise<string[]> {
  const { fetch } = await documentOf(now, ...words)
  return [...new Set(fetch.map(({ source }) => /\/(20[\d/]+)\/$/.exec(source ?? '')?.[1] ?? ''))].toSorted()
}

test('archive status --key: files of time that KMS tracks are not fetched, unless all earlier time is covered', async () => {
  // KMS tracks uses from 2026-04-23 on, when this archive ends.
  const life = aLife({ since: '2026-04-22' })
  const words = ['--trail-archive', life.tree, '--key', life.key]
  const later = life.now + 40 * DAY
  expect(await daysFetched(later, ...words)).toEqual(['2026/04', '2026/05', '2026/06/01', '2026/06/02'])
  rmSync(join(life.tree, life.files.filter(file => file.includes(`/CloudTrail/${PLACE}/`))[3] ?? ''))
  expect(await daysFetched(later, ...words)).toEqual(['2026/04/22'])
})
