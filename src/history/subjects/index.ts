import { aliases } from './aliases.ts'
import { cost } from './cost.ts'
import { dependents } from './dependents.ts'
import { description } from './description.ts'
import { grants } from './grants.ts'
import { keyMaterial } from './key-material.ts'
import { multiRegion } from './multi-region.ts'
import { policy } from './policy.ts'
import { rotation } from './rotation.ts'
import { state } from './state.ts'
import type { SubjectComparison } from './subject.ts'
import { tags } from './tags.ts'
import { usage } from './usage.ts'

/** Every aspect of a key that is compared: one file and one line each. */
export const subjects: readonly SubjectComparison[] = [
  usage,
  state,
  policy,
  grants,
  dependents,
  rotation,
  cost,
  multiRegion,
  keyMaterial,
  aliases,
  tags,
  description,
]
