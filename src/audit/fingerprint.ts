import type { Fingerprint } from './checkpoint.ts'
import type { OpenRun } from './open-run.ts'

/** What the answers of a run depend on; never credentials, ports or how the report is shown. */
export function fingerprintOf({ options, entered, door }: OpenRun): Fingerprint {
  const { env } = door.ports
  const { sources, unusedDays, requestDays, doubleCheck, fast, maxPages, manager, keys } = options
  return {
    // One that could not be entered this time may be another time: it was asked for.
    accounts: [...new Set([...entered.map(({ session }) => session.account), ...shut(door)])].toSorted(),
    regions: options.regions?.toSorted() ?? [...new Set(entered.flatMap(({ regions }) => regions))].toSorted(),
    sources,
    days: { unusedDays, requestDays },
    effort: { doubleCheck, fast, maxPages },
    keys: { manager, keys },
    needs: options.needs.toSorted(),
    endpoint: hostOf(env['AWS_ENDPOINT_URL']),
  }
}

const shut = ({ run }: OpenRun['door']): string[] =>
  run.gaps.all.flatMap(({ account, region, operation }) =>
    account !== '' && region === null && operation === 'sts:AssumeRole' ? account : [],
  )

function hostOf(url: string | undefined): string | null {
  if (url === undefined || url === '') return null
  return URL.canParse(url) ? new URL(url).hostname : url
}
