import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placeWindow, type Rectangle, WindowMemory } from './window-bounds.ts';

const laptop = { x: 0, y: 0, width: 1440, height: 860 };
const monitor = { x: 1440, y: -200, width: 2560, height: 1400 };

test('opens where it was', () => {
  const memory = { x: 1500, y: 10, width: 1200, height: 900 };
  expect(placeWindow(memory, [laptop, monitor])).toEqual(memory);
});

test('comes to the main screen when its monitor is gone, no larger than that', () => {
  const memory = { x: 1500, y: 10, width: 2400, height: 1300 };
  expect(placeWindow(memory, [laptop])).toEqual(laptop);
});

test('opens in the middle the first time', () => {
  expect(placeWindow(null, [laptop])).toEqual({ x: 80, y: 30, width: 1280, height: 800 });
});

test('opens even where no screen is known', () => {
  expect(placeWindow(null, [])).toMatchObject({ width: 1280, height: 800 });
});

test('its title bar can always be reached', () => {
  const rectangle = fc.record({
    x: fc.integer({ min: -9000, max: 9000 }),
    y: fc.integer({ min: -9000, max: 9000 }),
    width: fc.integer({ min: 1, max: 9000 }),
    height: fc.integer({ min: 1, max: 9000 }),
  });
  const reachable = (window: Rectangle, screen: Rectangle) =>
    window.y >= screen.y &&
    window.y <= screen.y + screen.height - 100 &&
    Math.min(window.x + window.width, screen.x + screen.width) - Math.max(window.x, screen.x) >= 100;
  fc.assert(
    fc.property(rectangle, (memory) => {
      const placed = placeWindow(memory, [laptop, monitor]);
      expect([laptop, monitor].some((screen) => reachable(placed, screen))).toBe(true);
    }),
  );
});

test('what was remembered is not believed blindly', () => {
  const good = { x: 0, y: 0, width: 800, height: 600, maximized: false };
  expect(WindowMemory.safeParse(good).success).toBe(true);
  for (const bad of [
    { ...good, width: 0 },
    { ...good, x: 1e9 },
    { ...good, y: 'top' },
    { ...good, height: null },
    [],
  ]) {
    expect(WindowMemory.safeParse(bad).success).toBe(false);
  }
});
