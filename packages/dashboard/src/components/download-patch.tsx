import type { Fix } from '@bugsage/core';
import { useMutation } from '@tanstack/react-query';
import { describeFailure } from '../api/api-error.ts';
import { downloadPatch } from '../api/fixes.ts';
import { notify } from '../state/notices.ts';
import { Icon } from './icon.tsx';

/** The route needs the access token, so the file goes through memory instead of a plain link. */
export function DownloadPatch({ fix }: { readonly fix: Fix }) {
  const download = useMutation({
    mutationFn: () => downloadPatch(fix.id),
    onSuccess: (patch) => save(patch, `bugsage-${fix.id.slice(0, 8)}.patch`),
    onError: (error) => notify({ tone: 'failed', text: describeFailure(error), undo: null }),
  });
  return (
    <p className="download">
      <button
        type="button"
        className="button button-small"
        disabled={download.isPending}
        onClick={() => download.mutate()}
      >
        <Icon name="download" />
        Download patch
      </button>
      <span className="quiet">
        Apply it with <code>git am</code>
      </span>
    </p>
  );
}

function save(patch: Blob, name: string): void {
  const url = URL.createObjectURL(patch);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
