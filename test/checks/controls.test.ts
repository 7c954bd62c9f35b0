import { expect, test } from 'vitest'
import type { Check, Control } from '../../src/checks/check.ts'
import { frameworks, spellingIn } from '../../src/checks/frameworks.ts'
import { checks } from '../../src/checks/index.ts'
import { covers } from '../../src/findings/framework-checks.ts'
import { load } from '../../src/lib/registry.ts'

const all = await Promise.all(Object.keys(checks).map(id => load<Check>(checks, id)))
const controls = all.flatMap(({ controls: mapped = [] }) => mapped)

/** The only spellings of a framework: a reader of SARIF, OCSF or ASFF groups controls by this text. */
const FRAMEWORKS = [
  /^AWS Security Hub CSPM$/,
  /^CIS AWS Foundations \d+\.\d+\.\d+$/,
  /^NIST SP 800-53 Rev\. 5$/,
  /^PCI DSS \d+\.\d+\.\d+$/,
]

test('controls: every framework has one spelling, with its whole version', () => {
  const names = [...new Set(controls.map(({ framework }) => framework))]
  expect(names.length).toBeGreaterThan(FRAMEWORKS.length)
  expect(names.filter(name => !FRAMEWORKS.some(spelling => spelling.test(name)))).toEqual([])
})

test('controls: every framework of a check can be assessed, and every control is covered or says why it is not', () => {
  const known = new Map(frameworks.map(framework => [framework, new Set(framework.controls.map(({ id }) => id))]))
  const isKnown = ({ framework, id }: Control): boolean =>
    [...known].some(([one, ids]) => spellingIn(one) === framework && ids.has(id))
  expect(controls.filter(control => !isKnown(control))).toEqual([])
  for (const framework of frameworks)
    for (const { id, notCovered } of framework.controls)
      expect([framework.id, id, all.some(check => covers(check, framework, id))]).toEqual([
        framework.id,
        id,
        notCovered === undefined,
      ])
})

test('documents: every check links to a page of the AWS documentation', () => {
  expect(
    all.filter(({ docs }) => !/^https:\/\/docs\.aws\.amazon\.com\/[\w/-]+\.html$/.test(docs)).map(({ id }) => id),
  ).toEqual([])
})

test('frameworks: no two have a name in common', () => {
  const names = frameworks.flatMap(({ id, also, name }) => [id, name, ...also])
  expect(new Set(names).size).toBe(names.length)
})

test('controls: the id does not repeat the framework', () => {
  expect(controls.map(({ id }) => id).filter(id => !/^(KMS\.\d|\d+(\.\d+)+|[A-Z]{2}-\d+(\(\d+\))?)$/.test(id))).toEqual(
    [],
  )
})
