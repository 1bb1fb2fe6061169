/**
 * The same answer, whose body fails to be read when it is larger than this. Counted as it is read, so also after decompression; one
 * that says how long it is, and comes as it is, ends there (RFC 9112, 6.3) and is not counted.
 */
export function withLimitedBody(response: Response, largestBytes: number): Response {
  if (response.body === null) return response;
  const { status, statusText, headers } = response;
  const said = headers.get('content-encoding') === null ? headers.get('content-length') : null;
  if (said !== null && Number(said) <= largestBytes) return response;
  let bytes = 0;
  const limit = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      bytes += chunk.byteLength;
      if (bytes > largestBytes) controller.error(new TypeError('the answer has no end'));
      else controller.enqueue(chunk);
    },
  });
  return new Response(response.body.pipeThrough(limit), { status, statusText, headers });
}
