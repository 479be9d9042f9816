import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';

/** Key (as in `KeyboardEvent.key`) to what it does. */
export type Shortcuts = { readonly [key: string]: () => void };

const KEY = 'bugsage.shortcuts';
const listeners = new Set<() => void>();
let enabled = localStorage.getItem(KEY) !== 'off';

/**
 * Single keys act while no field has the focus and no dialog is open. People whose speech input types letters can turn
 * them off (WCAG 2.2, 2.1.4).
 */
export function useShortcuts(shortcuts: Shortcuts): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (!enabled || event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return;
    if (isTyping(event.target) || document.querySelector('dialog[open]') !== null) return;
    const action = shortcuts[event.key];
    if (action === undefined) return;
    event.preventDefault();
    action();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => press(event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);
}

export function useShortcutsEnabled(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => enabled,
  );
}

export function enableShortcuts(next: boolean): void {
  enabled = next;
  localStorage.setItem(KEY, next ? 'on' : 'off');
  for (const listener of listeners) listener();
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');
}
