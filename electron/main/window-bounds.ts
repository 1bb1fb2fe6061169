import { z } from 'zod';

/** In device-independent pixels. */
export interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

const coordinate = z.number().int().min(-100_000).max(100_000);
const extent = z.number().int().min(1).max(100_000);

/** What is remembered of the window; read from a file that anybody may have edited. */
export const WindowMemory = z.object({
  x: coordinate,
  y: coordinate,
  width: extent,
  height: extent,
  maximized: z.boolean(),
});
export type WindowMemory = z.infer<typeof WindowMemory>;

export const SMALLEST = { width: 720, height: 480 };
const FIRST = { width: 1280, height: 800 };

/** So much of a window must lie on a screen that its title bar can be taken hold of. */
const VISIBLE = 100;

/**
 * Where the window opens: where it was, if enough of that is on a screen there now (a monitor may have been unplugged), else in
 * the middle of the main screen; never larger than the screen it is on.
 */
export function placeWindow(memory: Rectangle | null, screens: Rectangle[]): Rectangle {
  const [main = { x: 0, y: 0, ...FIRST }] = screens;
  const home = memory === null ? undefined : screens.find((screen) => reachable(memory, screen));
  if (memory === null || home === undefined) return centre(sized(memory ?? FIRST, main), main);
  const size = sized(memory, home);
  return {
    ...size,
    x: clamp(memory.x, home.x - size.width + VISIBLE, home.x + home.width - VISIBLE),
    y: clamp(memory.y, home.y, home.y + home.height - VISIBLE),
  };
}

function reachable(window: Rectangle, screen: Rectangle): boolean {
  const width = Math.min(window.x + window.width, screen.x + screen.width) - Math.max(window.x, screen.x);
  const titleBarOnScreen = window.y >= screen.y - 1 && window.y <= screen.y + screen.height - VISIBLE;
  return width >= VISIBLE && titleBarOnScreen;
}

function sized(size: { width: number; height: number }, screen: Rectangle): { width: number; height: number } {
  return {
    width: Math.min(Math.max(size.width, SMALLEST.width), screen.width),
    height: Math.min(Math.max(size.height, SMALLEST.height), screen.height),
  };
}

function centre(size: { width: number; height: number }, screen: Rectangle): Rectangle {
  return {
    ...size,
    x: screen.x + Math.floor((screen.width - size.width) / 2),
    y: screen.y + Math.floor((screen.height - size.height) / 2),
  };
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
