import type { EngineError } from '../../shared/ipc/contract.ts';

/** @param what that cannot be read, as a sentence begins with it; what is shown beside this may be old */
export function NotRead({ what, error }: { what: string; error: EngineError }) {
  return (
    <p role="alert" className="mx-auto w-full max-w-2xl px-6 py-3 text-[0.8125rem] text-bad">
      {what} cannot be read just now, so something may be missing here. What was said, and what you type, is kept.{' '}
      {error.message}
    </p>
  );
}
