import { expect, test } from 'vitest'
import type { Check } from '../../src/checks/check.ts'
import { checks } from '../../src/checks/index.ts'
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

test('controls: the id does not repeat the framework', () => {
  expect(controls.map(({ id }) => id).filter(id => !/^(KMS\.\d|\d+(\.\d+)+|[A-Z]{2}-\d+(\(\d+\))?)$/.test(id))).toEqual(
    [],
  )
})
