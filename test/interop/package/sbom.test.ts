import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { findValidators, validateSbom } from '../validators.ts'

const DIST = fileURLToPath(new URL('../../../dist/', import.meta.url))
const text = readFileSync(join(DIST, 'sbom.cdx.json'), 'utf8')
const { components } = JSON.parse(text) as { components: { group?: string; name: string; version: string }[] }

test('SBOM: it lists the packages whose licenses are in the package', () => {
  const licenses = readFileSync(join(DIST, 'third-party-licenses.txt'), 'utf8')
  const [, list = ''] = licenses.split('\n\n')
  const licensed = list.split('\n').map(line => line.replace(/: .*$/, ''))
  const listed = components.map(
    ({ group, name, version }) => `${group === undefined ? '' : `${group}/`}${name} ${version}`,
  )
  expect(licensed.length).toBeGreaterThan(40)
  expect(listed).toEqual([...new Set(licensed)])
})

const validators = findValidators(process.env) ?? ''
const leftOut = validators === '' ? ' (left out: KMS_AUDIT_VALIDATORS names no folder)' : ''

describe.skipIf(validators === '')(`SBOM, by cyclonedx-python-lib${leftOut}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'kms-audit-sbom-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const errorOf = (document: string): Promise<string> => {
    const file = join(folder, 'sbom.cdx.json')
    writeFileSync(file, document)
    return validateSbom(validators, file)
  }

  test('SBOM: it is valid by the schema of CycloneDX 1.6', async () => expect(await errorOf(text)).toBe(''))

  test.each<[what: string, spoilt: string]>([
    ['a type that CycloneDX does not know', text.replace('"library"', '"libary"')],
    ['a license that SPDX does not know', text.replace('"Apache-2.0"', '"Apache 2"')],
    ['a field of our own', text.replace('"version": 1,', '"version": 1, "own": 1,')],
  ])('SBOM: the validator notices %s', async (_, spoilt) => expect(await errorOf(spoilt)).not.toBe(''))
})
