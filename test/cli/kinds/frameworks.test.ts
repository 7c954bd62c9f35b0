import { describe, expect, test } from 'vitest'
import { parseCommandLine } from '../parse.ts'
import { frameworks } from '../../../src/checks/frameworks.ts'
import { AuditError } from '../../../src/lib/process/exit.ts'

function chosen(words: string): readonly string[] {
  const parsed = parseCommandLine(['--compliance', words], {})
  if ('show' in parsed) throw new Error('no audit')
  return parsed.options.checks.frameworks
}

function complaint(...words: string[]): string {
  try {
    parseCommandLine(words, {})
  } catch (error) {
    if (!(error instanceof AuditError)) throw error
    expect(error.exit).toBe(2)
    return [error.message, error.hint].filter(Boolean).join(' ')
  }
  return 'no complaint'
}

describe('--compliance', () => {
  test.each([
    ['cis-7.0', 'cis-7.0'],
    ['CIS_7.0', 'cis-7.0'],
    ['cis_7.0_aws', 'cis-7.0'],
    ['cis-v7.0.0', 'cis-7.0'],
    ['CIS AWS Foundations 7.0.0', 'cis-7.0'],
    ['cis-4.0', 'cis-4.0.1'],
    ['nist-800-53-r5', 'nist-800-53r5'],
    ['pci', 'pci-dss-4.0.1'],
    ['fsbp', 'aws-fsbp'],
    ['AWS Security Hub CSPM', 'security-hub'],
  ])('compliance: %s is the framework %s', (word, id) => expect(chosen(word)).toEqual([id]))

  test('compliance: a list and a glob select several frameworks, each once, in the order of their table', () => {
    expect(chosen('pci-4.0.1,cis-1.*,cis-1.4')).toEqual(['cis-1.2', 'cis-1.4', 'cis-1.5', 'pci-dss-4.0.1'])
    expect(chosen('*')).toEqual(frameworks.map(({ id }) => id))
  })

  test.each([
    ['cis-8', "Unknown framework 'cis-8'. Did you mean cis-7.0?"],
    ['cis-7.1', "Unknown framework 'cis-7.1'. Did you mean cis-7.0?"],
    ['pci-4.0.2', "Unknown framework 'pci-4.0.2'. Did you mean pci-dss-4.0.1?"],
    ['soc2', "Unknown framework 'soc2'. kms-audit --compliance help lists the frameworks."],
    ['iso-*', "Unknown framework 'iso-*'. kms-audit --compliance help lists the frameworks."],
  ])('compliance: %s is refused with a suggestion', (word, line) => expect(complaint('--compliance', word)).toBe(line))

  test('compliance: help lists the frameworks with their names', () => {
    const parsed = parseCommandLine(['--compliance', 'help'], {})
    expect(parsed).toHaveProperty('show', expect.stringMatching(/^cis-7\.0 +CIS AWS Foundations 7\.0\.0$/m))
  })

  test('compliance: --exclude-check could leave out a check that a framework needs, so it is refused', () => {
    expect(complaint('--compliance', 'cis-7.0', '--exclude-check', 'rotation-off')).toBe(
      '--exclude-check and --compliance cannot be used together. Remove one of them.',
    )
  })
})
