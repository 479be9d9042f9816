import { useRef } from 'react';
import { enableShortcuts, useShortcuts, useShortcutsEnabled } from '../state/shortcuts.ts';
import { Icon } from './icon.tsx';

const KEYS: readonly { readonly keys: readonly string[]; readonly does: string }[] = [
  { keys: ['/'], does: 'Search issues' },
  { keys: ['j'], does: 'List: next issue. Issue: older event' },
  { keys: ['k'], does: 'List: previous issue. Issue: newer event' },
  { keys: ['Enter'], does: 'Open the issue in focus' },
  { keys: ['r'], does: 'Issue: resolve, or reopen' },
  { keys: ['i'], does: 'Issue: ignore' },
  { keys: ['u'], does: 'Issue: back to the list' },
  { keys: ['?'], does: 'This help' },
];

export function ShortcutsDialog() {
  const dialog = useRef<HTMLDialogElement>(null);
  const enabled = useShortcutsEnabled();
  const open = () => dialog.current?.showModal();
  useShortcuts({ '?': open });
  return (
    <>
      <button
        type="button"
        className="icon-button"
        aria-label="Keyboard shortcuts"
        title="Keyboard shortcuts (?)"
        onClick={open}
      >
        <span className="icon-text" aria-hidden="true">
          ?
        </span>
      </button>
      <dialog ref={dialog} className="dialog" aria-labelledby="shortcuts-title">
        <header className="dialog-header">
          <h2 id="shortcuts-title">Keyboard shortcuts</h2>
          <form method="dialog">
            <button className="icon-button" aria-label="Close">
              <Icon name="cross" />
            </button>
          </form>
        </header>
        <dl className="key-list">
          {KEYS.map(({ keys, does }) => (
            <div key={does}>
              <dt>
                {keys.map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
        <label className="check-row">
          <input
            type="checkbox"
            checked={enabled}
            onChange={(event) => enableShortcuts(event.target.checked)}
          />
          Use single-key shortcuts
        </label>
      </dialog>
    </>
  );
}
