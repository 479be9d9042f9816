import { dismissNotice, useNotices } from '../state/notices.ts';
import { Icon } from './icon.tsx';

export function Notices() {
  const notices = useNotices();
  return (
    <output className="notices">
      {notices.map((notice) => (
        <div key={notice.id} className="notice" data-tone={notice.tone}>
          <Icon name={notice.tone === 'done' ? 'check' : 'warning'} />
          <span className="notice-text">{notice.text}</span>
          {notice.undo !== null && (
            <button
              type="button"
              className="notice-button"
              onClick={() => {
                notice.undo?.();
                dismissNotice(notice.id);
              }}
            >
              Undo
            </button>
          )}
          <button
            type="button"
            className="notice-button"
            aria-label="Dismiss"
            onClick={() => dismissNotice(notice.id)}
          >
            <Icon name="cross" />
          </button>
        </div>
      ))}
    </output>
  );
}
