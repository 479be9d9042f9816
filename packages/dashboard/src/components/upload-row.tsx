import type { Schemas } from '@bugsage/api-client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { deleteUpload, uploadFilesQuery } from '../api/artifacts.ts';
import { counted } from '../format/number.ts';
import { visibleText } from '../format/visible-text.ts';
import { Busy } from './busy.tsx';
import { Failure } from './failure.tsx';
import { RelativeTime } from './relative-time.tsx';
import { RowButton } from './row-button.tsx';

type Bundle = Schemas['ArtifactBundle'];
type Properties = {
  readonly projectId: number;
  readonly bundle: Bundle;
  readonly onDeleted: () => unknown;
};

const STATE_WORDS: { readonly [State in Bundle['state']]: string } = {
  ok: 'ready',
  assembling: 'being read',
  error: 'could not be read',
};

/** One upload; its files are read when they are asked for. */
export function UploadRow({ projectId, bundle, onDeleted }: Properties) {
  const [isOpen, setOpen] = useState(false);
  const name = bundle.release === '' ? 'by debug id' : visibleText(bundle.release);
  const dist = bundle.dist === '' ? '' : `, distribution ${visibleText(bundle.dist)}`;
  return (
    <li>
      <div className="upload-head">
        <button
          type="button"
          className="button button-small"
          aria-expanded={isOpen}
          aria-label={`Files of the upload ${name}`}
          onClick={() => setOpen(!isOpen)}
        >
          Files
        </button>
        <p className="upload-name">
          <strong>{name}</strong>
          {dist}
          <span className="quiet">
            {' '}
            · {counted(bundle.file_count, 'file')} · {STATE_WORDS[bundle.state]} ·{' '}
            <RelativeTime at={bundle.created_at} /> by {visibleText(bundle.uploaded_by)}
          </span>
        </p>
        <RowButton
          word="Delete"
          label={`Delete the upload ${name}`}
          action={() => deleteUpload(projectId, bundle.id)}
          onDone={onDeleted}
        />
      </div>
      {bundle.detail !== '' && <p className="form-error">{visibleText(bundle.detail)}</p>}
      {isOpen && <UploadFiles projectId={projectId} bundleId={bundle.id} />}
    </li>
  );
}

function UploadFiles({ projectId, bundleId }: { readonly projectId: number; readonly bundleId: string }) {
  const query = useQuery(uploadFilesQuery(projectId, bundleId));
  if (query.isPending) return <Busy text="Loading files…" />;
  if (query.data === undefined) return <Failure error={query.error} />;
  return (
    <ul className="upload-files">
      {query.data.map((file) => (
        <li key={file.id}>
          <code>{visibleText(file.name)}</code>{' '}
          <span className="quiet">
            {file.debug_id ?? 'no debug id'} · {wordsOf(file)}
          </span>
          {file.problem !== null && <p className="form-error">{visibleText(file.problem.why)}</p>}
        </li>
      ))}
    </ul>
  );
}

function wordsOf(file: Schemas['ArtifactFile']): string {
  if (file.problem !== null) return 'cannot be used';
  if (file.usable) return file.kind === 'source_map' ? 'decoded map' : 'script with its map inside';
  if (file.kind !== 'minified_source') return 'kept';
  return file.map_name === null ? 'script without a map' : `script, map ${visibleText(file.map_name)}`;
}
