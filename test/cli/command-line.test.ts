import { expect, test } from 'vitest'
import { parseCommandLine } from './parse.ts'
import { type Env, complaint } from './typed-line.ts'

test.each<[Env, string]>([
  [{ KMS_AUDIT_CHECK: 'polcy-public' }, "KMS_AUDIT_CHECK: unknown check 'polcy-public'. Did you mean policy-public?"],
  [{ KMS_AUDIT_STRICT: 'maybe' }, "KMS_AUDIT_STRICT takes 1, true or yes, or 0, false or no, not 'maybe'."],
  [{ KMS_AUDIT_UNUSED_DAYS: '0' }, "KMS_AUDIT_UNUSED_DAYS takes a whole number from 1 to 36500, not '0'."],
  [
    { KMS_AUDIT_LOG_PROGRESS: '1', KMS_AUDIT_QUIET: '1' },
    'KMS_AUDIT_QUIET and KMS_AUDIT_LOG_PROGRESS cannot be used together. Remove one of them.',
  ],
])('wrong usage: environment %j', (env, expected) => expect(complaint('', env)).toBe(expected))

test('command line: an empty value is no value', () => {
  expect(() => parseCommandLine(['-r', ''], {})).toThrow(
    "--region takes Regions such as eu-west-1, eu-* or all, not ''.",
  )
  expect(() => parseCommandLine(['-f', ''], {})).toThrow("--output-file takes a file, or - for stdout, not ''.")
})

test('wrong usage: the message is one short line, whatever was typed', () => {
  expect(() => parseCommandLine(['-o', `a\nb\u001b[31m${'x'.repeat(500)}`], {})).toThrow(/^[\x20-\x7e\ufffd…]{1,150}$/)
})
