import { EventEmitter } from 'node:events';

/**
 * A stand-in for an object of Electron: an emitter with the given members, each checked against the real type. Touching a member
 * that is not given fails by name, so a test never passes on something that is not there.
 */
export function standIn<T extends object>(
  name: string,
  members: Partial<Omit<T, keyof EventEmitter>>,
  emitter: EventEmitter = new EventEmitter(),
): T {
  const target = Object.assign(emitter, members);
  const proxy: object = new Proxy(target, {
    get(object, property, receiver) {
      // Promises and printing look for members that nobody has.
      if (typeof property === 'symbol' || property === 'then' || property === 'toJSON' || property in object) {
        return Reflect.get(object, property, receiver);
      }
      throw new Error(`the stand-in for ${name} has no ${property}`);
    },
  });
  return proxy as T;
}
