import type { Frame } from '@bugsage/core';
import { remembering } from './remembering.ts';

type FramePlace = Pick<Frame, 'filename' | 'abs_path' | 'module'>;

/**
 * The path of a frame's file as far as the event tells it, to be matched against the end of repository paths:
 * URL origin, query, bundler prefixes and `.` segments are gone, separators are `/`. Null when the frame has no file.
 */
export function framePath(frame: FramePlace): string | null {
  const file = frame.abs_path ?? frame.filename;
  if (file === null || file === '') return null;
  return packagePath(frame) ?? pathOf(file);
}

/** JVM frames give only `Cart.java`; their package names the folders: `shop.cart.Cart` -> `shop/cart/Cart.java`. */
function packagePath(frame: FramePlace): string | null {
  const file = frame.filename ?? '';
  if (
    frame.module === null ||
    file.includes('/') ||
    !JVM_EXTENSIONS.some((extension) => file.endsWith(extension))
  )
    return null;
  const dot = frame.module.lastIndexOf('.');
  return dot < 0 ? file : `${frame.module.slice(0, dot).replaceAll('.', '/')}/${file}`;
}

const JVM_EXTENSIONS = ['.java', '.kt', '.scala', '.groovy'] as const;

const pathOf = remembering((file: string): string => {
  const slashed = file.replaceAll('\\', '/');
  // React server frames wrap one scheme in another: rsc://React/Server/webpack-internal:///(rsc)/./app/page.tsx
  const scheme = slashed.lastIndexOf('://');
  if (scheme < 0) return withoutDots(withoutQuery(slashed));
  const schemeStart =
    Math.max(slashed.lastIndexOf('/', scheme - 1), slashed.lastIndexOf(':', scheme - 1)) + 1;
  const name = slashed.slice(schemeStart, scheme).toLowerCase();
  const rest = decoded(withoutQuery(slashed.slice(scheme + 3)));
  if (name === 'file') return withoutDots(rest.replace(/^\/(?=[A-Za-z]:\/)/, ''));
  const slash = rest.indexOf('/');
  const path = slash < 0 ? '' : rest.slice(slash);
  return name === 'http' || name === 'https'
    ? withoutDots(path === '' ? '/' : path)
    : withoutBundlerPrefix(path);
});

/** `/./src/a.ts`, `/(rsc)/./src/a.ts`, `/[project]/src/a.ts`, `/~/lib/x.js` -> path inside the project. */
function withoutBundlerPrefix(path: string): string {
  const inside = path.replace(/^\/+/, '').replace(/^(?:\([^()/]*\)|\[project\]|~)\//, '');
  return withoutDots(inside);
}

function withoutDots(path: string): string {
  const kept: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '.') continue;
    // A path that climbs above its start names nothing inside a repository, so the climb is dropped.
    if (segment !== '..') kept.push(segment);
    else if (kept.length > 0 && kept.at(-1) !== '') kept.pop();
  }
  return kept.join('/');
}

function withoutQuery(path: string): string {
  const cut = path.search(/[?#]/);
  return cut <= 0 ? path : path.slice(0, cut);
}

function decoded(path: string): string {
  if (!path.includes('%')) return path;
  try {
    return decodeURIComponent(path).replaceAll('\\', '/');
  } catch {
    return path;
  }
}
