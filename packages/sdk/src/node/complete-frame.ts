import type { CapturedFrame } from '../public-types.ts';

/** Paths instead of file URLs, and in-app for all that is neither the runtime nor an installed package. */
export function completeNodeFrame(frame: CapturedFrame): CapturedFrame {
  if (frame.file === undefined) return frame;
  const file = toPath(frame.file);
  // Relative ones come from source maps. Others have a scheme (`node:`), or are no files (`<anonymous>`).
  const isPath = /^(?:[a-z]:)?[\w.@-]*[\\/]/i.test(file);
  return { ...frame, file, inApp: isPath && !/[\\/]node_modules[\\/]/.test(file) };
}

function toPath(file: string): string {
  if (!file.startsWith('file://')) return file;
  const path = file.slice(7).replace(/^\/(?=[a-z]:)/i, '');
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
