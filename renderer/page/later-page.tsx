import { type ComponentType, type FunctionComponent, lazy, useState } from 'react';

/** A page whose script is not among what the frame needs to paint. */
export type LaterPage<Props> = FunctionComponent<Props> & {
  /** Reads and runs the script now; rejects when it cannot be read, and the page then tries once more when it is opened. */
  read(): Promise<void>;
};

/**
 * A page that is read when it is opened, or before. Once it is read it is drawn at once: a component of React's `lazy` would show
 * the fallback even then, and React keeps a fallback that it has shown for 300 ms.
 */
export function laterPage<Props extends object>(
  load: () => Promise<{ default: ComponentType<Props> }>,
): LaterPage<Props> {
  let known: ComponentType<Props> | null = null;
  const Lazy: ComponentType<Props> = lazy(load);
  // biome-ignore lint/correctness/noComponentHookFactories: made once for each page, when its module is run
  function Later(props: Props) {
    // Chosen once: a page that changed its component while it is open would begin anew, and lose what is in it.
    const [Page] = useState<ComponentType<Props>>(() => known ?? Lazy);
    return <Page {...props} />;
  }
  return Object.assign(Later, {
    async read() {
      known = (await load()).default;
    },
  });
}
