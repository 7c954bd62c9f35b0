/**
 * Sends a call about something that may not exist. Null: AWS says so by one of these errors.
 *
 * @throws every other error
 */
export async function nullIfMissing<T>(send: () => Promise<T>, errors: readonly string[]): Promise<T | null> {
  try {
    return await send()
  } catch (error) {
    if (error instanceof Error && errors.includes(error.name)) return null
    throw error
  }
}
