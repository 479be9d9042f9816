import type { ReleaseDetail } from '../api/releases.ts';
import { safeLink } from '../format/safe-link.ts';
import { shortCommit } from '../format/short-commit.ts';
import { visibleText } from '../format/visible-text.ts';
import { Panel } from './panel.tsx';
import { RelativeTime } from './relative-time.tsx';

/** When a release came, of which commit, and where it was deployed. */
export function ReleaseDetails({ release }: { readonly release: ReleaseDetail }) {
  return (
    <>
      <Panel title="Details">
        <dl className="details">
          <div>
            <dt>{release.announced ? 'Announced' : 'First seen'}</dt>
            <dd>
              <RelativeTime at={release.created_at} />
            </dd>
          </div>
          {release.released_at !== null && (
            <div>
              <dt>Released</dt>
              <dd>
                <RelativeTime at={release.released_at} />
              </dd>
            </div>
          )}
          {release.commit_sha !== null && (
            <div>
              <dt>Commit</dt>
              <dd>
                <code title={visibleText(release.commit_sha)}>{shortCommit(release.commit_sha)}</code>
              </dd>
            </div>
          )}
          {release.url !== null && (
            <div>
              <dt>Address</dt>
              <dd>
                <ForeignLink url={release.url} text={release.url} />
              </dd>
            </div>
          )}
        </dl>
      </Panel>
      <Panel title="Deploys">
        {release.deploys.length === 0 && <p className="quiet">No deploy was announced.</p>}
        <ul className="commit-list">
          {release.deploys.map(({ id, environment, name, url, finished_at }) => (
            <li key={id}>
              <ForeignLink url={url} text={environment} />
              <p className="quiet">
                {name !== null && name !== '' && `${visibleText(name)}, `}
                <RelativeTime at={finished_at} />
              </p>
            </li>
          ))}
        </ul>
      </Panel>
    </>
  );
}

/** A link where the address is one of the web, else the text alone. */
function ForeignLink({ url, text }: { readonly url: string | null; readonly text: string }) {
  const address = safeLink(url);
  if (address === null) return visibleText(text);
  return (
    <a href={address} rel="noreferrer noopener">
      {visibleText(text)}
    </a>
  );
}
