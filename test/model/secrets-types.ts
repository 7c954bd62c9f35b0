import type * as records from '../../src/model/assessments/secrets.ts'
import type * as schema from './secrets-by-schema.ts'
import type { Same } from './same-types.ts'

/** Does not compile if a type of the result differs from its definition in the schema: then that `true` must be `false`. */
export const isSameAsSecretsSchema: Same<Types, Definitions> = {
  whole: true,
  summary: true,
  secret: true,
  use: true,
  secretKey: true,
  rotation: true,
  pendingVersion: true,
  rotationEvents: true,
  replica: true,
  rotationFunction: true,
}

interface Types {
  whole: records.SecretsAssessment
  summary: records.SecretsSummary
  secret: records.SecretRecord
  use: records.SecretUse
  secretKey: records.SecretKeyRecord
  rotation: records.SecretRotationRecord
  pendingVersion: records.PendingVersionRecord
  rotationEvents: records.RotationEventsRecord
  replica: records.SecretReplicaRecord
  rotationFunction: records.RotationFunctionRecord
}

interface Definitions {
  whole: schema.Secrets
  summary: schema.Summary
  secret: schema.Secret
  use: schema.Use
  secretKey: schema.SecretKey
  rotation: schema.Rotation
  pendingVersion: schema.PendingVersion
  rotationEvents: schema.RotationEvents
  replica: schema.Replica
  rotationFunction: schema.RotationFunction
}
