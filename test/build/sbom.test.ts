import { expect, test } from 'vitest'
import { sbomText } from '../../.build/sbom.js'

const product = {
  name: 'kms-audit',
  version: '1.0.0',
  license: 'MIT',
  description: 'Audit',
  dependencies: ['@aws/core'],
}

const pack = (name: string, dependencies: string[] = [], repository: string | null = null) => ({
  name,
  version: '3.1.0',
  license: 'Apache-2.0',
  repository,
  dependencies,
  texts: [],
})

const sbom = (...packages: ReturnType<typeof pack>[]) =>
  JSON.parse(sbomText(product, packages)) as {
    metadata: { component: unknown }
    components: unknown[]
    dependencies: unknown[]
  }

test('SBOM: it describes the program, and lists each bundled package with its license, purl and source', () => {
  const { metadata, components } = sbom(pack('@aws/core', [], 'git+https://git.example/core.git'), pack('tidy'))
  expect(metadata.component).toMatchObject({ type: 'application', name: 'kms-audit', purl: 'pkg:npm/kms-audit@1.0.0' })
  const licenses = [{ license: { id: 'Apache-2.0' } }]
  const [core, tidy] = ['pkg:npm/%40aws/core@3.1.0', 'pkg:npm/tidy@3.1.0']
  const shared = { type: 'library', version: '3.1.0', licenses }
  expect(components).toEqual([
    {
      ...shared,
      'bom-ref': core,
      group: '@aws',
      name: 'core',
      purl: core,
      externalReferences: [{ type: 'vcs', url: 'https://git.example/core.git' }],
    },
    { ...shared, 'bom-ref': tidy, name: 'tidy', purl: tidy },
  ])
})

test('SBOM: it says which bundled package needs which, and leaves out what is not bundled', () => {
  const { dependencies } = sbom(pack('@aws/core', ['tidy', 'not-bundled']), pack('tidy'))
  expect(dependencies).toEqual([
    { ref: 'pkg:npm/kms-audit@1.0.0', dependsOn: ['pkg:npm/%40aws/core@3.1.0'] },
    { ref: 'pkg:npm/%40aws/core@3.1.0', dependsOn: ['pkg:npm/tidy@3.1.0'] },
    { ref: 'pkg:npm/tidy@3.1.0', dependsOn: [] },
  ])
})

test('SBOM: the same packages give the same text, without a time or a serial number', () => {
  expect(sbomText(product, [pack('tidy')])).toBe(sbomText(product, [pack('tidy')]))
  expect(sbomText(product, [pack('tidy')])).not.toMatch(/timestamp|serialNumber/)
})
