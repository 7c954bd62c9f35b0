import { beforeAll, expect, test } from 'vitest'
import type { Check } from '../../src/checks/check.ts'
import { checks } from '../../src/checks/index.ts'
import { opaDetails } from '../../src/findings/opa/opa.ts'
import { sampleFindings } from './sample-findings.ts'

let all: readonly Check[] = []
beforeAll(async () => {
  all = await Promise.all(Object.values(checks).map(async load => (await load()).default))
})

/** Words that the documentation of AWS does not use in this way. */
const BANNED =
  /\b(?:somebody|someone|anybody|anyone|nobody|whoever|whom|told|mend(?:s|ed)?|lets?|be it|by itself|by hand|Never)\b/

test('check titles: each says what is expected, in the plural, as "… should …"', () => {
  const wrong = [...all.map(({ title }) => title), opaDetails.title].filter(
    title => !/^[A-Z][\w ]+ should (?:not )?[\w% -]+$/.test(title) || BANNED.test(title) || title.length > 80,
  )
  expect(wrong).toEqual([])
})

test('check titles: no two checks have the same', () => {
  expect(new Set(all.map(({ title }) => title)).size).toBe(all.length)
})

test('check whys: one to three plain sentences', () => {
  const wrong = all.filter(({ why }) => {
    const sentences = why.split(/(?<=\.)\s+/)
    return sentences.length > 3 || !/^[A-Z].*\.$/.test(why) || BANNED.test(why.replace('lead someone', ''))
  })
  expect(wrong.map(({ id, why }) => `${id}: ${why}`)).toEqual([])
})

test('finding details: plain sentences that end with a period', () => {
  const details = new Set(
    sampleFindings(all)
      .filter(({ status }) => status !== 'pass')
      .map(({ detail }) => detail),
  )
  const wrong = [...details].filter(detail => !/^[\w/".:-].*[.)]$/s.test(detail) || BANNED.test(detail))
  expect(wrong).toEqual([])
})
