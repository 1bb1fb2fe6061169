/** A two-way channel between a page and the engine: a MessagePort in Electron, a WebSocket in the browser host, a pair in memory in tests. */
export interface Port<Incoming, Outgoing> {
  postMessage(message: Outgoing): void;
  /** One listener; messages that came before it was set are kept for it. */
  onMessage(listener: (message: Incoming) => void): void;
  onClose(listener: () => void): void;
  close(): void;
}
