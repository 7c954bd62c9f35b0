import { expect, test } from 'vitest'
import { run } from '../../run.ts'
import { sampleWithFewGrants } from '../../sample-world.ts'

const NOW = Date.UTC(2026, 10, 20, 14, 30)
const argv = ['-r', 'us-east-1', '--source', 'none', '--no-requests', '--check', 'iam-decrypt-all', '-q']

interface Shown {
  type: string
  controls: string[]
}

/** Of each type of resource, the controls of Security Hub that its findings name. */
const byType = (shown: readonly Shown[]): Record<string, string[]> =>
  Object.fromEntries(shown.map(({ type, controls }) => [type, controls.filter(control => control.includes('KMS.'))]))

test('controls of a finding: ASFF names those that are about the type of its resource', async () => {
  const { out } = await run([...argv, '-o', 'asff'], sampleWithFewGrants(NOW))
  const { Findings } = JSON.parse(out) as {
    Findings: { Resources: { Type: string }[]; Compliance: { RelatedRequirements: string[] } }[]
  }
  const shown = Findings.map(({ Resources, Compliance }) => ({
    type: Resources[0]?.Type ?? '',
    controls: Compliance.RelatedRequirements,
  }))
  expect(byType(shown)).toEqual({
    AwsIamPolicy: ['AWS Security Hub CSPM/KMS.1'],
    AwsIamRole: ['AWS Security Hub CSPM/KMS.2'],
    AwsIamUser: ['AWS Security Hub CSPM/KMS.2'],
    AwsIamGroup: ['AWS Security Hub CSPM/KMS.2'],
  })
})

test('controls of a finding: OCSF names those that are about the type of its resource', async () => {
  const { out } = await run([...argv, '-o', 'ocsf'], sampleWithFewGrants(NOW))
  const findings = JSON.parse(out) as { resources: { type: string }[]; compliance: { requirements: string[] } }[]
  const shown = findings.map(({ resources, compliance }) => ({
    type: resources[0]?.type ?? '',
    controls: compliance.requirements,
  }))
  expect(byType(shown)).toMatchObject({ 'AWS::IAM::ManagedPolicy': ['KMS.1'], 'AWS::IAM::Role': ['KMS.2'] })
})

test('controls of a finding: --compliance counts for each control the resources that it is about', async () => {
  const { report } = await run(
    ['-r', 'us-east-1', '--source', 'none', '--no-requests', '--compliance', 'security-hub', '-o', 'json', '-q'],
    sampleWithFewGrants(NOW),
  )
  const controls = report().compliance?.[0]?.controls.filter(({ checks }) => checks.includes('iam-decrypt-all'))
  expect(controls).toMatchObject([
    { id: 'KMS.1', status: 'fail', detail: '3 of 6 resources fail.' },
    { id: 'KMS.2', status: 'fail', detail: '3 of 8 resources fail.' },
  ])
})
