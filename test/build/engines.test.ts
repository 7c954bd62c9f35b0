import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const textOf = (name: string): string => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8')

test('engines: the manifest says which versions of Node the checks of this project try', () => {
  const { engines } = JSON.parse(textOf('package.json')) as { engines: { node: string } }
  const major = (variable: string): number =>
    Number(new RegExp(`^${variable}=(\\d+)`, 'm').exec(textOf('.ci/run'))?.[1])
  expect(engines.node).toBe(`>=${major('oldest_node')} <${major('newest_node') + 1}`)
})
