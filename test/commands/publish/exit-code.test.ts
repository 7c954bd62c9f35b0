import { expect, test } from 'vitest'
import { DAY } from '../../../src/model/time.ts'
import { deniedByIdentityPolicy } from '../../../src/simulation/faults/aws-errors.ts'
import { aHub, fine, NOW, publish, unrotated, worldAt } from '../../sinks/security-hub/a-hub.ts'

test('publish: --fail-on and --strict decide the exit code as in an audit', async () => {
  const hub = aHub()
  expect((await publish(worldAt(NOW, [unrotated(1)], hub), ['--fail-on', 'medium'])).exit).toBe(1)
  expect((await publish(worldAt(NOW, [unrotated(1)], hub), ['--fail-on', 'high'])).exit).toBe(0)
  expect(hub.findings.size).toBe(1)
  const faults = [deniedByIdentityPolicy({ operation: 'GetKeyRotationStatus' })]
  expect((await publish(worldAt(NOW + DAY, [fine(1)], hub), ['--strict'], { faults })).exit).toBe(4)
})
