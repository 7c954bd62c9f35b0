import type { AnalyzerRecord } from '../../model/report/external-access.ts'
import type { Operation } from '../../model/operations/operations.ts'
import type { Answer, Failure } from '../answers/answer.ts'
import type { PlaceClient } from '../session/place-client.ts'
import { listAnalyzers } from './analyzers.ts'
import { listKeyFindings, type ListedFinding } from './key-findings.ts'

/** The analyzers of an account and Region, and their findings about keys. */
export interface PlaceFindings {
  analyzers: AnalyzerRecord[]
  findings: ListedFinding[]
}

const read = new WeakMap<PlaceClient, Promise<Answer<PlaceFindings>>>()

/** Lists them once for all keys of the place. What fails is noted once, as a gap of the place. */
export function placeFindings(client: PlaceClient): Promise<Answer<PlaceFindings>> {
  const known = read.get(client) ?? readPlace(client)
  read.set(client, known)
  return known
}

async function readPlace(client: PlaceClient): Promise<Answer<PlaceFindings>> {
  const analyzers = await listAnalyzers(client)
  if (!analyzers.known) return noted(client, 'access-analyzer:ListAnalyzers', analyzers)
  const findings = await listKeyFindings(client, analyzers.value)
  if (!findings.known) return noted(client, 'access-analyzer:ListFindingsV2', findings)
  return { known: true, value: { analyzers: analyzers.value, findings: findings.value } }
}

function noted(client: PlaceClient, operation: Operation, failure: Failure): Failure {
  client.note(failure, operation)
  return { ...failure, givenUp: true }
}
