import type { ResourceEffect } from '../../dependents/dependent.ts'
import type { NamedDependent } from '../../dependents/load-dependents.ts'
import { defined } from '../../lib/defined.ts'
import type { DependentRecord, Effect, FoundBy } from '../../model/dependents.ts'

interface NamedResource {
  id: string
  arn: string | undefined
  foundBy: FoundBy
  role?: string | undefined
  /** Left out: the effect of the type. */
  effect?: ResourceEffect | undefined
  bucketKey?: boolean | undefined
  dataKeyReuseSeconds?: number | undefined
}

/** The record of a resource of a type. */
export function dependentRecord({ id: type, dependent }: NamedDependent, resource: NamedResource): DependentRecord {
  const effect = resource.effect ?? dependent.effect
  return {
    type,
    id: resource.id,
    arn: resource.arn ?? null,
    found_by: [resource.foundBy],
    when_unusable: effect.when,
    consequence: effect.consequence,
    acts_on_disabled: effect.actsOnDisabled ?? false,
    irreversible_after_days: effect.irreversibleAfterDays ?? null,
    fails_silently: effect.failsSilently ?? SILENT.includes(effect.when),
    role: resource.role ?? null,
    ...defined({ bucket_key: resource.bucketKey, data_key_reuse_seconds: resource.dataKeyReuseSeconds }),
  }
}

/** What works until it is started or restored reports no error while it only runs. */
const SILENT: readonly Effect[] = ['on-next-start', 'on-restore']
