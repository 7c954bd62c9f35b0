import { audit } from '../audit.ts'
import { isInOtherPartition, placesOf } from '../enter/places.ts'
import { neededOperations, type NeededOperations } from '../plan/needed-operations.ts'
import type { RunHost } from '../run/run-host.ts'
import type { EnteredRun } from '../run/run.ts'
import { withRun } from '../run/with-run.ts'
import { loadDependents } from '../../dependents/load-dependents.ts'
import { loadSources, sourceIds } from '../../sources/load-sources.ts'
import type { Diagnosis, PlaceDiagnosis } from '../../model/diagnosis.ts'
import type { Operation } from '../../model/operations/operations.ts'
import type { AuditOptions } from '../../model/options/options.ts'
import { SECOND } from '../../model/time.ts'
import { type AccountOperations, diagnoseAccounts } from './accounts.ts'
import { chooseKey } from './choose-key.ts'
import { missingSentences } from './missing.ts'
import { diagnoseNetwork } from './network.ts'
import { ObservedCalls } from './observed-calls.ts'
import { diagnosePlace, quotasOf, type TriedPlace } from './places.ts'

/**
 * Tries what a run with these options needs: enters the accounts, and audits one key of each Region with every source
 * and fact that the options ask for. Throws an `AuditError` if no account can be entered.
 *
 * @param sends the operations of the sink that the run sends findings to
 */
export async function diagnose(
  options: AuditOptions,
  host: RunHost,
  sends: readonly Operation[] = [],
): Promise<Diagnosis> {
  const calls = new ObservedCalls()
  const observed = { ...host, observed: calls.observe }
  const [sources, dependents] = await Promise.all([loadSources(options), loadDependents(options.dependents)])
  const needed = neededOperations(options, sources, dependents)
  const found = await withRun(options, observed, async run => ({ run, tried: await tryPlaces(run, needed) }))
  const keys = found.tried.flatMap(({ key }) => key?.arn ?? [])
  if (keys.length > 0) await audit(oneKeyEach(options, keys), observed)
  const accounts = await diagnoseAccounts(found.run, accountOperations(needed), calls)
  const operations = [...needed.audit, ...needed.checks, ...needed.dependents]
  const places = found.tried.map(each => diagnosePlace(each, operations, calls)).toSorted(byPlace)
  const offset = found.run.clock.offset
  return {
    generated_at: `${new Date(found.run.clock.now).toISOString().slice(0, 19)}Z`,
    accounts,
    clock: { offset_seconds: Math.round(-offset / SECOND), status: found.run.clock.wrongBy === null ? 'ok' : 'wrong' },
    network: diagnoseNetwork(host.wire === null ? host.env : {}, places[0]?.region ?? 'us-east-1'),
    places,
    not_tried: sends.map(operation => ({ operation, why: 'it writes to AWS' })),
    missing: missingSentences(accounts, places),
  }
}

const byPlace = (one: PlaceDiagnosis, other: PlaceDiagnosis): number =>
  `${one.account_id} ${one.region}` < `${other.account_id} ${other.region}` ? -1 : 1

const accountOperations = ({
  accountFacts,
  regions,
  accounts,
  trustedAccounts,
}: NeededOperations): AccountOperations[] => [
  { operations: accountFacts, why: 'no key was found, so no audit was tried' },
  { operations: regions, why: 'another operation already listed the Regions', isOneEnough: true },
  { operations: accounts, why: 'another account of the run is asked' },
  { operations: trustedAccounts, why: 'another account of the run is asked' },
]

/** Finds one key of each place, and the quotas of the place. */
const tryPlaces = (run: EnteredRun, needed: NeededOperations): Promise<TriedPlace[]> =>
  Promise.all(
    placesOf(run)
      .filter(client => !isInOtherPartition(client))
      .map(async client => {
        const { options, filter } = run
        const [key, quotas] = await Promise.all([
          chooseKey(client, filter, options.manager),
          quotasOf(client, [...needed.audit, ...needed.checks], options.maxRates),
        ])
        return { client, key, quotas }
      }),
  )

/** Every source is asked about every key, but only for one page: whether it answers is all that matters. */
const oneKeyEach = (options: AuditOptions, keys: readonly string[]): AuditOptions => ({
  ...options,
  keys,
  exceptKeys: [],
  tags: [],
  manager: 'all',
  sources: sourceIds(options),
  maxPages: 1,
  fast: false,
  doubleCheck: false,
  checkpoint: null,
})
