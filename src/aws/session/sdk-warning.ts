/**
 * Keeps the AWS SDK in this package from printing that it will drop an old version of Node: readers of a report can do
 * nothing about it. A copy of the SDK that the calling program uses itself still prints it.
 */
export async function disableSdkVersionWarning(): Promise<void> {
  const { state } = await import('@aws-sdk/core/client')
  state.warningEmitted = true
}
