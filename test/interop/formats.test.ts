import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  BatchImportFindingsCommand,
  EnableSecurityHubCommand,
  GetFindingsCommand,
  SecurityHubClient,
} from '@aws-sdk/client-securityhub'
import type { AwsSecurityFinding } from '@aws-sdk/client-securityhub'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { toAsff } from '../../src/formats/asff/asff-finding.ts'
import { subjectsIn } from '../../src/formats/finding/subject.ts'
import { formats } from '../../src/formats/index.ts'
import { load } from '../../src/lib/registry.ts'
import type { Report } from '../../src/model/report/report.ts'
import { aFinding, findings, reportWith } from '../formats/a-finding.ts'
import { aReport } from '../formats/a-report.ts'
import { render } from '../formats/render.ts'
import { findMoto, startMoto } from './moto-server.ts'
import type { Moto } from './moto-server.ts'
import { findValidators, validateOcsf, validateSarif } from './validators.ts'

const folder = mkdtempSync(join(tmpdir(), 'kms-audit-formats-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Writes the report in this format, spoilt or not, and tells where. */
async function write(id: 'sarif' | 'ocsf', report: Report, spoil = (text: string) => text): Promise<string> {
  const file = join(folder, `${id}-${Math.random().toString(36).slice(2)}.${id === 'sarif' ? 'sarif' : 'json'}`)
  writeFileSync(file, spoil(render(await load(formats, id), report)))
  return file
}

const validators = findValidators(process.env) ?? ''
const leftOut = validators === '' ? ' (left out: KMS_AUDIT_VALIDATORS names no folder)' : ''

const reports: [what: string, report: Report][] = [
  ['every kind of finding', reportWith()],
  ['no finding', reportWith([])],
  ['no check asked for', aReport()],
]

describe.skipIf(validators === '')(`SARIF, by sarif-multitool${leftOut}`, () => {
  test.each(reports)('SARIF: it is valid with %s', async (_, report) => {
    expect(await validateSarif(validators, await write('sarif', report))).toEqual([])
  })

  test.each<[what: string, spoil: (text: string) => string]>([
    ['a level that SARIF does not know', text => text.replace('"level":"error"', '"level":"awful"')],
    ['a rule index that is none', text => text.replace(/"ruleIndex":\d+/, '"ruleIndex":99')],
    ['a line that is none', text => text.replace('"startLine":1', '"startLine":0')],
    ['a field of our own', text => text.replace('"ruleId"', '"rule"')],
  ])('SARIF: the validator notices if it is broken by %s', async (_, spoil) => {
    expect(await validateSarif(validators, await write('sarif', reportWith(), spoil))).not.toEqual([])
  })
})

describe.skipIf(validators === '')(`OCSF, by py-ocsf-models${leftOut}`, () => {
  test.each(reports)('OCSF: it is valid with %s', async (_, report) => {
    const shown = (report.findings ?? []).filter(({ status }) => status !== 'not_applicable').length
    const { exit, said } = await validateOcsf(validators, await write('ocsf', report))
    expect({ exit, said }).toEqual({ exit: 0, said: `${shown} events\n` })
  })

  test.each<[what: string, spoil: (text: string) => string]>([
    ['a severity that OCSF does not know', text => text.replace('"severity_id":5', '"severity_id":55')],
    ['a finding without its id', text => text.replace('"finding_info":{"uid"', '"finding_info":{"id"')],
    ['a field of our own', text => text.replace('"message":', '"mesage":')],
  ])('OCSF: the validator notices if it is broken by %s', async (_, spoil) => {
    expect((await validateOcsf(validators, await write('ocsf', reportWith(), spoil))).exit).not.toBe(0)
  })
})

const executable = findMoto(process.env)
const title =
  executable === null ? 'ASFF, by moto (left out: KMS_AUDIT_MOTO_SERVER names no moto_server)' : 'ASFF, by moto'

describe.skipIf(executable === null)(title, () => {
  let moto: Moto | undefined
  let hub: SecurityHubClient

  beforeAll(async () => {
    moto = await startMoto(executable ?? '')
    const credentials = { accessKeyId: 'testing', secretAccessKey: 'testing' }
    hub = new SecurityHubClient({ endpoint: moto.url, region: 'eu-west-1', credentials })
    await hub.send(new EnableSecurityHubCommand({}))
  }, 120_000)

  afterAll(async () => {
    hub?.destroy()
    await moto?.stop()
  })

  test('ASFF: every finding is accepted', async () => {
    const document = JSON.parse(render(await load(formats, 'asff'), reportWith())) as Document
    expect(document.Findings).toHaveLength(findings.length - 1)
    const answer = await hub.send(new BatchImportFindingsCommand(document))
    expect(answer).toMatchObject({ FailedCount: 0, SuccessCount: findings.length - 1 })
  })

  test('ASFF: findings that were sent can be asked for again', async () => {
    const { Findings = [] } = await hub.send(new GetFindingsCommand({ MaxResults: 100 }))
    const { Findings: sent } = JSON.parse(render(await load(formats, 'asff'), reportWith())) as Document
    expect(Findings.map(({ Id }) => Id).toSorted()).toEqual(sent.map(({ Id }) => Id).toSorted())
  })

  test('ASFF: a finding about nothing is refused', async () => {
    const report = reportWith()
    const finding: AwsSecurityFinding = { ...toAsff(subjectsIn(report)(aFinding()), report), Resources: [] }
    expect(await hub.send(new BatchImportFindingsCommand({ Findings: [finding] }))).toMatchObject({ FailedCount: 1 })
  })
})

interface Document {
  Findings: AwsSecurityFinding[]
}
