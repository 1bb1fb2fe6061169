/** In a small form: somebody else has put `to` where what is typed here was to go. */
export function ChangedMeanwhile({ to }: { to: string }) {
  return (
    <p role="alert" className="mb-1.5 rounded-md bg-wait-wash px-2 py-1 text-xs text-wait">
      {to === '' ? (
        'Emptied meanwhile.'
      ) : (
        <>
          Changed meanwhile to “<bdi>{to}</bdi>”.
        </>
      )}{' '}
      Save puts yours in its place.
    </p>
  );
}
