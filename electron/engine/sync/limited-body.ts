/** The same answer, whose body fails to be read when it is larger than this. Counted as it is read, so also after decompression. */
export function withLimitedBody(response: Response, largestBytes: number): Response {
  if (response.body === null) return response;
  let bytes = 0;
  const limit = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      bytes += chunk.byteLength;
      if (bytes > largestBytes) controller.error(new TypeError('the answer has no end'));
      else controller.enqueue(chunk);
    },
  });
  const { status, statusText, headers } = response;
  return new Response(response.body.pipeThrough(limit), { status, statusText, headers });
}
