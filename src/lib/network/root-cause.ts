/** Returns the message of the innermost cause. An error for several addresses has a code but no message. */
export function rootCauseText(error: unknown): string {
  let root = error
  while (root instanceof Error && root.cause !== undefined) root = root.cause
  if (!(root instanceof Error)) return String(root)
  return root.message || String((root as NodeJS.ErrnoException).code ?? root.name)
}
