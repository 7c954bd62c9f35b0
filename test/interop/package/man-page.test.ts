import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const PAGE = fileURLToPath(new URL('../../../dist/kms-audit.1', import.meta.url))

/** Everything that the program says about the page. */
function complaints(program: string, args: readonly string[]): string {
  const { stdout, stderr, status } = spawnSync(program, [...args, PAGE], { encoding: 'utf8' })
  return `${args.includes('lint') ? stdout : ''}${stderr}${status === 0 ? '' : `exit ${status}`}`
}

test.each([
  ['mandoc', ['-T', 'lint']],
  ['groff', ['-man', '-ww', '-Tutf8']],
])('man page: %s has no complaint', (program, args) => {
  // A system without it has nothing to complain.
  if (spawnSync(program, ['--version']).error !== undefined) return
  expect(complaints(program, args)).toBe('')
})

test('man page: it is of this version', () => {
  const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
    version: string
  }
  expect(readFileSync(PAGE, 'utf8')).toContain(`"kms-audit ${version}"`)
})
