import fs from 'node:fs';
import type { PGlite, postgresMod } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

type Module = postgresMod.PostgresMod;

/** What a file of Emscripten's NODEFS is, as far as fsync needs to know. */
interface HostStream {
  /** Host file descriptor; absent for a directory, which NODEFS does not open on the host. */
  nfd?: number;
  node: object;
}
interface HostFileSystem {
  stream_ops: { fsync?: (stream: HostStream) => number };
  realPath(node: object): string;
}
interface EmscriptenFs {
  ErrnoError: new (errno: number) => Error;
}

/** Emscripten's number for EIO. Postgres answers it with a PANIC, which is right: after a failed fsync nothing is known. */
const EIO = 29;

// Some systems do not let a directory be synced (Windows: EPERM, EISDIR; some network disks: EINVAL). Their rename is then
// as durable as they make it; there is nothing better to call.
const DIRECTORY_REFUSALS: readonly unknown[] = ['EISDIR', 'EPERM', 'EINVAL', 'EACCES'];

/**
 * PGlite's file system on a folder of this machine, with an fsync that reaches the disk.
 *
 * The one that ships has none (`_fd_sync` calls `stream_ops.fsync`, which NODEFS lacks, and nothing happens), so that a power
 * cut corrupts the database: reference/pglite.md §2. Needs start parameters without `-F` and `wal_sync_method=fsync`, since
 * fdatasync is hard-wired to nothing in the WASM glue (see postgres-parameters.ts).
 */
export class DurableNodeFS extends NodeFS {
  /** Syncs that reached the host since the start; tests and benchmarks read it. */
  readonly syncs = { files: 0, directories: 0 };

  override async init(pg: PGlite, options: Partial<Module>): Promise<{ emscriptenOpts: Partial<Module> }> {
    const { emscriptenOpts } = await super.init(pg, options);
    const install = (module: Module) => {
      // Emscripten's typings know only FileSystemType here; the fields are those of its library_nodefs.js.
      const nodefs = module.NODEFS as unknown as HostFileSystem;
      const { ErrnoError } = module.FS as unknown as EmscriptenFs;
      nodefs.stream_ops.fsync = (stream) => this.#sync(nodefs, ErrnoError, stream);
    };
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), install] } };
  }

  #sync(nodefs: HostFileSystem, ErrnoError: EmscriptenFs['ErrnoError'], stream: HostStream): number {
    try {
      if (stream.nfd === undefined) this.#syncDirectory(nodefs.realPath(stream.node));
      else {
        fs.fsyncSync(stream.nfd);
        this.syncs.files += 1;
      }
      return 0;
    } catch {
      throw new ErrnoError(EIO);
    }
  }

  #syncDirectory(path: string): void {
    try {
      const descriptor = fs.openSync(path, 'r');
      try {
        fs.fsyncSync(descriptor);
        this.syncs.directories += 1;
      } finally {
        fs.closeSync(descriptor);
      }
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && DIRECTORY_REFUSALS.includes(error.code))) throw error;
    }
  }
}
