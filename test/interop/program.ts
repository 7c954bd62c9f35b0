import { fileURLToPath } from 'node:url'

/**
 * The Node and the built program that these tests start. `.ci/run` names the program as it is installed from the packed
 * file, and the oldest Node that it supports, on which the tests themselves cannot run.
 */
export const PROGRAM: readonly [node: string, file: string] = [
  process.env['KMS_AUDIT_NODE'] ?? process.execPath,
  process.env['KMS_AUDIT_PROGRAM'] ?? fileURLToPath(new URL('../../bin/kms-audit.cjs', import.meta.url)),
]
