import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import baseText from '../../../src/retirement/scripts/shell/base.sh?raw'
import { planFiles } from '../../../src/retirement/plan/plan-files.ts'
import { seeded } from '../../../src/simulation/world/random.ts'
import { aReadyKey } from '../../retirement/ready-key.ts'
import { aPlan, DISABLED, ONE } from './a-plan.ts'
import { StubAccount } from './stub-account.ts'

const folder = mkdtempSync(join(tmpdir(), 'retire-text-'))
afterAll(() => rmSync(folder, { recursive: true }))

const HOSTILE = [
  "newline\ntouch PWNED\n'; touch PWNED; '",
  'carriage return\rtouch PWNED\r',
  '`touch PWNED` $(touch PWNED) ${PATH} \\',
  '\u2028touch PWNED\u2029 \u202e \u0000 \u001b[31m \u0085touch PWNED',
]

const hostile = aReadyKey({
  description: HOSTILE.join('|'),
  aliases: HOSTILE.map(text => `alias/${text}`),
  tags: [{ TagKey: 'Environment', TagValue: `production ${HOSTILE.join(' ')}` }],
})

const shellcheck = process.env['KMS_AUDIT_SHELLCHECK'] ?? 'shellcheck'
const hasShellcheck = spawnSync(shellcheck, ['--version']).status === 0

test.skipIf(!hasShellcheck)('scripts of a plan: shellcheck is silent', () => {
  const plans = [aPlan([ONE, DISABLED, hostile]), aPlan([aReadyKey({ disposition: 'unknown' })])]
  for (const { name, text } of plans.flatMap(planFiles).filter(({ isScript }) => isScript)) {
    const path = join(folder, name)
    writeFileSync(path, text)
    expect(spawnSync(shellcheck, [path], { encoding: 'utf8' }).stdout).toBe('')
  }
})

test.each(['1-disable.sh', '2-schedule-deletion.sh', 'rollback.sh'])(
  'scripts of a plan: text of the account is only in comments of one line of %s, and nothing of it runs',
  name => {
    const account = new StubAccount(aPlan([hostile]))
    try {
      account.run(name, '--execute')
      const text = readFileSync(join(account.directory, name), 'utf8')
      const lines = text.split('\n').filter(line => line.includes('PWNED'))
      expect(lines.length).toBeGreaterThan(1)
      expect(lines.filter(line => !line.startsWith('# '))).toEqual([])
      // oxlint-disable-next-line no-control-regex
      expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202e]/)
      expect(existsSync(join(account.directory, '..', 'PWNED'))).toBe(false)
    } finally {
      account.remove()
    }
  },
)

test.each(['bash', 'sh'])('scripts of a plan: times are read as other programs read them, in %s', shell => {
  const random = seeded(7)
  const moments = Array.from({ length: 200 }, () => Math.floor(random() * 4_102_444_800))
  const texts = moments.flatMap((at, index) => {
    const iso = new Date(at * 1000).toISOString().slice(0, 19)
    const local = new Date((at + 9 * 3600 + 1800) * 1000).toISOString().slice(0, 19)
    const behind = new Date((at - 8 * 3600) * 1000).toISOString().slice(0, 19)
    return [`${iso}Z`, `${iso}.123456+00:00`, `${local}+09:30`, `${behind}.5-08:00`, `${at}.75`][index % 5] ?? ''
  })
  const functions = baseText.slice(baseText.indexOf('# number DIGITS'), baseText.indexOf('# describe ARN'))
  const calls = texts.map(text => `epoch '${text}'; echo`).join('\n')
  const out = execFileSync(shell, ['-c', `set -eu\n${functions}\n${calls}`], { encoding: 'utf8' })
  expect(out.trimEnd().split('\n').map(Number)).toEqual(moments)
})
