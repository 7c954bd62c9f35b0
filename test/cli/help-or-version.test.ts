import { expect, test } from 'vitest'
import { parse, complaint } from './typed-line.ts'

const shown = (line: string): string => {
  const parsed = parse(line)
  return 'show' in parsed ? parsed.show : ''
}

test('help: -h, --help and help print the short help, also if the rest of the command line is wrong', () => {
  const help = shown('--help')
  expect(help).toMatch(/\n\nUsage:\n  kms-audit \[options\]\n/)
  for (const line of ['-h', 'help', 'help help', '--unused-days x --help', '--bogus -h', '-qh'])
    expect(shown(line)).toBe(help)
  expect(() => shown('nonsense --help')).toThrow("Unknown command 'nonsense'.")
})

test.each(['audit', 'checks', 'publish'])('help: %s --help and help %s print the help of the command', name => {
  const help = shown(`${name} --help`)
  expect(help).toContain(`\nUsage:\n  kms-audit ${name === 'audit' ? '[audit]' : name}`)
  for (const line of [`help ${name}`, `-q ${name} -h`, `${name} -qh`, `help ${name} --bogus`])
    expect(shown(line)).toBe(help)
})

test('help: the name of a sink is part of the command', () => {
  for (const line of ['publish security-hub --help', 'help publish security-hub'])
    expect(shown(line)).toBe(shown('publish --help'))
})

test.each([
  ['help audti', "Unknown command 'audti'. Did you mean audit?"],
  ['help security-hub', "Unknown command 'security-hub'. Did you mean publish security-hub?"],
])('help: %s is wrong usage', (line, expected) => expect(complaint(line)).toBe(expected))

test.each(['--version', '-V', '-qV', '--bogus --version'])('version: %s prints the version of the package', line =>
  expect(shown(line)).toMatch(/^\d+\.\d+\.\d+\n$/),
)
