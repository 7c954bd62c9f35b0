import { hasRotationStatus } from '../model/key.ts'
import type { RotationRecord } from '../model/report/key-facts.ts'
import type { KeyFact } from './fact.ts'

/** Whether and how often a key rotates. AWS bills the first and the second rotation. */
export const rotation: KeyFact = {
  title: 'rotation',
  plural: 'rotations',
  field: 'key_rotation_enabled',
  otherFields: ['rotation'],
  operations: ['kms:GetKeyRotationStatus', 'kms:ListKeyRotations'],
  callsPerKey: 1,
  appliesTo: ({ spec, origin, state }) => hasRotationStatus(spec, origin, state),
  // Whether a key can rotate depends on its spec and origin, which the description contains.
  isUsableAlone: false,
  decidesPrice: true,
  async read(key, ask) {
    const { listRotations, rotationStatus } = await import('../aws/kms/key-rotation.ts')
    const isImported = key.readable && key.origin === 'EXTERNAL'
    const [status, rotations] = await Promise.all([
      ask('kms:GetKeyRotationStatus', (client, id) => rotationStatus(client, id, isImported)),
      ask('kms:ListKeyRotations', (client, id) => listRotations(client, id, isImported)),
    ])
    if (status === null) return { key_rotation_enabled: null, rotation: null }
    const { enabled, ...period } = status
    const record: RotationRecord = { ...period, rotations }
    return { ...(enabled === null ? {} : { key_rotation_enabled: enabled }), rotation: record }
  },
}
