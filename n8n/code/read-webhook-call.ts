/**
 * What the signature of a webhook call must be made of: unix seconds, a dot, the body as it came (not as it would be written
 * again: pg_net puts a space after the colon). A call counts for five minutes, so that one that was overheard is soon worth
 * nothing; the clocks of two servers differ by less.
 */
export function readWebhookCall(
  headers: { [name: string]: string | undefined },
  body: string,
  nowSeconds: number,
): { message: string; signature: string; fresh: boolean } {
  const longestAgeSeconds = 300;
  const timestamp = headers['x-showrunner-timestamp'] ?? '';
  return {
    message: `${timestamp}.${body}`,
    signature: headers['x-showrunner-signature'] ?? '',
    fresh: /^\d+$/.test(timestamp) && Math.abs(nowSeconds - Number(timestamp)) <= longestAgeSeconds,
  };
}
